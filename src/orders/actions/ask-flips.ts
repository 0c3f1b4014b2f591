import type { Queryable } from '../../platform/db/index.ts'
import {
  showFlips,
  showRegrets,
  type AskedAbout,
  type FlipsAnswer,
  type RegretsAnswer,
} from './as-decided.ts'
import type { OrdersWorld } from './world.ts'

/** What may be asked of a decision that takes long to find, and how each is found. */
export const answering = { flips: showFlips, regrets: showRegrets }
export type Answers = { flips: FlipsAnswer; regrets: RegretsAnswer }
export type About = keyof Answers

/** Who thinks about it beside the thread that serves; undefined where that cannot be had. */
export type Asking = {
  [Of in About]: (asked: AskedAbout) => Promise<Answers[Of] | undefined>
}

/** So long the thread that serves looks itself: of few places it finds all by then. */
const HERE_MS = 30

/** What would have changed a decision. */
export async function askFlips(
  db: Queryable,
  world: OrdersWorld,
  asking: Pick<Asking, 'flips'>,
  asked: AskedAbout,
  hereMs = HERE_MS,
): Promise<FlipsAnswer> {
  const here = await showFlips(db, world, { ...asked, few: hereMs })
  return (await thought(here, () => asking.flips(asked))) ?? here
}

/** What it would have cost to take other places. */
export async function askRegrets(
  db: Queryable,
  world: OrdersWorld,
  asking: Pick<Asking, 'regrets'>,
  asked: AskedAbout,
  hereMs = HERE_MS,
): Promise<RegretsAnswer> {
  const here = await showRegrets(db, world, { ...asked, few: hereMs })
  return (await thought(here, () => asking.regrets(asked))) ?? here
}

/**
 * What is not found here in a moment is found in a thread. Where the thread cannot say, what was
 * found here is answered, which says that it is not all.
 */
async function thought<Answer extends FlipsAnswer | RegretsAnswer>(
  here: Answer,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  if (!here.outOfTime) return here
  const there = await ask()
  return there && (there.isExact || !here.isExact) ? there : here
}
