import type { Queryable } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { StockPrices } from '../domain/ahead.ts'
import { DECLINES_COUNTED, type Declines } from '../domain/declines.ts'
import type { Plan } from '../domain/decide.ts'
import type { CardChoice, RateBook } from '../../shipping/index.ts'
import { defaultTariff } from '../domain/freight.ts'
import { ruleSetOf, type RuleSet } from '../domain/rules/set.ts'
import { canaryEnded, canaryStarted, rulesPublished } from '../events.ts'
import { findRunning } from '../store/canaries.ts'
import { findDeclines, keepDeclines } from '../store/decline-counts.ts'
import { findInForce, findNumberInForce } from '../store/rules.ts'
import { countDeclines, findPlan, listPlans, type StoredPlan } from '../store.ts'
import type { OrderKey } from '../domain/canary/side.ts'
import { createCanaryBook, type CanaryBook, type ReadyCanary } from './canary.ts'
import { createPriceBook } from './prices.ts'

/**
 * The plan of a channel, with the rules that decide on an order: those of a canary that runs, or
 * those in force; `null` where it is about no order. `services`: as if its rate cards were those of
 * these services; null: of all.
 */
export type PlanOf = (
  channelId: number,
  order: Omit<OrderKey, 'channelId'> | null,
  services?: readonly string[] | null,
) => Plan

/** The plans and rules in force, in memory; at most a second old where another published. */
export type PlanBook = {
  of(...of: Parameters<PlanOf>): Promise<Plan>
  /**
   * The plan of each channel as it stands, for who holds locks: the book may have to wait for a
   * connection, and those who have one may wait for these locks.
   */
  read(db: Queryable): Promise<PlanOf>
  /**
   * The plan by which a record was made, without rules: that version of it (null: what a channel
   * has that has none), with how often locations had declined by then, as far back as that is kept.
   * Prices of scarce stock are in the record: `pricesSeenIn`.
   */
  version(db: Queryable, of: MadeBy): Promise<Plan | undefined>
  markStale(): void
  canary: CanaryBook
  /** Counts anew how often locations decline, where a plan goes by it. */
  countDeclines(): Promise<void>
}

/** What a record says of the plan that it was made by. */
type MadeBy = { plan: Pick<Plan, 'id'>; declinesAt?: string }

type Carriers = Awaited<ReturnType<RateBook['current']>>

const MOST_MS = 1000
/**
 * By then every process knows what was written: it is seen five seconds later at most, the limit of
 * a transaction, and a book is a second old at most.
 */
export const KNOWN_WITHIN = { seconds: 7 }

/** Least cost by distance: what a channel gets that has no plan of its own. */
export const defaultPlan = {
  id: null,
  version: 0,
  strategy: 'least_cost',
  tariff: defaultTariff,
} as const satisfies Plan

export function createPlanBook(platform: Platform, carriers: RateBook): PlanBook {
  const { clock, books } = platform
  const prices = createPriceBook(platform)
  let plans = new Map<number, StoredPlan>()
  let rules: RuleSet | undefined
  const canaries = createCanaryBook(platform)
  let canary: ReadyCanary | undefined
  let readAt = -Infinity
  let reading: Promise<void> | undefined
  platform.events.on([rulesPublished.type, canaryStarted.type, canaryEnded.type], () => {
    readAt = -Infinity
  })
  let declines = nothingCounted(platform.clock.now().toString())

  async function read(): Promise<void> {
    const begun = performance.now()
    try {
      const { stored, inForce, running } = await readAll(books)
      plans = new Map(stored.map((plan) => [plan.channelId, plan]))
      rules = inForce
      canary = await canaries.ready(books, { running, inForce })
      readAt = begun
    } finally {
      reading = undefined
    }
  }

  async function readAll(db: Queryable) {
    const all = [listPlans(db), readRules(db), findRunning(db)] as const
    const [stored, inForce, running] = await Promise.all(all)
    return { stored, inForce, running }
  }

  /** Made ready once a version. */
  async function readRules(db: Queryable): Promise<RuleSet | undefined> {
    const now = clock.now()
    const version = await findNumberInForce(db, now)
    if (version === 0 || rules?.version === version) return version === 0 ? undefined : rules
    const found = await findInForce(db, now)
    return found && ruleSetOf(found.version, found.rules)
  }

  /** The cards in force have a book, which waits for nobody who waits for it. */
  async function withRates(stored: StoredPlan, learnt = learntOf(stored)): Promise<Plan> {
    return withCards(stored, stored.tariff.cards && (await carriers.current()), learnt)
  }

  function learntOf({ lookAhead }: StoredPlan): Learnt {
    return { declines, ahead: lookAhead && prices.known(lookAhead.currency) }
  }

  function withCards(of: StoredPlan, book: Carriers | undefined, learnt: Learnt): Plan {
    const { tariff, lookAhead: _, ...stored } = of
    const plan = {
      ...stored,
      ...(countsDeclines(stored) && { declines: learnt.declines }),
      ...(learnt.ahead && { prices: learnt.ahead }),
    }
    if (!tariff.cards) return { ...plan, tariff }
    const { cards, packaging } = tariff
    const rates = (choice: CardChoice) => book!.rates(choice, packaging)
    return {
      ...plan,
      tariff: { ...tariff, rates: rates(cards) },
      narrowed(services) {
        const own = cards.services ? new Set(cards.services) : undefined
        const both = services.filter((code) => own?.has(code) ?? true)
        return { ...tariff, rates: rates({ ...cards, services: both }) }
      },
    }
  }

  const ruled = (plan: Plan, by: RuleSet | undefined): Plan => (by ? { ...plan, rules: by } : plan)
  const rulesFor = (
    by: { rules: RuleSet | undefined; canary: ReadyCanary | undefined },
    ...[channelId, order]: Parameters<PlanOf>
  ) => (order && by.canary?.rulesFor({ ...order, channelId })) ?? by.rules

  return {
    async of(channelId, order) {
      if (performance.now() - readAt > MOST_MS) {
        reading ??= read()
        await reading
      }
      const plan = plans.get(channelId)
      if (plan?.lookAhead) await prices.load(plan.lookAhead.currency)
      const by = rulesFor({ rules, canary }, channelId, order)
      return ruled(plan ? await withRates(plan) : defaultPlan, by)
    },
    async read(db) {
      const { stored: all, inForce, running } = await readAll(db)
      const by = { rules: inForce, canary: await canaries.ready(db, { running, inForce }) }
      const hasCards = all.some(({ tariff }) => tariff.cards)
      const cards = hasCards ? await carriers.current() : undefined
      const own = new Map(
        all.map((plan) => [plan.channelId, withCards(plan, cards, learntOf(plan))]),
      )
      const stored = new Map(all.map((plan) => [plan.channelId, plan]))
      return (channelId, order, services) => {
        const plan = stored.get(channelId)
        const rulesBy = rulesFor(by, channelId, order)
        if (services === undefined || !plan?.tariff.cards) {
          return ruled(own.get(channelId) ?? defaultPlan, rulesBy)
        }
        const { services: _, ...rest } = plan.tariff.cards
        const chosen = services ? { ...rest, services } : rest
        const narrowed = { ...plan, tariff: { ...plan.tariff, cards: chosen } }
        return ruled(withCards(narrowed, cards, learntOf(plan)), rulesBy)
      }
    },
    async version(db, { plan: { id }, declinesAt }) {
      if (id === null) return defaultPlan
      const found = await findPlan(db, id)
      if (!found) return undefined
      const counted = declinesAt === undefined ? undefined : await findDeclines(db, declinesAt)
      const then = counted ?? nothingCounted(declinesAt ?? declines.at)
      return withRates(found, { declines: then, ahead: null })
    },
    markStale() {
      readAt = -Infinity
    },
    canary: canaries,
    async countDeclines() {
      const stored = await listPlans(platform.books)
      if (!stored.some(countsDeclines)) return
      const now = platform.clock.now()
      const since = now.subtract({ hours: 24 * DECLINES_COUNTED.days })
      // Not over the connections of books: it takes longer than they do.
      const of = { since, most: DECLINES_COUNTED.decisions }
      declines = await keepDeclines(platform.db, await countDeclines(platform.db, of, now))
    },
  }
}

/** What a plan goes by that is found out again and again. */
type Learnt = { declines: Declines; ahead: StockPrices | null | undefined }

/** Until something was counted a location declines as often as any. */
function nothingCounted(at: string): Declines {
  return { at, all: { given: 0, declined: 0 }, byLocation: new Map() }
}

function countsDeclines({ objective }: Pick<StoredPlan, 'objective'>): boolean {
  return (objective.reroutePerParcel ?? 0) > 0
}
