import type { Tx } from '../platform/db/index.ts'
import { startLoop, type Loop } from '../platform/loop.ts'
import type { Stoppable } from '../platform/module.ts'
import type { By } from '../inventory/index.ts'
import type { OrdersWorld, Releasable } from '../orders/index.ts'
import { answerCancels } from './actions/cancel.ts'
import { escalateOverdue } from './actions/escalate.ts'
import { retryFacts } from './actions/facts.ts'
import { releaseWork } from './actions/release.ts'

const LOOK_MS = 1000
/** However often it is woken: releasing after every single order costs more than the orders. */
const LEAST_MS = 50
const SLOW_MS = 15_000
const AT_ONCE = 200

/**
 * The background work of fulfilment. All of it selects by state, so nothing is lost between a
 * commit and a queue; a wake-up only makes it look sooner.
 */
export function startJobs(world: OrdersWorld): Stoppable[] {
  const { db, clock, log, wake } = world.platform
  const by = (actor: string): By => ({ actor, now: clock.now(), nowMs: clock.nowMs() })
  const loop = (name: string, everyMs: number, run: (tx: Tx) => Promise<boolean>) =>
    startLoop({ name, everyMs, leastMs: LEAST_MS, log, run: () => db.transaction(run) })
  let after: Releasable | undefined
  const release = loop('release', LOOK_MS, async (tx) => {
    after = await releaseWork(tx, world, by('release'), { after, limit: AT_ONCE })
    return after !== undefined
  })
  const cancel = loop('cancellations', LOOK_MS, (tx) =>
    answerCancels(tx, world, by('cancellation'), AT_ONCE),
  )
  const facts = loop('parked facts', LOOK_MS, async (tx) => {
    const { more } = await retryFacts(tx, world, by('parked facts'), { limit: AT_ONCE })
    return more
  })
  const late = loop('late work', SLOW_MS, (tx) =>
    escalateOverdue(tx, world, by('late work'), AT_ONCE),
  )
  const woken: Loop[] = [release, cancel, facts]
  const forget = wake.listen(() => {
    for (const one of woken) one.wake()
  })
  return [{ stop: async () => forget() }, release, cancel, facts, late]
}
