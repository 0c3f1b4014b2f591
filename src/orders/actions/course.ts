import { inSlices } from '../../lib/slices.ts'
import {
  createOffering,
  createWorkDays,
  listChangesThen,
  listUnitsThen,
} from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Course, Period, Shelves, Surroundings } from '../../routing/index.ts'
import { happeningsOf } from '../domain/course.ts'
import { networkViewOf } from '../domain/network-view.ts'
import { createBatchStock, type BatchStock } from '../domain/stock-view.ts'
import { countOrdersThen, listLinesThen, listOrdersThen } from '../store/course.ts'
import { listGroups } from '../store/read.ts'
import type { OrdersWorld } from './world.ts'

const ORDERS_AT_ONCE = 5000
const SKUS_AT_ONCE = 2000

/**
 * What happened in a period, from our own books: orders as they were captured, and what else moved
 * stock of what they name. Network, calendars and rules of availability are those of now, pauses
 * left out. `db` is one snapshot. Counted are orders in one currency; null: that of most of them.
 * With `most` only its first orders, until the last of them came.
 */
export async function readPeriod(
  db: Queryable,
  world: OrdersWorld,
  of: {
    from: Temporal.Instant
    until: Temporal.Instant
    unfilledPercent: number
    lostSalePercent: number
    currency: string | null
    most?: number
  },
  now: Temporal.Instant,
): Promise<Period> {
  const counts = await countOrdersThen(db, of)
  const currency = of.currency ?? counts[0]?.currency ?? null
  const ofOrders = counts.reduce((sum, one) => sum + one.orders, 0)
  const orders = await listOrdersThen(db, of)
  const until = orders.length < ofOrders ? orders.at(-1)!.placedAt : of.until
  const groups = []
  const lines = []
  for (const some of inSlices(orders, ORDERS_AT_ONCE)) {
    const ids = some.map(({ id }) => id)
    groups.push(...(await listGroups(db, ids)))
    lines.push(...(await listLinesThen(db, ids)))
  }
  const skuIds = [...new Set(lines.map(({ skuId }) => skuId))].toSorted((a, b) => a - b)
  await world.skus.loadIds(skuIds)
  const stock: Course['stock'][number][][] = []
  const changes = []
  for (const some of inSlices(skuIds, SKUS_AT_ONCE)) {
    stock.push(await listUnitsThen(db, some, of.from))
    changes.push(await listChangesThen(db, some, { from: of.from, until }))
  }
  const network = unpaused(await networkOf(world, orders))
  const { unfilledPercent, lostSalePercent } = of
  const happenings = happeningsOf(
    { orders, groups, lines, changes: changes.flat() },
    {
      currency,
      channelOf: (id) => network.channelById.get(id)!,
      skuOf: world.skus.byId,
      unfilledPercent,
      lostSalePercent,
    },
  )
  return {
    course: {
      from: of.from.epochMilliseconds,
      until: until.epochMilliseconds,
      stock: stock.flat(),
      happenings,
      ownMargins: new Set(skuIds.filter((id) => saysMargin(world, id))),
    },
    surroundings: await surroundingsOf(world, network, now),
    currency,
    ofOrders,
  }
}

function saysMargin({ skus }: OrdersWorld, skuId: number): boolean {
  return (skus.byId(skuId)?.marginPercent ?? null) !== null
}

/** Read again where orders came by a channel that this process has not heard of yet. */
async function networkOf(
  { network }: OrdersWorld,
  orders: readonly { channelId: number }[],
): Promise<Network> {
  const known = await network.current()
  const isWhole = orders.every(({ channelId }) => known.channelById.has(channelId))
  return isWhole ? known : network.refresh()
}

/** A pause of today says nothing of last month. */
function unpaused(network: Network): Network {
  const locations = [...network.locationById].map(([id, location]) => {
    return [id, location.paused ? { ...location, paused: false } : location] as const
  })
  return { ...network, locationById: new Map(locations), isSkuPaused: () => false }
}

async function surroundingsOf(
  world: OrdersWorld,
  network: Network,
  now: Temporal.Instant,
): Promise<Omit<Surroundings, 'declines'>> {
  const caution = { heldBack: () => 0 }
  const offering = createOffering(caution, await world.rules.current(), now)
  const stocks = new WeakMap<Shelves, BatchStock>()
  const stockOf = (shelves: Shelves) => {
    let stock = stocks.get(shelves)
    if (!stock) stocks.set(shelves, (stock = createBatchStock(shelves, offering)))
    return stock
  }
  return {
    networkOf: (channelId, at) => networkViewOf(network, channelId, at),
    offeredTo: (buyer, shelves) => stockOf(shelves).offeredTo(buyer),
    workDays: (at) => (network.hasCapacity ? createWorkDays(network, at) : undefined),
  }
}
