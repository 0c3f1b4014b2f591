import { isBusy } from '../platform/commands.ts'
import { startSubscriber } from '../platform/events/subscriber.ts'
import { startLoop, type Loop } from '../platform/loop.ts'
import type { Platform, Stoppable } from '../platform/module.ts'
import { askCarriers, type CarriedWorld } from './actions/ask-carriers.ts'
import { askRenewal } from './actions/ask-renewal.ts'
import { watchCanary, type CanaryWorld } from './actions/canaries/watch.ts'
import { findBeginning, type DemandWorld } from './actions/learn-rates.ts'
import type { Thread } from './actions/simulations/queue.ts'
import type { PlanBook } from './book/plans.ts'
import { makePrices } from './actions/make-prices.ts'
import type { PricingWorld } from './actions/priced-range.ts'
import { priceLayers } from './domain/outlook.ts'
import { decideLearning } from './domain/rates/due.ts'
import { endDue, FOLLOWED, followOrders, type ReadPlaced } from './actions/shadows/follow.ts'
import { findNewestLearning } from './store/demand.ts'
import { endLease, renewLease, takeLease } from './store/lease.ts'
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

const WATCH_MS = 1000
/** Its cursor is moved past what did not concern it this often: it is no work, but a row. */
const MOVE_MS = 5000

/** Looks after the canary that runs: counts, judges its guards, returns it. */
export function startCanaryWatch(world: CanaryWorld): Loop {
  const { log } = world.platform
  let movedAt = -Infinity
  const loop = startLoop({
    name: 'canary',
    everyMs: WATCH_MS,
    log,
    async run() {
      const isDue = performance.now() - movedAt >= MOVE_MS
      const { more, moved } = await watchCanary(world, isDue)
      if (moved) movedAt = performance.now()
      return more
    },
  })
  world.plans.canary.onError(() => loop.wake())
  return loop
}

const LOOK_MS = 60_000
/** Rates are learnt anew once a day; every hour while there is hardly a week to learn from. */
const HOURS = { usual: 24, atFirst: 1 }
const LEARNING = { work: 'demand', minutes: 5 }

/** One process learns what is to be expected, now and then, in a thread. */
export function startLearning(
  { platform, demand }: Pick<DemandWorld, 'platform' | 'demand'>,
  learn: (at: Temporal.Instant) => Thread,
): Stoppable {
  const { clock, commands, db, log, wake } = platform
  const startedAt = clock.now()
  let learning: Thread | undefined
  let isStopped = false
  const loop = startLoop({
    name: 'demand rates',
    everyMs: LOOK_MS,
    log,
    async run() {
      const now = clock.now()
      const newest = await findNewestLearning(db)
      const hours = newest && newest.weeks < 2 ? HOURS.atFirst : HOURS.usual
      const dueAt = newest?.learntAt.add({ hours }) ?? startedAt
      if (!decideLearning(dueAt, now, isBusy(commands))) return false
      // Without an order there is nothing to learn from, so no thread is made for it.
      if (!(await findBeginning(db, demand, now))) return false
      await alone(platform, LEARNING, async () => {
        if (isStopped) return
        learning = learn(now)
        const why = await learning.ended
        learning = undefined
        // What the thread said last may have ended with it.
        wake.committed()
        if (why !== undefined && !isStopped) throw new Error(`Demand rates: ${why}`)
      })
      return false
    },
  })
  return {
    async stop() {
      isStopped = true
      await learning?.stop()
      await loop.stop()
    },
  }
}

/** A pass looks for SKUs that have moved; it prices nothing else. */
const PRICING = { work: 'prices', minutes: 15 }
const PASS = { minutes: 5 }
/** All SKUs together are priced as a whole, which takes a core for a while. */
const PASS_TOGETHER = { minutes: 45 }

/**
 * One process keeps the prices of scarce stock, where a plan goes by them. Who stops it does not
 * wait for prices that are being found.
 */
export function startPricing(world: PricingWorld): Loop {
  const { clock, db, log } = world.platform
  const ending = new AbortController()
  const loop = startLoop({
    name: 'prices of stock',
    everyMs: LOOK_MS,
    log,
    async run() {
      const now = clock.now()
      const [plans, sets] = [await listPlans(db), await listPriceSets(db)]
      const currencies = new Set(plans.flatMap(({ lookAhead }) => lookAhead?.currency ?? []))
      const isFresh = (currency: string) => {
        const set = sets.find((one) => one.currency === currency)
        const ways = plans.flatMap(({ lookAhead }) => lookAhead ?? [])
        const wants = ways.some((way) => way.currency === currency && way.together)
        const pass = wants && set?.layer === priceLayers.together ? PASS_TOGETHER : PASS
        return !!set?.checkedAt && isBefore(now, set.checkedAt.add(pass))
      }
      const due = new Set([...currencies].filter((currency) => !isFresh(currency)))
      if (due.size === 0) return false
      const asked = { currencies: due, signal: ending.signal }
      await alone(world.platform, PRICING, async () => {
        await makePrices(world, now, asked)
      })
      return false
    },
  })
  return {
    wake: loop.wake,
    async stop() {
      const stopped = loop.stop()
      ending.abort()
      await stopped
    },
  }
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

/** Looks whether plans that go by rate cards are carried: cards end with time. */
export function startCarriedWatch(world: CarriedWorld): Loop {
  const { clock, log } = world.platform
  return startLoop({
    name: 'carriers of plans',
    everyMs: LOOK_MS,
    log,
    async run() {
      await askCarriers(world, clock.now())
      return false
    },
  })
}

const BEAT_MS = 60_000

/** Does a piece of work, unless another process is at it; says while it lasts that it goes on. */
async function alone(
  { clock, db, log }: Platform,
  { work, minutes }: { work: string; minutes: number },
  doIt: () => Promise<unknown>,
): Promise<void> {
  const now = clock.now()
  let until = now.add({ minutes })
  if (!(await takeLease(db, { work, until }, now))) return
  const renew = async () => {
    const later = clock.now().add({ minutes })
    if (await renewLease(db, { work, until }, later)) until = later
  }
  let renewing: Promise<void> | undefined
  const beat = setInterval(() => {
    // The next one may get through.
    renewing = renew().catch((err: unknown) => log.warn({ err, work }, 'no beat'))
  }, BEAT_MS)
  try {
    await doIt()
  } finally {
    clearInterval(beat)
    // It is ended as it is by then.
    await renewing
    await endLease(db, { work, until }, clock.now())
  }
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}

const LEAST_MS = 500
const ORDERS_AT_ONCE = 10
/** It works at most a quarter of the time: orders that are placed go first. */
const RESTS = 3

export type ShadowWorld = { platform: Platform; readPlaced: ReadPlaced }

/** Has shadows decide on what was placed, just behind; what one process counts no other does. */
export function startFollowing({ platform, readPlaced }: ShadowWorld): Loop {
  const { db, wake, log, clock } = platform
  return startSubscriber({
    db,
    wake,
    log,
    name: FOLLOWED.name,
    types: [FOLLOWED.type],
    batch: ORDERS_AT_ONCE,
    leastMs: LEAST_MS,
    rests: RESTS,
    isWanted: () => endDue(db, clock),
    make: async (events) => {
      const placed = events.map((event) => ({ id: event.subject!, tx: event.tx }))
      return followOrders(db, { clock, log, readPlaced }, placed)
    },
  })
}
