import { skuChanged } from '../../catalog/index.ts'
import { networkChanged } from '../../network/index.ts'
import type { DataOf } from '../../platform/events/define.ts'
import { startLoop, type Loop } from '../../platform/loop.ts'
import type { By } from '../domain/ledger.ts'
import { lookAgain, type AlertWorld } from './alerts.ts'

/** All is looked at so often, though nothing says that it has changed. */
const EVERY_MS = 3_600_000
const LEAST_MS = 1000
/** After a look at more than one page: to look at all costs much where much is told of. */
const LONG_MS = 20_000
/** What of the network rules go by. */
const KINDS: ReadonlySet<string> = new Set(['location', 'location_group'])

/**
 * Looks again at what is told of of SKUs that change, and at all when places do, since these may be
 * archived by now; at all once at the start, for what changed while nobody looked.
 */
export function startLookingAgain(world: AlertWorld, byNow: () => By): Loop {
  const { events, log } = world.platform
  let isAll = true
  let skus = new Set<number>()
  let leastMs = LEAST_MS
  const loop = startLoop({
    name: 'open stock alerts',
    everyMs: EVERY_MS,
    leastMs: () => leastMs,
    log,
    async run() {
      const [wasAll, changed] = [isAll || skus.size === 0, skus]
      isAll = false
      skus = new Set()
      try {
        const pages = await lookAgain(world, wasAll ? 'all' : [...changed], byNow())
        leastMs = pages > 1 ? LONG_MS : LEAST_MS
      } catch (error) {
        isAll ||= wasAll
        skus = skus.union(changed)
        throw error
      }
      return false
    },
  })
  events.on([skuChanged.type, networkChanged.type], (told) => {
    for (const { type, data } of told) {
      if (type === skuChanged.type) skus.add((data as DataOf<typeof skuChanged>).id)
      else isAll ||= KINDS.has((data as DataOf<typeof networkChanged>).kind)
    }
    if (isAll || skus.size > 0) loop.wake()
  })
  return loop
}
