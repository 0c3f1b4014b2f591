import type { Database, Queryable } from '../../../platform/db/index.ts'
import type { NetworkBook } from '../../../network/index.ts'
import type { PlanBook, PlanOf } from '../../book/plans.ts'
import { DECLINES_COUNTED, type Declines } from '../../domain/declines.ts'
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
import { readCoolOffs } from '../../store/cool-offs.ts'
import {
  readAtLeisure,
  type Asked,
  type Progress,
  type SimulationResult,
} from '../../store/simulations.ts'
import { partsOf, widest, type Parts } from './policies.ts'

/**
 * Reads what happened in a period, or until so many orders came: the module that owns orders gives
 * it.
 */
export type ReadPeriod = (
  db: Queryable,
  of: {
    from: Temporal.Instant
    until: Temporal.Instant
    unfilledPercent: number
    lostSalePercent: number
    currency: string | null
    most?: number
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
/** The first numbers come soon: of so many orders. Later ones now and then. */
export const FIRST_ORDERS = 100
const FIRST_MS = 100
const TELL_MS = 500
/** Prices are learnt from so many days before. */
const LEARNT_DAYS = 28

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
  let first = 0
  const read = await readAll(db, world, asked, {
    now,
    hearLearning: ({ currency, ofOrders }) =>
      tell({ currency, ofOrders, orders: 0, share: 0, playedTo: null, result: null }),
    async hearFirst(beginning) {
      const opened = openParts(asked, beginning, true)
      while (opened.simulation.advance(SOME));
      first = opened.simulation.progress().orders
      return tell(progressOf(opened, beginning.period, { ...opened.parts, proven: () => null }))
    },
  })
  if (!read) return undefined
  const { period } = read
  const { parts, simulation, surroundings } = openParts(asked, read)
  const hindsight = asked.hindsight
    ? openHindsight(period.course, surroundings, widest(asked, read))
    : undefined
  let proven: SimulationResult['gate'] | undefined
  // What is left is worked out once.
  const gate = () =>
    (proven ??= parts.gate && gateOf(simulation, parts.gate, channelsIn(asked, read)))
  const progressNow = () =>
    progressOf({ simulation, hindsight }, period, { ...parts, proven: gate })
  if (first === 0 && !(await tell(progressNow()))) return undefined
  let tellAt = performance.now() + FIRST_MS
  const goOn = async (advance: () => boolean): Promise<boolean> => {
    while (advance()) {
      // Numbers of fewer orders than were told already say nothing new.
      if (performance.now() < tellAt || simulation.progress().orders < first) continue
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
  coolOffHours: (channelId: number) => number
}

type Hearing = {
  now: Temporal.Instant
  hearLearning(of: Period): Promise<boolean>
  hearFirst(of: Read): Promise<boolean>
}

type Span = {
  from: Temporal.Instant
  until: Temporal.Instant
  currency?: string | null
  most?: number
}

function openParts(asked: Asked, read: Read, isFirst = false) {
  const { course, surroundings: shared } = read.period
  const { declines, coolOffHours } = read
  const surroundings = { ...shared, declines, coolOffHours }
  const parts = partsOf(asked, read, isFirst)
  const simulation = openSimulation(course, surroundings, parts.all, { seed: asked.seed })
  return { parts, simulation, surroundings, hindsight: undefined }
}

/**
 * All of one snapshot. `hearFirst` is given the beginning of a long period before the rest is read,
 * and `hearLearning` is called before what prices are learnt from is; undefined where one of them
 * answers false.
 */
function readAll(
  db: Database,
  world: PlayingWorld,
  asked: Asked,
  { now, hearLearning, hearFirst }: Hearing,
): Promise<Read | undefined> {
  return db.transaction(
    async (tx) => {
      await readAtLeisure(tx)
      const [planOf, stored] = [await world.plans.read(tx), await listPlans(tx)]
      const since = now.subtract({ hours: 24 * DECLINES_COUNTED.days })
      const declines = await countDeclines(tx, { since, most: DECLINES_COUNTED.decisions }, now)
      const [from, until] = [Temporal.Instant.from(asked.from), Temporal.Instant.from(asked.until)]
      const { unfilledPercent, lostSalePercent, currency = null } = asked
      const read = (of: Span) =>
        world.readPeriod(tx, { unfilledPercent, lostSalePercent, currency, ...of }, now)
      const coolOffHours = await readCoolOffs(tx)
      const known = { before: undefined, planOf, stored, declines, coolOffHours }
      const period = await read({ from, until, most: FIRST_ORDERS })
      const beginning: Read = { ...known, period }
      if (asked.policies.some(({ prices }) => prices)) {
        if (!(await hearLearning(period))) return undefined
        const earlier = { from: from.subtract({ hours: 24 * LEARNT_DAYS }), until: from }
        beginning.before = (await read({ ...earlier, currency: period.currency })).course
      }
      if (period.ofOrders <= FIRST_ORDERS) return beginning
      if (!(await hearFirst(beginning))) return undefined
      return { ...beginning, period: await read({ from, until }) }
    },
    { readOnlySnapshot: true, timeoutMs: 0 },
  )
}

/** Of all work so much is the bound of hindsight, where it is asked for. */
const BOUND = 0.3

function progressOf(
  { simulation, hindsight }: { simulation: Simulation; hindsight: Hindsight | undefined },
  { course, currency, ofOrders }: Period,
  parts: Parts & { proven: () => SimulationResult['gate'] },
): Progress {
  const progress = simulation.progress()
  const { playedTo, happenings, ofHappenings, orders, byDay } = progress
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
  // Of all that there is, also where only its beginning was read.
  const readShare = ofOrders === 0 ? 1 : progress.ofOrders / ofOrders
  const playedShare = ofHappenings === 0 ? 1 : readShare * (happenings / ofHappenings)
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
