import { compareServed } from '../../lib/priority.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  giveBackExpired,
  lockDays,
  lockLedger,
  offeringOf,
  readAside,
  readDays,
  readFreshStock,
  summedOf,
  type By,
  type Ledger,
  type Offering,
  type SupplyKey,
} from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { decideRouting, listExclusions, type PlanOf } from '../../routing/index.ts'
import { isOfSold } from '../domain/causes.ts'
import { createComingStock } from '../domain/coming.ts'
import { shortOf } from '../domain/counters.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { factsOf, networkViewOf } from '../domain/network-view.ts'
import { nothingPromised } from '../domain/place.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { listShortOrders, type Waiting } from '../store/change.ts'
import { listGroups, lockOrders, type OrderHead, type OrderLine } from '../store/read.ts'
import {
  claimFitting,
  workIn,
  writeAllocations,
  type AllocationCause,
  type Decided,
  type Wanted,
} from './allocated.ts'
import { cancelLost, rowsGivenBack, settleCancelling, type LostUnits } from './cancel-unserved.ts'
import { only, placesOfRest } from './along.ts'
import {
  promiseGroup,
  promisingOf,
  readComingOf,
  readLocked,
  rowsToLock,
  termsFor,
  type Coming,
} from './coming.ts'
import { followsIn, type OrdersWorld } from './world.ts'

const ORDERS_AT_ONCE = 50

/**
 * Gives stock that has come to the orders that wait for these SKUs, those of the highest priority
 * first, of them the oldest; what is not there yet is promised of what is to come.
 */
export async function allocateShortOf(
  tx: Tx,
  world: OrdersWorld,
  skuIds: readonly number[],
  by: By,
): Promise<void> {
  if (skuIds.length === 0) return
  let after: Waiting | undefined
  do after = await allocateNext(tx, world, { skuIds, after }, by)
  while (after)
}

/** Some of the orders that wait for these SKUs; answers the last where there may be more. */
export async function allocateNext(
  tx: Tx,
  world: OrdersWorld,
  { skuIds, after }: { skuIds: readonly number[]; after: Waiting | undefined },
  by: By,
): Promise<Waiting | undefined> {
  const orders = await listShortOrders(tx, skuIds, after, ORDERS_AT_ONCE)
  const ids = orders.map(({ id }) => id)
  if (ids.length > 0) await allocateOrders(tx, world, { ids, cause: 'stock_arrived' }, by)
  return orders.length === ORDERS_AT_ONCE ? orders.at(-1) : undefined
}

/** A change of stock: the rows it needs locked, and what it does with them. */
export type StockChange = {
  rows: readonly SupplyKey[]
  change: (ledger: Ledger) => Promise<void>
  /** Base units that are free by it, below 0 where there are fewer: what may be asked for later. */
  freed: readonly { skuId: number; locationId: number; quantity: number }[]
  /** Base units that lose their place by it and are still wanted. */
  lost: readonly LostUnits[]
}

/**
 * Looks at once for other stock for orders whose units have lost theirs; the caller holds them.
 * What is not found waits like any short line. `loss` is how they lose it: it is written here,
 * because rows that are locked in two goes are not locked in order.
 */
export async function reallocate(
  tx: Tx,
  world: OrdersWorld,
  { orderIds, loss }: { orderIds: readonly string[]; loss: StockChange },
  by: By,
): Promise<void> {
  if (orderIds.length === 0) return
  await allocateOrders(tx, world, { ids: orderIds, cause: 're_routed', loss }, by)
}

type Allocating = {
  ids: readonly string[]
  cause: AllocationCause
  loss?: StockChange
}

/** Allocates what can be of these orders. */
async function allocateOrders(
  tx: Tx,
  world: OrdersWorld,
  { ids, cause, loss }: Allocating,
  by: By,
): Promise<void> {
  const network = await world.network.current()
  const offering = await offeringOf(world, by.now)
  const orders = (await lockOrders(tx, ids)).toSorted(
    (a, b) => compareServed(a, b) || (a.id < b.id ? -1 : 1),
  )
  const [wanted, planOf] = await Promise.all([
    wantedOf(tx, orders, network, by),
    world.plans.read(tx),
  ])
  const skuIds = [...new Set(wanted.flatMap(({ lines }) => lines.map((l) => l.skuId)))]
  const follows = await followsIn(
    world,
    orders.flatMap(({ lines }) => lines),
  )
  const stock = createBatchStock(world.index, offering, await readDays(tx, network, by.now, ids))
  // What was sold before may have the last units.
  const summed = isOfSold(cause) ? [] : summedFor(wanted, offering)
  stock.refresh(skuIds, await readFreshStock(tx, offering, { skuIds, summed }, by.now))
  for (const one of loss?.freed ?? []) stock.take(one.skuId, one.locationId, -one.quantity)
  const within = await placesOfRest(tx, { wanted, orders, follows })
  const routed = wanted.map((one): Decided => {
    const { channelId, group, order } = one
    const view = networkViewOf(network, channelId, by.now)
    const { orderId } = one
    const isSold = isOfSold(cause)
    const buyer = { channelId, method: group.method, isSold, order: orderId }
    const plan = planOf(channelId, order)
    const from = only(stock.offeredTo(buyer), within.get(one))
    const decision = decideRouting(viewOf(one, world.skus.byId), plan, view, from)
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    stock.days?.take(orderId, workIn(one, decision))
    const offer = offering.to(channelId, group.method)
    return { wanted: one, decision, offer, promised: nothingPromised }
  })
  const coming = { stock: createComingStock(), now: by.now, isRead: false }
  // What has just lost its stock waits until all of it was looked for, like any short line.
  const found =
    cause === 're_routed'
      ? routed
      : await promiseRest(tx, { world, network, planOf }, routed, coming)
  const decided = await settleCancelling(tx, found, { cause, follows, lost: loss?.lost ?? [] })
  const parts = decided.flatMap(({ decision }) => decision.parts)
  const promised = decided.flatMap((one) => one.promised.parts)
  const keys = parts.map((part) => ({ ...part, supplyNo: 0 }))
  const dated = await rowsToLock(tx, promised, coming)
  const back = await rowsGivenBack(tx, decided, follows)
  const ledger = await lockLedger(tx, [...keys, ...dated, ...back, ...(loss?.rows ?? [])])
  await loss?.change(ledger)
  await giveBackExpired(tx, ledger, by)
  await readAside(tx, offering, ledger)
  const rows = await readLocked(tx, promised)
  const locationIds = parts.map(({ locationId }) => locationId)
  const days = await lockDays(tx, network, { locationIds, orderIds: ids }, by.now)
  const kept = claimFitting(ledger, decided, { rows, days }, by)
  await writeAllocations(tx, world, { kept, orders, ledger, cause }, by)
  await cancelLost(tx, world, { settled: decided, kept, cause }, by)
}

/** The lines of locked orders that are short, by delivery group. */
async function wantedOf(
  tx: Tx,
  orders: readonly (OrderHead & { lines: OrderLine[] })[],
  network: Network,
  by: By,
): Promise<Wanted[]> {
  const ids = orders.map(({ id }) => id)
  const [groups, exclusions] = await Promise.all([
    listGroups(tx, ids),
    listExclusions(tx, ids, by.now),
  ])
  const avoid = Map.groupBy(exclusions, ({ orderId }) => orderId)
  return orders.flatMap((order): Wanted[] =>
    groups
      .filter(({ orderId }) => orderId === order.id)
      .map((group) => ({
        orderId: order.id,
        channelId: order.channelId,
        order,
        group,
        lines: order.lines.filter((l) => l.groupNo === group.no && shortOf(l) > 0),
        avoid: avoid.get(order.id),
        facts: factsOf(network.channelById.get(order.channelId)!, order, by.now),
      }))
      .filter(({ lines }) => lines.length > 0),
  )
}

/**
 * Promises what is not on hand of what is to come, in the same order, as it would have been
 * promised when it was placed. Nothing is read where no rule lets it.
 */
async function promiseRest(
  tx: Tx,
  of: {
    world: OrdersWorld
    network: Network
    planOf: PlanOf
  },
  routed: readonly Decided[],
  coming: Coming,
): Promise<readonly Decided[]> {
  const { world, network, planOf } = of
  const rules = await world.rules.current()
  const skuOf = (skuId: number) => world.skus.byId(skuId)!
  const asking = routed.map((one) => {
    const { channelId, group, order } = one.wanted
    const channel = network.channelById.get(channelId)!
    const plan = planOf(channelId, order)
    const by = promisingOf({ network, rules, plan, now: coming.now }, channel)
    const promisable = one.decision.short.filter(({ skuId }) => {
      return termsFor(by, skuOf(skuId), { method: group.method, now: coming.now })
    })
    return { ...one, by, promisable }
  })
  const skuIds = asking.flatMap(({ promisable }) => promisable.map(({ skuId }) => skuId))
  if (skuIds.length === 0) return routed
  await readComingOf(tx, skuIds, coming)
  return asking.map(({ by, promisable, ...one }) => {
    const lacking = { group: viewOf(one.wanted, world.skus.byId), short: promisable, skuOf }
    return { ...one, promised: promiseGroup(lacking, by, coming) }
  })
}

/** SKUs of which the channels keep the last units of all that they could sell. */
function summedFor(wanted: readonly Wanted[], offering: Offering): number[] {
  const all = wanted.flatMap(({ channelId, group, lines }) => {
    const skuIds = lines.map(({ skuId }) => skuId)
    return summedOf(offering.to(channelId, group.method), skuIds)
  })
  return [...new Set(all)]
}

function viewOf({ group, lines, avoid, facts }: Wanted, skuOf: OrdersWorld['skus']['byId']) {
  const wanted = lines.map((line) => ({ line, quantity: shortOf(line) }))
  return groupViewOf(group, wanted, avoid, skuOf, facts)
}
