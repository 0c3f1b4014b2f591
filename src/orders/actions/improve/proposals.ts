import { setImmediate } from 'node:timers/promises'
import { listAllocations } from '../../../inventory/index.ts'
import type { Network } from '../../../network/index.ts'
import {
  countImproved,
  freeCellsOf,
  parcelPriceOf,
  proposeInThread,
  type FreeCell,
  type Open,
  type Plan,
} from '../../../routing/index.ts'
import { partsOf } from '../../domain/move.ts'
import type { MovableGroup } from '../../store/movable.ts'
import { getOrders, listGroups, type Group } from '../../store/read.ts'
import type { OrdersWorld } from '../world.ts'

/** After so many others have their turn. */
const AT_ONCE = 50

type Location = Network['locationById'] extends ReadonlyMap<number, infer One> ? One : never

/** Sets of groups that would better go from elsewhere, and the places where all of them are. */
export type Proposals = { sets: MovableGroup[][]; places: ReadonlySet<number> }

type Seen = { groups: readonly MovableGroup[]; network: Network }

/** What this process believes of stock is enough for that: it is decided anew before it moves. */
export async function proposals(world: OrdersWorld, { groups, network }: Seen): Promise<Proposals> {
  const { db } = world.platform
  const orderIds = [...new Set(groups.map(({ orderId }) => orderId))]
  const [orders, details, claims, moves] = await Promise.all([
    getOrders(db, orderIds),
    listGroups(db, orderIds),
    listAllocations(db, orderIds),
    countImproved(db, orderIds),
  ])
  const orderById = new Map(orders.map((order) => [order.id, order]))
  const detailOf = new Map(details.map((one) => [`${one.orderId} ${one.no}`, one]))
  const claimsOf = Map.groupBy(claims, ({ orderId }) => orderId)
  const locations = [...network.locationById.values()].filter(({ archived }) => !archived)
  const placeOf = new Map(locations.map(({ id }, place) => [id, place]))
  const open: Open[] = []
  const which: MovableGroup[] = []
  let prices: Plan['prices']
  for (const [n, group] of groups.entries()) {
    if (n % AT_ONCE === 0) await setImmediate()
    const key = `${group.orderId} ${group.no}`
    const [order, detail] = [orderById.get(group.orderId), detailOf.get(key)]
    if (!order || !detail) continue
    const plan = await world.plans.of(order.channelId, order)
    prices ??= plan.prices
    const lines = order.lines.filter(({ groupNo }) => groupNo === group.no)
    const parts = partsOf(lines, claimsOf.get(group.orderId) ?? [])
    // What comes from two places line by line is decided anew only where something else moves it.
    const isWhole = new Set(parts.map(({ lineNo }) => lineNo)).size === parts.length
    if (!isWhole || parts.length === 0 || !plan.improving) continue
    const grams = lines.reduce(
      (sum, { weightG, ordered, decimals }) => sum + ((weightG ?? 0) * ordered) / 10 ** decimals,
      0,
    )
    open.push({
      lines: parts.map(({ skuId, quantity, locationId }) => {
        return { skuId, quantity, place: placeOf.get(locationId)! }
      }),
      parcels: parcelsOf(plan, { network, channelId: order.channelId, locations }, detail, grams),
      moves: moves.get(key) ?? 0,
      guards: plan.improving,
    })
    which.push(group)
  }
  const skuIds = new Set(open.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)))
  const sets = await proposeInThread(open, {
    places: locations.length,
    handling: Float64Array.from(locations, ({ handlingCost }) => handlingCost),
    free: freeCellsOf(freeIn(world, { skuIds, placeOf, prices })),
  })
  return {
    sets: sets.map((set) => set.map((at) => which[at]!)),
    places: new Set(claims.map(({ locationId }) => locationId)),
  }
}

function freeIn(
  { index }: OrdersWorld,
  of: {
    skuIds: ReadonlySet<number>
    placeOf: ReadonlyMap<number, number>
    prices: Plan['prices']
  },
): Map<number, FreeCell[]> {
  const free = new Map<number, FreeCell[]>()
  for (const skuId of of.skuIds) {
    const cells: FreeCell[] = []
    index.forEach(skuId, (locationId, units) => {
      const place = of.placeOf.get(locationId)
      const price = of.prices?.price(skuId, locationId)?.amount ?? 0
      if (place !== undefined) cells.push({ place, units, price })
    })
    free.set(skuId, cells)
  }
  return free
}

/** By place: what a parcel to the customer costs; none goes where the channel has no such place. */
function parcelsOf(
  { tariff }: Plan,
  of: { network: Network; channelId: number; locations: readonly Location[] },
  { country, region, postalCode, lat, lon }: Group,
  grams: number,
): Float64Array {
  const pool = of.network.poolOf(of.channelId)
  const to = {
    country: country ?? undefined,
    region: region ?? undefined,
    postalCode: postalCode ?? undefined,
    point: lat === null || lon === null ? undefined : { lat, lon },
  }
  return Float64Array.from(of.locations, (from) => {
    if (!pool.has(from.id) || !from.ships || from.paused) return Infinity
    return parcelPriceOf(tariff, from, to, grams) + from.parcelCost
  })
}
