import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { NetworkBook } from '../book.ts'
import { resumeDueLocations } from '../store/save-locations.ts'
import { tellChange } from './tell.ts'

/** Lets locations whose pause is over take orders again, and tells so; answers how many. */
export async function resumeDue(
  tx: Tx,
  { platform, book }: { platform: Platform; book: NetworkBook },
  by: { actor: string; now: Temporal.Instant; limit: number },
): Promise<number> {
  const changed = await resumeDueLocations(tx, by.now, by.limit)
  if (changed.length > 0) {
    await tellChange(tx, platform, book, { kind: 'location', changed, ...by })
  }
  return changed.length
}
