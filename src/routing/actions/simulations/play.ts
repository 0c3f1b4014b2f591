import type { Database, Queryable } from '../../../platform/db/index.ts'
import type { NetworkBook } from '../../../network/index.ts'
import type { PlanBook, PlanOf } from '../../book/plans.ts'
import type { Declines } from '../../domain/declines.ts'
import {
  changeRowOf,
  decidePriceGate,
  DAY_MS,
  openHindsight,
  openSimulation,
  policyReportOf,
  ruleCostOf,
  type ChangeRow,
  type Course,
  type Hindsight,
  type Period,
  type Simulation,
} from '../../domain/simulation/index.ts'
import { usualLookAhead } from '../../domain/outlook.ts'
import { decidePlayedAs } from '../../domain/price-gate.ts'
import { countDeclines, listPlans, type StoredPlan } from '../../store.ts'
import {
  readAtLeisure,
  type Asked,
  type Progress,
  type SimulationResult,
} from '../../store/simulations.ts'
import { partsOf, widest, type Parts } from './policies.ts'

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

export type PlayingWorld = { plans: PlanBook; network: NetworkBook; readPeriod: ReadPeriod }

/** With the version of the plan of each channel that was played; without one: none of its own. */
export type Played = {
  progress: Progress
  changes: ChangeRow[]
  planVersions: ReadonlyMap<number, number>
}

/** Happenings between two looks at the clock. */
const SOME = 100
/** The first numbers come soon, later ones now and then. */
const FIRST_MS = 100
const TELL_MS = 500
/** Prices are learnt from so many days before. */
const LEARNT_DAYS = 28
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
  const read = await readAll(db, world, asked, now)
  const { period } = read
  const surroundings = { ...period.surroundings, declines: read.declines }
  const parts = partsOf(asked, read)
  const policies = parts.all
  const simulation = openSimulation(period.course, surroundings, policies, { seed: asked.seed })
  const hindsight = asked.hindsight
    ? openHindsight(period.course, surroundings, widest(asked, read))
    : undefined
  let proven: SimulationResult['gate'] | undefined
  // What is left is worked out once.
  const gate = () =>
    (proven ??= parts.gate && gateOf(simulation, parts.gate, channelsIn(asked, read)))
  const progressNow = () =>
    progressOf({ simulation, hindsight }, period, { ...parts, proven: gate })
  if (!(await tell(progressNow()))) return undefined
  let tellAt = performance.now() + FIRST_MS
  const goOn = async (advance: () => boolean): Promise<boolean> => {
    while (advance()) {
      if (performance.now() < tellAt) continue
      if (!(await tell(progressNow()))) return false
      tellAt = performance.now() + TELL_MS
    }
    return true
  }
  if (!(await goOn(() => simulation.advance(SOME)))) return undefined
  if (hindsight && !(await goOn(hindsight.advance))) return undefined
  const changes = simulation.changes().filter(({ policy }) => policy < parts.asked)
  const planVersions = new Map(read.stored.map(({ channelId, version }) => [channelId, version]))
  return { progress: progressNow(), changes: changes.map(changeRowOf), planVersions }
}

type Read = {
  period: Period
  /** What was before, where prices are to be learnt from it. */
  before: Course | undefined
  planOf: PlanOf
  stored: readonly StoredPlan[]
  declines: Declines
}

/** All of one snapshot. */
function readAll(
  db: Database,
  world: PlayingWorld,
  asked: Asked,
  now: Temporal.Instant,
): Promise<Read> {
  return db.transaction(
    async (tx) => {
      await readAtLeisure(tx)
      const [planOf, stored] = [await world.plans.read(tx), await listPlans(tx)]
      const since = now.subtract({ hours: 24 * DECLINES.days })
      const declines = await countDeclines(tx, { since, most: DECLINES.decisions }, now)
      const [from, until] = [Temporal.Instant.from(asked.from), Temporal.Instant.from(asked.until)]
      const { unfilledPercent, lostSalePercent } = asked
      const read = (of: { from: Temporal.Instant; until: Temporal.Instant }) =>
        world.readPeriod(tx, { ...of, unfilledPercent, lostSalePercent }, now)
      const period = await read({ from, until })
      const hasPrices = asked.policies.some(({ prices }) => prices)
      const earlier = { from: from.subtract({ hours: 24 * LEARNT_DAYS }), until: from }
      const before = hasPrices ? (await read(earlier)).course : undefined
      return { period, before, planOf, stored, declines }
    },
    { readOnlySnapshot: true, timeoutMs: 0 },
  )
}

/** Of all work so much is the bound of hindsight, where it is asked for. */
const BOUND = 0.3

function progressOf(
  { simulation, hindsight }: { simulation: Simulation; hindsight: Hindsight | undefined },
  { course, currency }: Period,
  parts: Parts & { proven: () => SimulationResult['gate'] },
): Progress {
  const progress = simulation.progress()
  const { playedTo, happenings, ofHappenings, orders, ofOrders, byDay } = progress
  const counted = byDay.reduce((sum, one) => sum + one, 0)
  const outcomes = simulation.outcomes()
  const bound = hindsight && hindsight.rounds() > 0 ? hindsight.bound() : undefined
  const result: SimulationResult = {
    days: (playedTo - course.from) / DAY_MS,
    orders: counted,
    policies: outcomes
      .slice(0, parts.asked)
      .map((outcome) => policyReportOf(outcome, counted, bound)),
    ruleCosts: parts.without.map(({ at, rule }) => {
      return ruleCostOf(outcomes[at]!, rule, progress, course.from)
    }),
    hindsight: bound === undefined ? null : { bound, rounds: hindsight!.rounds() },
    gate: happenings === ofHappenings ? parts.proven() : null,
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

function gateOf(
  simulation: Simulation,
  { plain, priced }: NonNullable<Parts['gate']>,
  channelIds: number[],
) {
  const gate = decidePriceGate(
    priced.map(({ at, forecast }) => ({
      forecast,
      cost: simulation.difference(plain, at),
      left: simulation.left(plain, at),
    })),
  )
  return { ...gate, channelIds }
}

/**
 * Channels of which something was played, by the look ahead that they have: of others nothing is
 * proven.
 */
function channelsIn({ policies }: Asked, { period: { course }, stored }: Read): number[] {
  const priced = policies.find(({ prices }) => prices)!
  const { lookAhead, isLookAheadChosen: isChosen = false } = priced
  const played = { lookAhead: lookAhead ?? usualLookAhead, isChosen }
  const ownOf = (id: number) => stored.find(({ channelId }) => channelId === id)?.lookAhead ?? null
  const ids = course.happenings.flatMap((one) =>
    one.kind === 'order' && !one.order.isApart ? [one.order.channelId] : [],
  )
  return [...new Set(ids)]
    .filter((id) => decidePlayedAs(played, ownOf(id)))
    .toSorted((a, b) => a - b)
}
