import type { Database, Queryable } from '../../../platform/db/index.ts'
import type { PlanBook } from '../../book.ts'
import type { Plan } from '../../domain/decide.ts'
import type { Declines } from '../../domain/declines.ts'
import type { RoutingRule } from '../../domain/rules/rule.ts'
import { ruleSetOf } from '../../domain/rules/set.ts'
import {
  changeRowOf,
  DAY_MS,
  openHindsight,
  openSimulation,
  policyReportOf,
  ruleCostOf,
  type ChangeRow,
  type Hindsight,
  type Period,
  type Policy,
  type Simulation,
} from '../../domain/simulation/index.ts'
import { countDeclines } from '../../store.ts'
import type { Asked, Progress, SimulationResult } from '../../store/simulations.ts'

/** Reads what happened in a period: the module that owns orders gives it. */
export type ReadPeriod = (
  db: Queryable,
  of: {
    from: Temporal.Instant
    until: Temporal.Instant
    unfilledPercent: number
    lostSalePercent: number
  },
  now: Temporal.Instant,
) => Promise<Period>

export type PlayingWorld = { plans: PlanBook; readPeriod: ReadPeriod }

export type Played = { progress: Progress; changes: ChangeRow[] }

/** Happenings between two looks at the clock. */
const SOME = 100
/** The first numbers come soon, later ones now and then. */
const TELL_MS = 500
const DECLINES = { days: 28, decisions: 20_000 }

/**
 * Plays a period under the policies that were asked for, all in memory: nothing is written. `tell`
 * hears how far it is now and then; where it answers false the rest is left, and so is the answer.
 */
export async function playAsked(
  db: Database,
  world: PlayingWorld,
  asked: Asked,
  { now, tell }: { now: Temporal.Instant; tell: (progress: Progress) => Promise<boolean> },
): Promise<Played | undefined> {
  const { period, planOf, declines } = await readAll(db, world, asked, now)
  const surroundings = { ...period.surroundings, declines }
  const left = asked.ruleCosts ? rulesOf(asked) : []
  const policies = policiesOf(asked, left, planOf)
  const simulation = openSimulation(period.course, surroundings, policies, { seed: asked.seed })
  const hindsight = asked.hindsight
    ? openHindsight(period.course, surroundings, policies[0]!.planOf)
    : undefined
  const progressNow = () => progressOf({ simulation, hindsight }, period, { asked, left })
  if (!(await tell(progressNow()))) return undefined
  let toldAt = performance.now()
  const goOn = async (advance: () => boolean): Promise<boolean> => {
    while (advance()) {
      if (performance.now() - toldAt < TELL_MS) continue
      if (!(await tell(progressNow()))) return false
      toldAt = performance.now()
    }
    return true
  }
  if (!(await goOn(() => simulation.advance(SOME)))) return undefined
  if (hindsight && !(await goOn(hindsight.advance))) return undefined
  const changes = simulation.changes().filter(({ policy }) => policy < asked.policies.length)
  return { progress: progressNow(), changes: changes.map(changeRowOf) }
}

/** All of one snapshot. */
function readAll(db: Database, world: PlayingWorld, asked: Asked, now: Temporal.Instant) {
  return db.transaction(
    async (tx) => {
      const planOf = await world.plans.read(tx)
      const since = now.subtract({ hours: 24 * DECLINES.days })
      const declines: Declines = await countDeclines(tx, { since, most: DECLINES.decisions }, now)
      const [from, until] = [Temporal.Instant.from(asked.from), Temporal.Instant.from(asked.until)]
      const { unfilledPercent, lostSalePercent } = asked
      const period = await world.readPeriod(
        tx,
        { from, until, unfilledPercent, lostSalePercent },
        now,
      )
      return { period, planOf, declines }
    },
    { readOnlySnapshot: true, timeoutMs: 0 },
  )
}

/** The rules of the first policy that decide on something. */
function rulesOf({ policies }: Asked): RoutingRule[] {
  return policies[0]!.rules.filter(({ off }) => !off)
}

/** Those that were asked for, then the first without each of its rules. */
function policiesOf(
  asked: Asked,
  left: readonly RoutingRule[],
  planOf: (channelId: number) => Plan,
): Policy[] {
  const first = asked.policies[0]!
  const without = left.map(({ id }) => ({
    ...first,
    rules: first.rules.filter((rule) => rule.id !== id),
  }))
  return [...asked.policies, ...without].map(({ of, version, rules }) => {
    const set = rules.length > 0 ? ruleSetOf(version ?? 0, rules) : undefined
    const plans = new Map<number, Plan>()
    return {
      name: of,
      planOf(channelId) {
        let plan = plans.get(channelId)
        if (!plan) plans.set(channelId, (plan = { ...planOf(channelId), rules: set }))
        return plan
      },
    }
  })
}

/** Of all work so much is the bound of hindsight, where it is asked for. */
const BOUND = 0.3

function progressOf(
  { simulation, hindsight }: { simulation: Simulation; hindsight: Hindsight | undefined },
  { course, currency }: Period,
  { asked, left }: { asked: Asked; left: readonly RoutingRule[] },
): Progress {
  const progress = simulation.progress()
  const { playedTo, happenings, ofHappenings, orders, ofOrders, byDay } = progress
  const counted = byDay.reduce((sum, one) => sum + one, 0)
  const outcomes = simulation.outcomes()
  const count = asked.policies.length
  const bound = hindsight && hindsight.rounds() > 0 ? hindsight.bound() : undefined
  const result: SimulationResult = {
    days: (playedTo - course.from) / DAY_MS,
    orders: counted,
    policies: outcomes.slice(0, count).map((outcome) => policyReportOf(outcome, counted, bound)),
    ruleCosts: outcomes.slice(count).map((outcome, at) => {
      const { id, name } = left[at]!
      return ruleCostOf(outcome, { id, name }, progress, course.from)
    }),
    hindsight: bound === undefined ? null : { bound, rounds: hindsight!.rounds() },
  }
  const playedShare = ofHappenings === 0 ? 1 : happenings / ofHappenings
  return {
    currency,
    orders,
    ofOrders,
    share: hindsight ? (1 - BOUND) * playedShare + BOUND * hindsight.share() : playedShare,
    playedTo: Temporal.Instant.fromEpochMilliseconds(playedTo),
    result: happenings === 0 && ofHappenings > 0 ? null : result,
  }
}
