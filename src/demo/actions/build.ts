import { cohortsOf } from '../domain/days.ts'
import { fullScale, type Scale } from '../domain/network.ts'
import { insertState, lockState, saveProgress, type DemoState, type Stage } from '../store.ts'
import type { Tx } from '../../platform/db/index.ts'
import { makeCarriers } from './carriers.ts'
import { watchFeeds } from './feeds.ts'
import { findFlaws } from './flaws.ts'
import { announceGoods, makeAlertRules } from './goods.ts'
import { writeCohort } from './history.ts'
import { ACTOR, isEmpty, levelChunks, makeNetwork, makeStock } from './make.ts'
import { openRetailer, type DemoWorld, type Retailer } from './plan.ts'
import { makeRoutingRules } from './routing.ts'

export const ORDERS_PER_MINUTE = 6

/**
 * Marks an empty database as one with a demo, which is made from then on, chunk by chunk. Answers
 * whether it was empty.
 */
export async function markDemo(
  tx: Tx,
  now: Temporal.Instant,
  of: { seed: number; scale?: Scale; ordersPerMinute?: number },
): Promise<boolean> {
  if ((await lockState(tx)) || !(await isEmpty(tx))) return false
  await insertState(tx, {
    seed: of.seed,
    scale: of.scale ?? fullScale,
    stage: 'network',
    done: 0,
    ordersPerMinute: of.ordersPerMinute ?? ORDERS_PER_MINUTE,
    shoppedAt: now,
    shopped: 0,
    madeAt: now,
  })
  return true
}

/** How far the demo is made. */
export type Progress = { stage: Stage; done: number; of: number; orders: number }

/**
 * Makes the next chunk of a demo in a transaction of its own: whatever ends a process in the
 * middle, the next one goes on behind the last whole chunk. Undefined when all is made.
 */
export function createBuilder(world: DemoWorld) {
  let known: Retailer | undefined

  const retailerOf = async (state: Pick<DemoState, 'seed' | 'scale'>): Promise<Retailer> => {
    known ??= await openRetailer(world, state)
    return known
  }

  async function makeNext(tx: Tx, state: DemoState): Promise<Progress> {
    const { seed, scale, stage, done, madeAt } = state
    const nowMs = world.platform.clock.nowMs()
    const began = madeAt.subtract({ hours: 24 * (scale.days + 1) })
    const by = { actor: ACTOR, now: began, nowMs }
    const retailer = await retailerOf(state)
    if (stage === 'network') {
      const opensOn = madeAt.toZonedDateTimeISO('Europe/Paris').toPlainDate()
      await makeNetwork(tx, world, { retailer, opensOn }, by)
      // What it has of the network in memory is of before.
      known = undefined
      await saveProgress(tx, 'stock', 0)
      return { stage, done: 1, of: 1, orders: 0 }
    }
    if (stage === 'stock') {
      const chunks = levelChunks(seed, retailer)
      await makeStock(tx, world, chunks[done]!, by)
      return advance(tx, { stage, done, of: chunks.length, next: 'history', orders: 0 })
    }
    const cohorts = cohortsOf(seed, scale, madeAt)
    const chunk = { retailer, cohort: cohorts[done]! }
    const orders = await writeCohort(tx, world, { seed, end: madeAt }, chunk)
    if (done + 1 === cohorts.length) {
      await announceGoods(tx, world, { seed, retailer }, { ...by, now: madeAt })
      await makeAlertRules(tx, { ...by, now: madeAt })
      await findFlaws(tx, world, { seed, retailer }, { ...by, now: madeAt })
      await watchFeeds(tx, world, retailer, madeAt)
      await makeCarriers(tx, world, retailer, { ...by, now: madeAt })
      await makeRoutingRules(tx, world, { ...by, now: madeAt })
    }
    return advance(tx, { stage, done, of: cohorts.length, next: 'open', orders })
  }

  return {
    retailerOf,
    next: (): Promise<Progress | undefined> =>
      world.platform.db.transaction(async (tx) => {
        const state = await lockState(tx)
        return state && state.stage !== 'open' ? makeNext(tx, state) : undefined
      }),
  }
}

export type Builder = ReturnType<typeof createBuilder>

async function advance(
  tx: Tx,
  { next, ...made }: { stage: Stage; done: number; of: number; next: Stage; orders: number },
): Promise<Progress> {
  const done = made.done + 1
  await (done === made.of ? saveProgress(tx, next, 0) : saveProgress(tx, made.stage, done))
  return { ...made, done }
}
