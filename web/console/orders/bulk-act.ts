import { answerOf, api, newKey } from '../../lib/api.ts'
import type { BulkAct } from './bulk.ts'
import type { OrderRow } from './use-orders.ts'

/** Why it is done: the cause of a hold, the reason of a cancellation. */
export type Given = { reason: string; note: string }

/** Does it with one order, as the version that was shown: what changed meanwhile is told. */
export function actOn(act: BulkAct, row: OrderRow, given: Given): Promise<unknown> {
  if (act === 'release_hold') return releaseHolds(row.id)
  const params = { path: { id: row.id }, header: newKey() }
  const { version } = row
  const { reason, note } = given
  if (act === 'cancel') {
    return answerOf(
      api.POST('/v1/orders/{id}/cancellations', { params, body: { version, reason } }),
    )
  }
  const body = { version, cause: reason, ...(note.trim() !== '' && { note: note.trim() }) }
  return answerOf(api.POST('/v1/orders/{id}/holds', { params, body }))
}

/** All that are open: an order goes on when the last one is gone. */
async function releaseHolds(id: string): Promise<void> {
  const { holds } = await answerOf(api.GET('/v1/orders/{id}', { params: { path: { id } } }))
  for (const hold of holds.filter(({ releasedAt }) => releasedAt === null)) {
    const params = { path: { id, holdId: hold.id }, header: newKey() }
    // Each is a version of the order.
    // oxlint-disable-next-line no-await-in-loop
    await answerOf(api.POST('/v1/orders/{id}/holds/{holdId}/releases', { params, body: {} }))
  }
}
