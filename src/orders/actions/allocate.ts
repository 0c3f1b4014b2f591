import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  addClaim,
  freeOf,
  lockDays,
  readDays,
  type DayLoads,
  type Work,
  giveBackExpired,
  keyOf,
  lockLedger,
  offeringOf,
  readAside,
  readFreshRows,
  stockContextOf,
  tellUncovered,
  writeLedger,
  type By,
  type Ledger,
  type Offer,
  type SupplyKey,
} from '../../inventory/index.ts'
import {
  decideRouting,
  listExclusions,
  readPlans,
  saveDecisions,
  type Avoided,
  type Decision,
} from '../../routing/index.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import { shortOf } from '../domain/counters.ts'
import { groupViewOf } from '../domain/group-view.ts'
import { networkViewOf } from '../domain/network-view.ts'
import { workOf } from '../domain/place.ts'
import { createBatchStock } from '../domain/stock-view.ts'
import { orderAllocated } from '../events.ts'
import { listShortOrders } from '../store/change.ts'
import { listGroups, lockOrders, type Group, type OrderLine } from '../store/read.ts'
import { saveChanges, type Told } from './save.ts'
import { only, placesOfRest } from './rest.ts'
import type { OrdersWorld } from './world.ts'

const ORDERS_AT_ONCE = 50

/** Gives stock that has come to the orders that wait for these SKUs, the oldest first. */
export async function allocateShortOf(
  tx: Tx,
  world: OrdersWorld,
  skuIds: readonly number[],
  by: By,
): Promise<void> {
  if (skuIds.length === 0) return
  let after: Place | undefined
  do after = await allocateNext(tx, world, { skuIds, after }, by)
  while (after)
}

export type Place = { placedAt: Temporal.Instant; id: string }

/** Some of the orders that wait for these SKUs; answers the last where there may be more. */
export async function allocateNext(
  tx: Tx,
  world: OrdersWorld,
  { skuIds, after }: { skuIds: readonly number[]; after: Place | undefined },
  by: By,
): Promise<Place | undefined> {
  const orders = await listShortOrders(tx, skuIds, after, ORDERS_AT_ONCE)
  const ids = orders.map(({ id }) => id)
  if (ids.length > 0) await allocateOrders(tx, world, { ids, cause: 'stock_arrived' }, by)
  return orders.length === ORDERS_AT_ONCE ? orders.at(-1) : undefined
}

/** A change of stock: the rows it needs locked, and what it does with them. */
export type StockChange = {
  rows: readonly SupplyKey[]
  change: (ledger: Ledger) => Promise<void>
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

export type Wanted = {
  orderId: string
  channelId: number
  group: Group
  lines: OrderLine[]
  avoid: readonly Avoided[] | undefined
}
type Decided = { wanted: Wanted; decision: Decision; offer: Offer }

type Allocating = {
  ids: readonly string[]
  cause: 'stock_arrived' | 're_routed'
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
    (a, b) => Temporal.Instant.compare(a.placedAt, b.placedAt) || (a.id < b.id ? -1 : 1),
  )
  const [groups, exclusions, planOf] = await Promise.all([
    listGroups(tx, ids),
    listExclusions(tx, ids, by.now),
    readPlans(tx),
  ])
  const avoid = Map.groupBy(exclusions, ({ orderId }) => orderId)
  const wanted = orders.flatMap((order): Wanted[] =>
    groups
      .filter(({ orderId }) => orderId === order.id)
      .map((group) => ({
        orderId: order.id,
        channelId: order.channelId,
        group,
        lines: order.lines.filter((l) => l.groupNo === group.no && shortOf(l) > 0),
        avoid: avoid.get(order.id),
      }))
      .filter(({ lines }) => lines.length > 0),
  )
  const skuIds = [...new Set(wanted.flatMap(({ lines }) => lines.map((l) => l.skuId)))]
  await world.skus.loadIds(orders.flatMap(({ lines }) => lines.map((line) => line.skuId)))
  const follows = (skuId: number) => world.skus.byId(skuId)?.kind === 'not_stocked'
  const stock = createBatchStock(world.index, offering, await readDays(tx, network, by.now, ids))
  stock.refresh(skuIds, await readFreshRows(tx, skuIds, by.now))
  const within = await placesOfRest(tx, { wanted, orders, follows })
  const decided: Decided[] = []
  for (const one of wanted) {
    const { channelId, group } = one
    const view = networkViewOf(network, channelId)
    const { orderId } = one
    const isSold = cause === 're_routed'
    const buyer = { channelId, method: group.method, isSold, order: orderId }
    const from = only(stock.offeredTo(buyer, view), within.get(one))
    const decision = decideRouting(viewOf(one, follows), planOf(channelId), view, from)
    if (decision.parts.length === 0) continue
    for (const part of decision.parts) stock.take(part.skuId, part.locationId, part.quantity)
    stock.days?.take(orderId, workIn(one, decision))
    decided.push({ wanted: one, decision, offer: offering.to(channelId, group.method) })
  }
  const keys = decided.flatMap(({ decision }) => decision.parts.map((p) => ({ ...p, supplyNo: 0 })))
  const ledger = await lockLedger(tx, [...keys, ...(loss?.rows ?? [])])
  await loss?.change(ledger)
  await giveBackExpired(tx, ledger, by)
  await readAside(tx, offering, [...new Set(keys.map(({ skuId }) => skuId))])
  const locationIds = keys.map(({ locationId }) => locationId)
  const days = await lockDays(tx, network, { locationIds, orderIds: ids }, by.now)
  const kept = decided.filter((one) => claimAll(ledger, days, one, by))
  await writeAllocations(tx, world, { kept, orders, ledger, cause }, by)
}

/** What a decision gives to its places to do. */
function workIn({ lines }: Wanted, { parts }: Decision): Work[] {
  return workOf(parts, (lineNo) => lines.find(({ no }) => no === lineNo)!.decimals)
}

/**
 * Claims all parts of a decision, or none where the locked rows have less than was read, or the
 * locked days less room.
 */
function claimAll(
  ledger: Ledger,
  days: DayLoads | undefined,
  { wanted, decision, offer }: Decided,
  by: By,
): boolean {
  const { orderId } = wanted
  const perRow = new Map<string, number>()
  for (const part of decision.parts) {
    const key = keyOf({ ...part, supplyNo: 0 })
    perRow.set(key, (perRow.get(key) ?? 0) + part.quantity)
  }
  const fits = [...perRow].every(([key, units]) => {
    const row = ledger.supplies.get(key)
    if (row === undefined) return false
    const { skuId, locationId, quantity } = row
    return freeOf(row) >= units + offer.keep(skuId, locationId, quantity, freeOf(row))
  })
  if (!fits || days?.takeFitting(orderId, workIn(wanted, decision)) === false) return false
  for (const { lineNo, skuId, locationId, quantity } of decision.parts) {
    const claim = {
      kind: 'allocation' as const,
      skuId,
      locationId,
      supplyNo: 0,
      quantity,
      orderId,
      lineNo,
      reference: null,
      expiresAt: null,
    }
    addClaim(ledger, claim, by)
  }
  return true
}

async function writeAllocations(
  tx: Tx,
  world: OrdersWorld,
  done: {
    kept: readonly Decided[]
    orders: readonly { id: string; lines: OrderLine[] }[]
    ledger: Ledger
    cause: 'stock_arrived' | 're_routed'
  },
  by: By,
): Promise<void> {
  const { kept, ledger } = done
  const lines = kept.flatMap(({ wanted, decision }) =>
    wanted.lines.map((line) => ({ ...line, allocated: line.allocated + unitsFor(line, decision) })),
  )
  const context = stockContextOf(world, by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, by)
  if (kept.length === 0) return
  await saveChanges(tx, orderAllocated, changesOf(kept), lines, by)
  const records = kept.map(({ wanted, decision }) => ({
    id: newId(by.nowMs),
    orderId: wanted.orderId,
    groupNo: wanted.group.no,
    cause: done.cause,
    record: decision.record,
  }))
  await saveDecisions(tx, records, by.now)
  const now = new Map(lines.map((line) => [`${line.orderId} ${line.no}`, line]))
  const whole = done.orders.filter((order) =>
    order.lines.every((line) => shortOf(now.get(`${order.id} ${line.no}`) ?? line) === 0),
  )
  const subjects = whole.map(({ id }) => ({
    subjectKind: 'order',
    subjectId: id,
    cause: 'shortage',
  }))
  await closeTasksOf(tx, subjects, by, 'stock has come')
}

/** One change per order, whatever number of its delivery groups got something. */
function changesOf(kept: readonly Decided[]): Told<typeof orderAllocated>[] {
  const byOrder = Map.groupBy(kept, ({ wanted }) => wanted.orderId)
  return [...byOrder].map(([orderId, groups]) => {
    const parts = groups.flatMap(({ decision }) => decision.parts)
    type Part = [number, number, number, number]
    const told = parts.map((p): Part => [p.lineNo, p.skuId, p.locationId, p.quantity])
    return { orderId, data: { parts: told } }
  })
}

function unitsFor(line: OrderLine, { parts }: Decision): number {
  return parts
    .filter(({ lineNo }) => lineNo === line.no)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

function viewOf({ group, lines, avoid }: Wanted, follows: (skuId: number) => boolean) {
  const wanted = lines.map((line) => ({ line, quantity: shortOf(line) }))
  return groupViewOf(group, wanted, avoid, follows)
}
