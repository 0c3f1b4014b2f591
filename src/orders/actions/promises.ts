import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import { shortOf } from '../domain/counters.ts'
import { listLines } from '../store/read.ts'

/** The cause of the task of an order whose units do not come as the customer was told. */
export const promiseBroken = 'promise_broken'

/** Ends the tasks of orders that wait for nothing any more: all has come, or was cancelled. */
export async function closeKept(tx: Tx, orderIds: readonly string[], by: By): Promise<void> {
  const lines = await listLines(tx, orderIds)
  const waiting = new Set(
    lines.filter((line) => line.expected > 0 || shortOf(line) > 0).map(({ orderId }) => orderId),
  )
  const subjects = orderIds
    .filter((id) => !waiting.has(id))
    .map((subjectId) => ({ subjectKind: 'order', subjectId, cause: promiseBroken }))
  await closeTasksOf(tx, subjects, by, 'nothing is waited for any more')
}
