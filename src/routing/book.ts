import type { Queryable } from '../platform/db/index.ts'
import type { Platform } from '../platform/module.ts'
import type { Plan } from './domain/decide.ts'
import { defaultTariff } from './domain/freight.ts'
import { listPlans } from './store.ts'

/** The plans in force, in memory; at most a second old where another process published one. */
export type PlanBook = {
  of(channelId: number): Promise<Plan>
  markStale(): void
}

const MOST_MS = 1000

/** Least cost by distance: what a channel gets that has no plan of its own. */
const defaultPlan: Plan = { id: null, version: 0, strategy: 'least_cost', tariff: defaultTariff }

/**
 * The plan of each channel as it stands, for who holds locks: the book may have to wait for a
 * connection, and those who have one may wait for these locks.
 */
export async function readPlans(db: Queryable): Promise<(channelId: number) => Plan> {
  const plans = new Map((await listPlans(db)).map((plan) => [plan.channelId, plan]))
  return (channelId) => plans.get(channelId) ?? defaultPlan
}

export function createPlanBook(platform: Platform): PlanBook {
  let plans = new Map<number, Plan>()
  let readAt = -Infinity
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    try {
      const stored = await listPlans(platform.books)
      plans = new Map(stored.map((plan) => [plan.channelId, plan]))
      readAt = performance.now()
    } finally {
      reading = undefined
    }
  }

  return {
    async of(channelId) {
      if (performance.now() - readAt > MOST_MS) {
        reading ??= read()
        await reading
      }
      return plans.get(channelId) ?? defaultPlan
    },
    markStale() {
      readAt = -Infinity
    },
  }
}
