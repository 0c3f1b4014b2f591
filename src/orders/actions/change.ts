import { newId } from '../../lib/ids.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import {
  giveBack,
  listAllocations,
  lockClaims,
  lockLedger,
  stockContextOf,
  tellUncovered,
  writeLedger,
  type By,
  type OpenClaim,
} from '../../inventory/index.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import { leftAlone } from '../domain/along.ts'
import { decideNamed } from '../domain/bundle.ts'
import { cancellableOf, decideCancellation, recallableOf, shortOf } from '../domain/counters.ts'
import {
  orderCancellationRequested,
  orderCancelled,
  orderHoldPlaced,
  orderHoldReleased,
} from '../events.ts'
import { closeHold, insertHolds } from '../store/change.ts'
import { insertCancelRequests, listOpenRequests } from '../store/progress.ts'
import { findOrder, lockOrders, type OrderHead, type OrderLine } from '../store/read.ts'
import { closeKept } from './promises.ts'
import type { Unserved } from '../domain/unserved.ts'
import { saveChanges, tellOrders } from './save.ts'
import { followsIn, type OrdersWorld } from './world.ts'

/** Who acts, on which order, as what version (undefined: whatever it is). */
export type OnOrder = { id: string; scope: Scope; version: number | undefined; by: By }

export type LockedOrder = OrderHead & { lines: OrderLine[] }

/** The order that is acted on, locked; refused where it has another version. */
export async function lockOrder(tx: Tx, { id, scope, version }: OnOrder): Promise<LockedOrder> {
  const found = (await findOrder(tx, scope, id)) ?? refuse('not_found')
  const [order] = await lockOrders(tx, [found.id])
  if (version !== undefined) refuseOtherVersion(version, order!.version)
  return order!
}

/**
 * Cancels units of an order: all that can be, or those named, and gift wrap with the last of its
 * goods. Units that wait for stock go first, then allocated ones, whose stock is free again in the
 * same transaction. What a location has been given already is asked back: it is cancelled a moment
 * later unless it is packed by then. Answers how many lines have units that were asked back.
 */
export async function cancelOrder(
  tx: Tx,
  world: OrdersWorld,
  on: OnOrder,
  request: { lines: readonly { no: number; quantity: number }[] | undefined; reason: string },
): Promise<{ requested: number }> {
  const order = await lockOrder(tx, on)
  const asked = await listOpenRequests(tx, order.id)
  const named = request.lines && decideNamed(order.lines, request.lines, asked)
  if (named instanceof Refusal) throw named
  const wanted = named
    ? withAlong(order.lines, named, asked, await followsIn(world, order.lines))
    : allUnits(order, asked)
  const split = [...wanted].map(([line, units]) => {
    const now = Math.min(units, cancellableOf(line))
    const back = units - now
    if (back > recallableOf(line) - (asked.get(line.no) ?? 0)) {
      const at = request.lines?.findLastIndex(({ no }) => no === line.no || no === line.bundleNo)
      return refuse('not_cancellable', {
        ...(at !== undefined && { field: `/lines/${at}/quantity` }),
        facts: { line: line.no },
      })
    }
    return { line, now, back }
  })
  await askBack(tx, order.id, { split, reason: request.reason }, on.by)
  await cancelNow(tx, world, [{ order, split, reason: request.reason }], on.by)
  tx.onCommit(world.platform.wake.committed)
  return { requested: split.filter(({ back }) => back > 0).length }
}

type Split = { line: OrderLine; now: number; back: number }

async function askBack(
  tx: Tx,
  orderId: string,
  { split, reason }: { split: readonly Split[]; reason: string },
  by: By,
): Promise<void> {
  const requests = split
    .filter(({ back }) => back > 0)
    .map(({ line, back }) => ({
      id: newId(by.nowMs),
      orderId,
      lineNo: line.no,
      quantity: back,
      reason,
      requestedBy: by.actor,
    }))
  if (requests.length === 0) return
  await insertCancelRequests(tx, requests, by.now)
  const lines = requests.map(({ lineNo, quantity }): [number, number] => [lineNo, quantity])
  const data = { reason, lines }
  await tellOrders(tx, orderCancellationRequested, [{ orderId, data }], by)
}

/** What is cancelled of one order, and why, where nobody wanted it. */
export type Cancelling = {
  order: LockedOrder
  split: readonly Split[]
  reason: string
  causes?: Unserved['causes']
}

/** Of all orders together: their rows of stock are locked in one order, once. */
export async function cancelNow(
  tx: Tx,
  world: OrdersWorld,
  all: readonly Cancelling[],
  by: By,
): Promise<void> {
  const decided = all.flatMap(({ order, split, ...why }) => {
    const lines = split
      .filter(({ now }) => now > 0)
      .map(({ line, now }) => ({ line, units: now, ...decideCancellation(line, now)! }))
    return lines.length > 0 ? [{ order, lines, why }] : []
  })
  if (decided.length === 0) return
  const given = decided.flatMap(({ lines }) => lines)
  await freeStock(tx, world, given, by)
  const told = decided.map(({ order, lines, why: { reason, causes } }) => {
    const units = lines.map(({ line: { no, skuId }, units: gone }): [number, number, number] => {
      return [no, skuId, gone]
    })
    const nowhere = causes && { cause: 'no_place' as const, causes: [...causes] }
    return { orderId: order.id, data: { reason, ...nowhere, lines: units } }
  })
  const after = given.map(({ line, next }) => ({ ...line, ...next }))
  await saveChanges(tx, orderCancelled, told, after, by)
  const served = decided.filter(({ order, lines }) => {
    const rest = order.lines.map((line) => {
      const next = lines.find((one) => one.line.no === line.no)?.next
      return { ...line, ...next }
    })
    return rest.every((line) => shortOf(line) === 0)
  })
  const subjects = served.map(({ order: { id: subjectId } }) => {
    return { subjectKind: 'order', subjectId, cause: 'shortage' }
  })
  await closeTasksOf(tx, subjects, by, 'nothing is short any more')
  await closeKept(
    tx,
    decided.map(({ order }) => order.id),
    by,
  )
}

/** Units named, and gift wrap whose goods all go with them; what is asked back may yet be sent. */
export function withAlong(
  lines: readonly OrderLine[],
  named: ReadonlyMap<OrderLine, number>,
  asked: ReadonlyMap<number, number>,
  follows: (skuId: number) => boolean,
): Map<OrderLine, number> {
  const lost = (line: OrderLine) => Math.min(named.get(line) ?? 0, cancellableOf(line))
  const after = lines.map((line) => ({ ...line, cancelled: line.cancelled + lost(line), line }))
  const losing = new Set(lines.filter((line) => lost(line) > 0).map(({ no }) => no))
  const along = leftAlone(after, losing, follows)
  return new Map([...named, ...along.map(({ line }) => openOf(line, asked))])
}

/** What can be cancelled of a line and nobody has asked back yet. */
function openOf(line: OrderLine, asked: ReadonlyMap<number, number>): [OrderLine, number] {
  const back = Math.max(0, recallableOf(line) - (asked.get(line.no) ?? 0))
  return [line, cancellableOf(line) + back]
}

/** All of that. */
function allUnits(order: LockedOrder, asked: ReadonlyMap<number, number>): Map<OrderLine, number> {
  const units = order.lines.map((line) => openOf(line, asked))
  const open = units.filter(([, quantity]) => quantity > 0)
  return open.length > 0 ? new Map(open) : refuse('order_closed')
}

/** Gives back first what is not there yet, then the youngest allocations. */
async function freeStock(
  tx: Tx,
  world: OrdersWorld,
  decided: readonly { line: OrderLine; giveBack: number }[],
  by: By,
): Promise<void> {
  const giving = decided.filter((one) => one.giveBack > 0).map(({ line }) => line)
  const keys = new Set(giving.map(({ orderId, no }) => `${orderId} ${no}`))
  const orderIds = [...new Set(giving.map(({ orderId }) => orderId))]
  const open = orderIds.length > 0 ? await listAllocations(tx, orderIds) : []
  const keyOf = (claim: OpenClaim) => `${claim.orderId} ${claim.lineNo}`
  const mine = open.filter((claim) => keys.has(keyOf(claim)))
  const ledger = await lockLedger(tx, mine)
  const claims = await lockClaims(
    tx,
    mine.map(({ id }) => id),
  )
  const claimsOf = Map.groupBy(claims, keyOf)
  for (const { line, giveBack: units } of decided) {
    let left = units
    const key = `${line.orderId} ${line.no}`
    const isThere = ({ supplyNo }: OpenClaim) => Number(supplyNo === 0)
    const ofLine = (claimsOf.get(key) ?? [])
      .toReversed()
      .toSorted((a, b) => isThere(a) - isThere(b))
    for (const claim of ofLine) {
      const take = Math.min(left, claim.quantity)
      if (take === 0) break
      giveBack(ledger, claim, take, { as: 'released', reason: 'release' }, by)
      left -= take
    }
    if (left > 0) throw new Error(`line ${key} has fewer claims than allocated`)
  }
  const context = stockContextOf(world, by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, by)
}

/** Places a hold: nothing of the order is released to a location until the last one is gone. */
export async function placeHold(
  tx: Tx,
  world: OrdersWorld,
  on: OnOrder,
  hold: {
    cause: string
    note: string | null
    owner: string | null
    dueAt: Temporal.Instant | null
  },
): Promise<{ order: OrderHead; holdId: string }> {
  const order = await lockOrder(tx, on)
  if (order.lines.some((line) => line.released > line.fulfilled)) return refuse('order_in_work')
  if (order.lines.every((line) => cancellableOf(line) === 0)) return refuse('order_closed')
  const holdId = newId(on.by.nowMs)
  const placed = { ...hold, id: holdId, orderId: order.id, placedBy: on.by.actor }
  await insertHolds(tx, [placed], on.by.now)
  const change = { orderId: order.id, data: { holdId, cause: hold.cause } }
  await saveChanges(tx, orderHoldPlaced, [change], [], on.by)
  tx.onCommit(world.platform.wake.committed)
  return { order, holdId }
}

export async function releaseHold(
  tx: Tx,
  world: OrdersWorld,
  on: OnOrder,
  holdId: string,
): Promise<OrderHead> {
  const order = await lockOrder(tx, on)
  const closed = await closeHold(tx, { orderId: order.id, holdId, by: on.by.actor }, on.by.now)
  if (!closed) return refuse('hold_closed')
  const change = { orderId: order.id, data: { holdId } }
  await saveChanges(tx, orderHoldReleased, [change], [], on.by)
  tx.onCommit(world.platform.wake.committed)
  return order
}
