import { startLoop, type Loop } from '../platform/loop.ts'
import type { Platform } from '../platform/module.ts'
import { askRenewal } from './actions/ask-renewal.ts'
import { learnDemandRates, type DemandWorld } from './actions/learn-rates.ts'
import type { PlanBook } from './book/plans.ts'
import { makePrices, type PricingWorld } from './actions/make-prices.ts'
import { findNewestLearning } from './store/demand.ts'
import { endLease, takeLease } from './store/lease.ts'
import { listPriceSets } from './store/stock-prices.ts'
import { listPlans } from './store.ts'

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
      await alone(world.platform, LEARNING, () => learnDemandRates(world, now))
      return false
    },
  })
}

/** A pass looks for SKUs that have moved; it prices nothing else. */
const PRICING = { work: 'prices', minutes: 15 }
const PASS = { minutes: 5 }

/** One process keeps the prices of scarce stock, where a plan goes by them. */
export function startPricing(world: PricingWorld): Loop {
  const { clock, db, log } = world.platform
  return startLoop({
    name: 'prices of stock',
    everyMs: LOOK_MS,
    log,
    async run() {
      const now = clock.now()
      const [plans, sets] = [await listPlans(db), await listPriceSets(db)]
      const currencies = new Set(plans.flatMap(({ lookAhead }) => lookAhead?.currency ?? []))
      const isFresh = (currency: string) => {
        const checkedAt = sets.find((set) => set.currency === currency)?.checkedAt
        return !!checkedAt && isBefore(now, checkedAt.add(PASS))
      }
      if ([...currencies].every(isFresh)) return false
      await alone(world.platform, PRICING, () => makePrices(world, now))
      return false
    },
  })
}

const RENEWAL_MS = 10 * 60_000

/** Looks now and then whether prices that are on should be simulated anew. */
export function startRenewal(world: PricingWorld): Loop {
  const { clock, log } = world.platform
  return startLoop({
    name: 'proof of prices',
    everyMs: RENEWAL_MS,
    log,
    async run() {
      await askRenewal(world, clock.now())
      return false
    },
  })
}

/** Does a piece of work, unless another process is at it. */
async function alone(
  { clock, db }: Platform,
  { work, minutes }: { work: string; minutes: number },
  doIt: () => Promise<unknown>,
): Promise<void> {
  const now = clock.now()
  const until = now.add({ minutes })
  if (!(await takeLease(db, { work, until }, now))) return
  try {
    await doIt()
  } finally {
    await endLease(db, { work, until }, clock.now())
  }
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
