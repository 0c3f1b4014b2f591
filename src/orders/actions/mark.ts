import { priorityOf, rankOf } from '../../lib/priority.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decideMarks, type Marks, type MarksChange } from '../domain/marks.ts'
import { orderMarked } from '../events.ts'
import { saveMarks } from '../store/marks.ts'
import type { OrderHead } from '../store/read.ts'
import { lockOrder, type OnOrder } from './change.ts'
import { tellOrders } from './save.ts'
import type { OrdersWorld } from './world.ts'

/**
 * Gives an order another priority, or tags more or less. What is decided from then on goes by them;
 * nothing is decided anew for it. What is so already is no change.
 */
export async function markOrder(
  tx: Tx,
  world: OrdersWorld,
  on: OnOrder,
  change: MarksChange,
): Promise<{ order: OrderHead; marks: Marks; version: number }> {
  const order = await lockOrder(tx, on)
  const { id, tags, version } = order
  const decided = decideMarks({ priority: priorityOf(order.priority), tags }, change)
  if (decided instanceof Refusal) throw decided
  const { marks, marked } = decided
  if (!marked.priority && !marked.tags) return { order, marks, version }
  const before = marked.tags ? tags : undefined
  const now = { priority: rankOf(marks.priority), tags: marks.tags }
  await saveMarks(tx, { id, now, before }, on.by.now)
  await tellOrders(tx, orderMarked, [{ orderId: id, data: marked }], on.by)
  tx.onCommit(world.platform.wake.committed)
  return { order, marks, version: version + 1 }
}
