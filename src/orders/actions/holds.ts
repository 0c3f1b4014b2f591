import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import { orderHoldPlaced, orderHoldReleased } from '../events.ts'
import { insertHolds } from '../store/change.ts'
import { closeHoldsOf, lockHeads } from '../store/progress.ts'
import { tellOrders } from './save.ts'

/** A hold to be placed on an order that nobody works on yet. */
export type NewHold = { orderId: string; cause: string; note: string | null }

/** Holds many orders; they must not have been released. */
export async function placeHolds(tx: Tx, holds: readonly NewHold[], by: By): Promise<void> {
  if (holds.length === 0) return
  const rows = holds.map((hold) => ({
    ...hold,
    id: newId(by.nowMs),
    owner: null,
    dueAt: null,
    placedBy: by.actor,
  }))
  const told = rows.map(({ id, orderId, cause }) => ({ orderId, data: { holdId: id, cause } }))
  await Promise.all([insertHolds(tx, rows, by.now), tellOrders(tx, orderHoldPlaced, told, by)])
}

/** Releases open holds of many orders, of one cause or all; answers the orders that had any. */
export async function releaseHoldsOf(
  tx: Tx,
  of: { orderIds: readonly string[]; cause?: string },
  by: By,
): Promise<string[]> {
  if (of.orderIds.length === 0) return []
  await lockHeads(tx, of.orderIds)
  const { orderIds, cause } = of
  const closed = await closeHoldsOf(tx, { orderIds, cause, by: by.actor }, by.now)
  const told = closed.map(({ id, orderId }) => ({ orderId, data: { holdId: id } }))
  await tellOrders(tx, orderHoldReleased, told, by)
  return [...new Set(closed.map(({ orderId }) => orderId))]
}
