import type { Database } from '../../platform/db/index.ts'
import { cursorOfSnapshot, type Cursor } from '../../platform/events/index.ts'
import { startTail } from '../../platform/events/tail.ts'
import type { Platform, Stoppable } from '../../platform/module.ts'
import { readMovements, type Movements } from '../store/index-feed.ts'
import { loadIndexRows } from '../store/index-load.ts'
import type { AvailabilityIndex } from './availability.ts'

/**
 * Loads the index from one snapshot and then follows the movements behind the fence, so that no
 * commit of any process is missed; what comes twice is dropped by its version.
 */
export async function feedIndex(platform: Platform, index: AvailabilityIndex): Promise<Stoppable> {
  const { db } = platform
  const from = await fillIndex(db, index)
  return startTail<Movements>({
    name: 'availability',
    wake: platform.wake,
    log: platform.log,
    from,
    epoch: () => db.epoch,
    read: (cursor, limit) => readMovements(db, cursor, limit),
    apply: ({ rows }) => index.apply(rows),
  })
}

/** Loads the index from one snapshot; answers from where its movements go on. */
export function fillIndex(db: Database, index: AvailabilityIndex): Promise<Cursor> {
  return db.transaction(
    async (tx) => {
      const cursor = await cursorOfSnapshot(tx, db.epoch)
      await loadIndexRows(tx, (skuId, cells) => index.load(skuId, cells))
      return cursor
    },
    { readOnlySnapshot: true, timeoutMs: 0 },
  )
}
