import type { Queryable } from '../../platform/db/index.ts'
import { showFlips, type AskedFlips, type FlipsAnswer } from './as-decided.ts'
import type { OrdersWorld } from './world.ts'

/** Who thinks about it beside the thread that serves; undefined where that cannot be had. */
export type Asking = { flips(asked: AskedFlips): Promise<FlipsAnswer | undefined> }

/** So long the thread that serves looks itself: of few places it finds all by then. */
const HERE_MS = 30

/**
 * What would have changed a decision: found here where that is quick, else in a thread. Where the
 * thread cannot say, what was found here is answered, which says that it is not all.
 */
export async function askFlips(
  db: Queryable,
  world: OrdersWorld,
  asking: Asking,
  asked: AskedFlips,
  hereMs = HERE_MS,
): Promise<FlipsAnswer> {
  const here = await showFlips(db, world, { ...asked, few: hereMs })
  if (!here.outOfTime) return here
  const there = await asking.flips(asked)
  return there && (there.isExact || !here.isExact) ? there : here
}
