import { setImmediate } from 'node:timers/promises'
import { listAllocations, type By } from '../../../inventory/index.ts'
import type { Network } from '../../../network/index.ts'
import {
  countImproved,
  decideProposals,
  endLease,
  listPlans,
  parcelPriceOf,
  takeLease,
  type Field,
  type Open,
  type Plan,
} from '../../../routing/index.ts'
import { partsOf } from '../../domain/move.ts'
import { listMovable, type MovableGroup } from '../../store/movable.ts'
import { getOrders, listGroups, type Group } from '../../store/read.ts'
import type { OrdersWorld } from '../world.ts'
import { redecide, Unchanged } from './redecide.ts'

const MOST = 500
const LEASE = { work: 'improving', minutes: 5 }

/** What a run moved and saved, in 1e-4 of the currencies' major units. */
export type Run = { groups: number; saved: number }

/**
 * Decides deliveries that are not released yet anew, those of a currency together, and moves those
 * that save enough. One process does it at a time. What is released next is looked at first.
 */
export async function improveOrders(world: OrdersWorld): Promise<Run> {
  const { clock, db } = world.platform
  const run: Run = { groups: 0, saved: 0 }
  const now = clock.now()
  const plans = (await listPlans(db)).filter(({ improving }) => improving !== null)
  if (plans.length === 0) return run
  const until = now.add({ minutes: LEASE.minutes })
  if (!(await takeLease(db, { work: LEASE.work, until }, now))) return run
  try {
    const network = await world.network.current()
    const byCurrency = Map.groupBy(
      plans.map(({ channelId }) => channelId),
      (channelId) => network.channelById.get(channelId)!.currency,
    )
    for (const channelIds of byCurrency.values()) {
      const groups = await listMovable(db, { channelIds, most: MOST }, now)
      for (const set of await proposals(world, { groups, network })) {
        const done = await moveSet(world, set)
        run.groups += done.groups
        run.saved += done.saved
      }
    }
  } finally {
    await endLease(db, { work: LEASE.work, until }, clock.now())
  }
  return run
}

async function moveSet(world: OrdersWorld, groups: readonly MovableGroup[]): Promise<Run> {
  const { clock, db } = world.platform
  const by: By = { actor: 'orders', now: clock.now(), nowMs: clock.nowMs() }
  // Before anything is locked: the book may have to wait for a connection of its own.
  const network = await world.network.current()
  try {
    return await db.transaction((tx) => redecide(tx, world, { groups, network }, by))
  } catch (error) {
    if (error instanceof Unchanged) return { groups: 0, saved: 0 }
    throw error
  }
}

type Seen = { groups: readonly MovableGroup[]; network: Network }

/** Sets of groups that would better go from elsewhere, on what this process believes of stock. */
async function proposals(world: OrdersWorld, { groups, network }: Seen): Promise<MovableGroup[][]> {
  const { db } = world.platform
  const orderIds = [...new Set(groups.map(({ orderId }) => orderId))]
  const [orders, details, claims, moves] = await Promise.all([
    getOrders(db, orderIds),
    listGroups(db, orderIds),
    listAllocations(db, orderIds),
    countImproved(db, orderIds),
  ])
  const locations = [...network.locationById.values()].filter(({ archived }) => !archived)
  const placeOf = new Map(locations.map(({ id }, place) => [id, place]))
  const open: Open[] = []
  const which: MovableGroup[] = []
  let prices: Plan['prices']
  for (const group of groups) {
    const order = orders.find(({ id }) => id === group.orderId)
    const detail = details.find((one) => one.orderId === group.orderId && one.no === group.no)
    if (!order || !detail) continue
    const plan = await world.plans.of(order.channelId)
    prices ??= plan.prices
    const lines = order.lines.filter(({ groupNo }) => groupNo === group.no)
    const own = claims.filter(({ orderId }) => orderId === group.orderId)
    const parts = partsOf(lines, own)
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
      moves: moves.get(`${group.orderId} ${group.no}`) ?? 0,
      guards: plan.improving,
    })
    which.push(group)
  }
  await setImmediate()
  const handling = Float64Array.from(locations, ({ handlingCost }) => handlingCost)
  const free: Field['free'] = (skuId) => {
    const cells: ReturnType<Field['free']>[number][] = []
    world.index.forEach(skuId, (locationId, units) => {
      const place = placeOf.get(locationId)
      const price = prices?.price(skuId, locationId)?.amount ?? 0
      if (place !== undefined) cells.push({ place, units, price })
    })
    return cells
  }
  const sets = decideProposals(open, { places: locations.length, handling, free })
  return sets.map((set) => set.map((at) => which[at]!))
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

type Location = Network['locationById'] extends ReadonlyMap<number, infer One> ? One : never
