import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { DataOf } from '../../platform/events/define.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { RateBook } from '../book.ts'
import { shippingChanged } from '../events.ts'

/** Tells every process, this one at once, that carriers are to be read anew. */
export async function tellShipping(
  tx: Tx,
  { platform, book }: { platform: Platform; book: RateBook },
  data: DataOf<typeof shippingChanged>,
  { actor, now }: { actor: string; now: Temporal.Instant },
): Promise<void> {
  const id = newId(platform.clock.nowMs())
  await saveEvents(tx, shippingChanged, [{ id, subject: null, actor, data, occurredAt: now }])
  tx.onCommit(() => {
    book.markStale()
    platform.wake.committed()
  })
}
