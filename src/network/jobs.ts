import { startLoop, type Loop } from '../platform/loop.ts'
import type { Platform } from '../platform/module.ts'
import { resumeDue } from './actions/resume.ts'
import type { NetworkBook } from './book.ts'
import { countDueLocations } from './store/locations.ts'

const LOOK_MS = 1000
const AT_ONCE = 200

/**
 * Ends pauses at their time. Whoever reads the network takes them for ended at that moment anyway;
 * this writes it, so that screens and other systems hear of it.
 */
export function startResumption(platform: Platform, book: NetworkBook): Loop {
  const { db, clock, log } = platform
  return startLoop({
    name: 'ends of pauses',
    everyMs: LOOK_MS,
    log,
    async run() {
      const by = { actor: 'ends of pauses', now: clock.now(), limit: AT_ONCE }
      if ((await countDueLocations(db, by.now)) === 0) return false
      const resumed = await db.transaction((tx) => resumeDue(tx, { platform, book }, by))
      return resumed === AT_ONCE
    },
  })
}
