import { startLoop, type Loop } from '../platform/loop.ts'
import type { Platform } from '../platform/module.ts'
import { learnDemandRates, type DemandWorld } from './actions/learn-rates.ts'
import type { PlanBook } from './book.ts'
import { findNewestLearning } from './store/demand.ts'
import { endLease, takeLease } from './store/lease.ts'

const EVERY_MS = 5 * 60_000

/** Counts now and then how often locations decline; a decision never waits for it. */
export function startDeclineCount({ log }: Platform, plans: PlanBook): Loop {
  return startLoop({
    name: 'count of declines',
    everyMs: EVERY_MS,
    log,
    async run() {
      await plans.countDeclines()
      return false
    },
  })
}

const LOOK_MS = 60_000
/** Rates are learnt anew once a day; every hour while there is hardly a week to learn from. */
const HOURS = { usual: 24, atFirst: 1 }
const LEARNING = { work: 'demand', minutes: 30 }

/** One process learns what is to be expected, now and then. */
export function startLearning(world: DemandWorld): Loop {
  const { clock, db, log } = world.platform
  return startLoop({
    name: 'demand rates',
    everyMs: LOOK_MS,
    log,
    async run() {
      const now = clock.now()
      const newest = await findNewestLearning(db)
      const hours = newest && newest.weeks < 2 ? HOURS.atFirst : HOURS.usual
      if (newest && isBefore(now, newest.learntAt.add({ hours }))) return false
      const until = now.add({ minutes: LEARNING.minutes })
      if (!(await takeLease(db, { work: LEARNING.work, until }, now))) return false
      try {
        await learnDemandRates(world, now)
      } finally {
        await endLease(db, LEARNING.work, clock.now())
      }
      return false
    },
  })
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
