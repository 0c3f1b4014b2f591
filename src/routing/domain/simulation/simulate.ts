import type { Decision } from '../decide.ts'
import {
  DAY_MS,
  daysOf,
  HOUR_MS,
  type Course,
  type Policy,
  type SimulatedOrder,
  type Settings,
  type Surroundings,
} from './course.ts'
import { paidOf, sumOf, type Paid } from './counted.ts'
import { playedDifferencesOf, type PlayedDifferences } from './differences.ts'
import { putDown, type Figures } from './figures.ts'
import { decidePaired, type Paired } from './paired.ts'
import { passTime } from './improving.ts'
import { placeOrder, sellAtTill } from './run.ts'
import { countingOf } from './send.ts'
import { openRun, type Now, type Run } from './state.ts'
import { changeStock, lookAgain, serveWaiting } from './waiting.ts'
import { cellsOf } from './shelf.ts'

/** An order that a policy sends elsewhere than the first policy does, and both decisions. */
export type Change = {
  /** Its place among the orders of the course. */
  no: number
  order: SimulatedOrder
  at: number
  /** Which policy, by its place; above 0. */
  policy: number
  /** By group, of the first policy and of this one. */
  before: Decided
  after: Decided
}

/** How an order was decided when it came, and what its parcels cost. */
export type Decided = { decisions: Decision[]; paid: Paid[]; isRefused?: boolean }

export type Simulation = {
  /** Plays so many happenings more; false once all are played. */
  advance(count: number): boolean
  /** Up to when it was played, in milliseconds; happenings and orders so far, and of all. */
  progress(): Progress
  /** By policy, in their order: the same numbers for the same seed. */
  outcomes(): Outcome[]
  /** Those that change most in cost, by policy: at most `KEPT` of each. */
  changes(): Change[]
  /** What each order cost, by its place, under each policy. */
  costs(): readonly Float64Array[]
  /** By how much one policy differs from another in cost, by their places. */
  difference(base: number, other: number): Paired
  /** By how much more what one policy has left now is worth to orders to come than the other's. */
  left(base: number, other: number): number
}

export type Progress = {
  playedTo: number
  happenings: number
  ofHappenings: number
  orders: number
  ofOrders: number
  /** Orders of each day that are counted. */
  byDay: Float64Array
}

export type Outcome = {
  policy: string
  figures: Figures
  /** Beside the first policy; undefined for that. */
  against: ({ differs: number } & PlayedDifferences) | undefined
}

/** Of changed orders the decisions of so many are kept for each policy. */
export const KEPT = 500
/** What calendars say is asked for each of these steps. */
const STEP_MS = 10 * 60_000

/** Plays a course under several policies at once, each with its own stock, in the same order. */
export function openSimulation(
  course: Course,
  surroundings: Surroundings,
  policies: readonly Policy[],
  settings: Settings,
): Simulation {
  const { happenings } = course
  const days = daysOf(course)
  const ofOrders = happenings.reduce((sum, { kind }) => (kind === 'order' ? sum + 1 : sum), 0)
  const cells = cellsOf(course)
  const of = { orders: ofOrders, days, surroundings, settings }
  const runs = policies.map((policy) => openRun(policy, cells, of))
  const byDay = new Float64Array(days)
  const differs = policies.map(() => 0)
  const kept: Change[][] = policies.map(() => [])
  let played = 0
  let orders = 0
  let now: Now | undefined
  let night = -1
  let lookAt = Math.ceil(course.from / HOUR_MS) * HOUR_MS

  function nowAt(at: number): Now {
    const step = Math.floor(at / STEP_MS) * STEP_MS
    if (now?.at.epochMilliseconds === step) return now
    const instant = Temporal.Instant.fromEpochMilliseconds(step)
    return (now = { at: instant, workDays: surroundings.workDays(instant) })
  }

  function playOrder(order: SimulatedOrder, at: number, day: number): void {
    const placed = { order, no: orders, day }
    orders += 1
    if (!order.isApart) byDay[day]! += 1
    const decided = runs.map((run) => placeOrder(run, placed, nowAt(at)))
    if (order.isApart) return
    const base = decided[0]!
    const withCosts = (p: number): Decided => {
      const { decisions, isRefused } = decided[p]!
      if (isRefused) return { decisions, paid: [], isRefused }
      return { decisions, paid: paidOf(order.groups, decisions, countingOf(runs[p]!, order)) }
    }
    for (let p = 1; p < runs.length; p += 1) {
      const other = decided[p]!
      const isAlike = base.isRefused === other.isRefused
      if (isAlike && isSame(base.decisions, other.decisions)) continue
      differs[p]! += 1
      const sides = { before: withCosts(0), after: withCosts(p) }
      keep(kept[p]!, { no: placed.no, order, at, policy: p, ...sides })
    }
  }

  function passHours(until: number): void {
    for (; lookAt <= until; lookAt += HOUR_MS) {
      for (const run of runs) {
        passTime(run, lookAt, nowAt)
        lookAgain(run, nowAt(lookAt))
      }
    }
  }

  function play(): void {
    const one = happenings[played]!
    const day = Math.min(days - 1, Math.max(0, Math.floor((one.at - course.from) / DAY_MS)))
    played += 1
    if (day > night) {
      for (const { prices, shelf, open } of runs) {
        prices?.reprice(shelf.free(), one.at)
        open.isRepriced = prices !== undefined
      }
      night = day
    }
    passHours(one.at)
    for (const run of runs) passTime(run, one.at, nowAt)
    if (one.kind === 'order') playOrder(one.order, one.at, day)
    else if (one.kind === 'sale') for (const run of runs) sellAtTill(run, one, day)
    else for (const run of runs) changeStock(run, one)
    for (const run of runs) serveWaiting(run, nowAt(one.at))
    if (played === happenings.length) {
      passHours(course.until - 1)
      for (const run of runs) passTime(run, Infinity, nowAt)
    }
    for (const { figures, shelf } of runs) {
      figures.stockOuts = shelf.ranOut()
      putDown(figures, day)
    }
  }

  return {
    advance(count) {
      for (let left = count; left > 0 && played < happenings.length; left -= 1) play()
      return played < happenings.length
    },
    progress: () => ({
      playedTo: played < happenings.length ? happenings[played]!.at : course.until,
      happenings: played,
      ofHappenings: happenings.length,
      orders,
      ofOrders,
      byDay,
    }),
    outcomes: () => runs.map((run, p) => outcomeOf(run, runs[0]!, { p, byDay, differs })),
    changes: () => kept.flatMap((all) => best(all)),
    costs: () => runs.map((run) => run.costs),
    difference: (base, other) =>
      decidePaired(runs[base]!.figures.daily.cost, runs[other]!.figures.daily.cost, byDay),
    left(base, other) {
      const { prices, shelf } = runs[other]!
      return prices?.worthMore(shelf.free(), runs[base]!.shelf.free()) ?? 0
    },
  }
}

function outcomeOf(
  { policy, figures }: Run,
  first: Run,
  { p, byDay, differs }: { p: number; byDay: Float64Array; differs: readonly number[] },
): Outcome {
  const against = () => ({
    differs: differs[p]!,
    ...playedDifferencesOf(first.figures, figures, byDay),
  })
  return { policy: policy.name, figures, against: p === 0 ? undefined : against() }
}

/** Whether the same units of the same lines come from the same places. */
export function isSame(before: readonly Decision[], after: readonly Decision[]): boolean {
  return before.every(({ parts }, g) => {
    const others = after[g]!.parts
    return (
      parts.length === others.length &&
      parts.every((part) =>
        others.some(
          ({ lineNo, locationId, quantity }) =>
            lineNo === part.lineNo && locationId === part.locationId && quantity === part.quantity,
        ),
      )
    )
  })
}

/** Forgets the lesser ones now and then, so that few records are held. */
function keep(all: Change[], change: Change): void {
  all.push(change)
  if (all.length >= 2 * KEPT) all.splice(0, all.length, ...best(all))
}

function best(all: readonly Change[]): Change[] {
  return all.toSorted((a, b) => weightOf(b) - weightOf(a) || a.no - b.no).slice(0, KEPT)
}

/** By how much the decisions differ in cost, whoever is cheaper; what is short counts first. */
function weightOf({ before, after }: Change): number {
  const lack = shortOf(after) - shortOf(before)
  return lack === 0 ? Math.abs(sumOf(after.paid) - sumOf(before.paid)) : 1e12 + Math.abs(lack)
}

function shortOf({ decisions }: Decided): number {
  return decisions.reduce((sum, { short }) => {
    return short.reduce((lack, { wanted, available }) => lack + wanted - available, sum)
  }, 0)
}
