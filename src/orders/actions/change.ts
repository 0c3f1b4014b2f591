import { newId } from '../../lib/ids.ts'
import { unitsOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { DataOf, EventType, NewEvent } from '../../platform/events/define.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import {
  giveBack,
  listAllocations,
  lockClaims,
  lockLedger,
  tellUncovered,
  writeLedger,
  type By,
} from '../../inventory/index.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import { cancellableOf, decideCancellation, shortOf } from '../domain/counters.ts'
import { orderCancelled, orderHoldPlaced, orderHoldReleased } from '../events.ts'
import { closeHold, insertHold, saveCounters } from '../store/change.ts'
import { findOrder, lockOrders, type OrderHead, type OrderLine } from '../store/read.ts'
import type { OrdersWorld } from './world.ts'

/** Who acts, on which order, as what version (undefined: whatever it is). */
export type OnOrder = { id: string; scope: Scope; version: number | undefined; by: By }

type LockedOrder = OrderHead & { lines: OrderLine[] }

async function lockOrder(tx: Tx, { id, scope, version }: OnOrder): Promise<LockedOrder> {
  const found = (await findOrder(tx, scope, id)) ?? refuse('not_found')
  const [order] = await lockOrders(tx, [found.id])
  if (version !== undefined) refuseOtherVersion(version, order!.version)
  return order!
}

/**
 * Cancels units of an order: all that can be, or those named. Units that wait for stock go first,
 * then allocated ones, whose stock is free again in the same transaction.
 */
export async function cancelOrder(
  tx: Tx,
  world: OrdersWorld,
  on: OnOrder,
  request: { lines: readonly { no: number; quantity: number }[] | undefined; reason: string },
): Promise<OrderHead> {
  const order = await lockOrder(tx, on)
  const wanted = request.lines ? namedUnits(order, request.lines) : allUnits(order)
  const decided = [...wanted].map(([line, units]) => {
    const decision = decideCancellation(line, units)
    if (decision) return { line, ...decision }
    return refuse('not_cancellable', { field: `/lines/${line.no}`, facts: { line: line.no } })
  })
  const { by } = on
  await freeStock(tx, world, order.id, decided, by)
  const after = decided.map(({ line, next }) => ({ ...line, ...next }))
  await saveCounters(tx, after, [order.id], by.now)
  const told: DataOf<typeof orderCancelled> = {
    reason: request.reason,
    lines: [...wanted].map(([{ no, skuId }, units]) => [no, skuId, units]),
  }
  await tell(tx, orderCancelled, order.id, by, told)
  const rest = order.lines.map((line) => after.find(({ no }) => no === line.no) ?? line)
  if (rest.every((line) => shortOf(line) === 0)) {
    const subject = { subjectKind: 'order', subjectId: order.id, cause: 'shortage' }
    await closeTasksOf(tx, [subject], by, 'nothing is short any more')
  }
  tx.onCommit(world.platform.wake.committed)
  return order
}

function allUnits(order: LockedOrder): Map<OrderLine, number> {
  const open = order.lines.filter((line) => cancellableOf(line) > 0)
  if (open.length === 0) return refuse('order_closed')
  return new Map(open.map((line) => [line, cancellableOf(line)]))
}

function namedUnits(
  order: LockedOrder,
  named: readonly { no: number; quantity: number }[],
): Map<OrderLine, number> {
  const units = new Map<OrderLine, number>()
  named.forEach(({ no, quantity }, i) => {
    const line = order.lines.find((candidate) => candidate.no === no)
    if (!line) return refuse('line_unknown', { field: `/lines/${i}/no` })
    const asked = unitsOf(quantity, line.decimals)
    if (asked === undefined) return refuse('quantity_invalid', { field: `/lines/${i}/quantity` })
    units.set(line, (units.get(line) ?? 0) + asked)
  })
  return units
}

/** Gives back the youngest allocations first. */
async function freeStock(
  tx: Tx,
  world: OrdersWorld,
  orderId: string,
  decided: readonly { line: OrderLine; giveBack: number }[],
  by: By,
): Promise<void> {
  const open = await listAllocations(tx, [orderId])
  const lineNos = new Set(decided.filter((d) => d.giveBack > 0).map(({ line }) => line.no))
  const mine = open.filter(({ lineNo }) => lineNos.has(lineNo!))
  const ledger = await lockLedger(tx, mine)
  const claims = await lockClaims(
    tx,
    mine.map(({ id }) => id),
  )
  for (const { line, giveBack: units } of decided) {
    let left = units
    const ofLine = claims.filter(({ lineNo }) => lineNo === line.no).toReversed()
    for (const claim of ofLine) {
      const take = Math.min(left, claim.quantity)
      if (take === 0) break
      giveBack(ledger, claim, take, { as: 'released', reason: 'release' }, by)
      left -= take
    }
    if (left > 0) throw new Error(`line ${line.no} of ${orderId} has fewer claims than allocated`)
  }
  const context = { by, index: world.index, committed: world.platform.wake.committed }
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
  if (order.lines.every((line) => cancellableOf(line) === 0)) return refuse('order_closed')
  const holdId = newId(on.by.nowMs)
  const placed = { ...hold, id: holdId, orderId: order.id, placedBy: on.by.actor }
  await insertHold(tx, placed, on.by.now)
  await saveCounters(tx, [], [order.id], on.by.now)
  await tell(tx, orderHoldPlaced, order.id, on.by, { holdId, cause: hold.cause })
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
  await saveCounters(tx, [], [order.id], on.by.now)
  await tell(tx, orderHoldReleased, order.id, on.by, { holdId })
  tx.onCommit(world.platform.wake.committed)
  return order
}

async function tell<Type extends EventType<'order'>>(
  tx: Tx,
  type: Type,
  subject: NewEvent<Type>['subject'],
  { actor, now, nowMs }: By,
  data: DataOf<Type>,
): Promise<void> {
  await saveEvents(tx, type, [{ id: newId(nowMs), subject, actor, data, occurredAt: now }])
}
