import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { By } from '../../inventory/index.ts'
import { saveCounters, type LineCounters } from '../store/change.ts'

/** What an event tells of one order. */
export type Change = { orderId: string; data: object }

/**
 * Writes the counters of lines and gives every changed order its next version, each with the one
 * event that tells of it and names it (I19). An order may stand among the changes once.
 */
export async function saveChanges(
  tx: Tx,
  type: string,
  changes: readonly Change[],
  lines: readonly LineCounters[],
  by: By,
): Promise<void> {
  const orderIds = changes.map(({ orderId }) => orderId)
  const versions = await saveCounters(tx, lines, orderIds, by.now)
  if (versions.size !== changes.length) throw new Error(`${type} is told twice of one order`)
  const events = changes.map(({ orderId, data }) => ({
    id: newId(by.nowMs),
    type,
    typeVersion: 1,
    subject: orderId,
    actor: by.actor,
    data: { version: versions.get(orderId), ...data },
    occurredAt: by.now,
  }))
  await saveEvents(tx, events)
}
