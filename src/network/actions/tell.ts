import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { NetworkBook } from '../book.ts'
import { networkChanged, type changedKinds } from '../events.ts'

/** Tells every process, this one at once, that the network is to be read anew. */
export async function tellChange(
  tx: Tx,
  platform: Platform,
  book: NetworkBook,
  of: {
    kind: Exclude<(typeof changedKinds)[number], 'sku_pause'>
    changed: readonly { id: number; code: string }[]
    actor: string
    now: Temporal.Instant
  },
): Promise<void> {
  await saveEvents(tx, networkChanged, [
    {
      id: newId(platform.clock.nowMs()),
      subject: null,
      actor: of.actor,
      data: {
        kind: of.kind,
        codes: of.changed.map(({ code }) => code),
        ids: of.changed.map(({ id }) => id),
      },
      occurredAt: of.now,
    },
  ])
  tx.onCommit(() => {
    book.markStale()
    platform.wake.committed()
  })
}
