import type { Queryable } from '../platform/db/index.ts'
import type { Platform } from '../platform/module.ts'
import type { Declines } from './domain/declines.ts'
import type { Plan } from './domain/decide.ts'
import type { RateBook } from '../shipping/index.ts'
import { defaultTariff } from './domain/freight.ts'
import { countDeclines, listPlans, type StoredPlan } from './store.ts'

/** The plans in force, in memory; at most a second old where another process published one. */
export type PlanBook = {
  of(channelId: number): Promise<Plan>
  /**
   * The plan of each channel as it stands, for who holds locks: the book may have to wait for a
   * connection, and those who have one may wait for these locks.
   */
  read(db: Queryable): Promise<(channelId: number) => Plan>
  markStale(): void
  /** Counts anew how often locations decline, where a plan goes by it. */
  countDeclines(): Promise<void>
}

const MOST_MS = 1000
/** How far back it is counted how often locations decline, and of how many decisions at most. */
const DECLINES = { days: 28, decisions: 20_000 }

/** Least cost by distance: what a channel gets that has no plan of its own. */
const defaultPlan: Plan = { id: null, version: 0, strategy: 'least_cost', tariff: defaultTariff }

export function createPlanBook(platform: Platform, carriers: RateBook): PlanBook {
  let plans = new Map<number, StoredPlan>()
  let readAt = -Infinity
  let reading: Promise<void> | undefined
  // Until something was counted a location declines as often as any.
  let declines: Declines = {
    at: platform.clock.now().toString(),
    all: { given: 0, declined: 0 },
    byLocation: new Map(),
  }

  async function read(): Promise<void> {
    try {
      const stored = await listPlans(platform.books)
      plans = new Map(stored.map((plan) => [plan.channelId, plan]))
      readAt = performance.now()
    } finally {
      reading = undefined
    }
  }

  /** The cards in force have a book, which waits for nobody who waits for it. */
  async function withRates({ tariff, ...stored }: StoredPlan) {
    const plan = countsDeclines(stored) ? { ...stored, declines } : stored
    if (!tariff.cards) return { ...plan, tariff }
    const rates = (await carriers.current()).rates(tariff.cards)
    return { ...plan, tariff: { ...tariff, rates } }
  }

  return {
    async of(channelId) {
      if (performance.now() - readAt > MOST_MS) {
        reading ??= read()
        await reading
      }
      const plan = plans.get(channelId)
      return plan ? withRates(plan) : defaultPlan
    },
    async read(db) {
      const stored = await Promise.all((await listPlans(db)).map(withRates))
      return (channelId) => stored.find((plan) => plan.channelId === channelId) ?? defaultPlan
    },
    markStale() {
      readAt = -Infinity
    },
    async countDeclines() {
      const stored = await listPlans(platform.books)
      if (!stored.some(countsDeclines)) return
      const now = platform.clock.now()
      const since = now.subtract({ hours: 24 * DECLINES.days })
      // Not over the connections of books: it takes longer than they do.
      declines = await countDeclines(platform.db, { since, most: DECLINES.decisions }, now)
    },
  }
}

function countsDeclines({ objective }: Pick<StoredPlan, 'objective'>): boolean {
  return (objective.reroutePerParcel ?? 0) > 0
}
