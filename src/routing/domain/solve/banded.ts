import { leastFrom, lineBelow, type Prices } from '../bands.ts'
import { assign } from './assign.ts'
import { boundOf, CLOSED, OPENED, TOLERANCE } from './bound.ts'
import { nextOf } from './branch.ts'
import { coreOf, PARCEL, type Core } from './core.ts'
import { solveLattice } from './lattice.ts'
import { solveLinear } from './linear.ts'
import { costOf, type Banded, type Problem, type Solution } from './problem.ts'
import { bestSingle } from './single.ts'
import { isAllowed, withoutSpare, withSpare, type BandedProblem, type Rules } from './spare.ts'
import { isUsedUp, spend, withShare, type Work } from './work.ts'

/** Search states after which the best found is taken with its proven gap. */
const STATES_MAX = 500
/** How far a first plan is looked for. */
const FIRST = { cells: 2 ** 16, steps: 500_000 }
/** Of the work that is left so much is for one problem. */
const SHARE = 1 / 8
/** What looking at a set takes for each cell. */
const SET = 60
/** What is looked at once for each cell. */
const ONCE = 100

/** The group, the linear one below it, and what is found. */
export type Search = {
  problem: Problem
  banded: Banded
  rules: Rules
  under: Problem
  /** The same as the bound sees it. */
  core: Core
  /** Per node, what a microgram costs more on its line. */
  slopes: readonly number[]
  /** How much less than its parts the rounded cost of a parcel may be: 0 where none is rounded. */
  slack: number
  /** By so much rounding can make a plan cheaper that was passed over between two others. */
  passed: number
  best: Solution | undefined
  states: number
  /** Those of `assign`. */
  steps: number
  /** The least that a plan can cost where the search has not looked. */
  lowestLeft: number
  work: Work | undefined
}

/**
 * The cheapest way to serve a group where each parcel pays by the band of its weight. Mostly one
 * parcel is cheaper than any two can be; else, where the group is small, all contents of parcels
 * are looked at. Undefined where no plan serves what must be served.
 */
export function solveBanded(whole: Problem, banded: Banded, work?: Work): Solution | undefined {
  spend(work, ONCE * whole.nodes.length * whole.demand.length)
  const { problem, rules } = withSpare(whole, banded)
  const single = bestSingle(problem)
  const isProven = single && single.cost <= leastOfSplits(problem)
  const found = isProven ? single : splitsIn(problem, rules, single, work)
  return found && withoutSpare(whole, found)
}

function splitsIn(
  problem: BandedProblem,
  rules: Rules,
  single: Solution | undefined,
  work: Work | undefined,
): Solution | undefined {
  const look = (own?: Work) => solveSplits(problem, rules, single, own)
  return work ? withShare(work, SHARE, look) : look()
}

function solveSplits(
  problem: BandedProblem,
  rules: Rules,
  single: Solution | undefined,
  work: Work | undefined,
): Solution | undefined {
  const small = solveLattice(problem, rules, single, work)
  if (small?.gap === 0) return small
  const found = solveSets(problem, rules, small ?? single, work)
  if (!small || !found) return found
  // Both have proven something: what is dearer of it counts.
  return { ...found, gap: Math.min(found.gap, found.cost - (small.cost - small.gap)) }
}

/**
 * For larger groups. The prices of a node are bounded from below by a straight line over the
 * weights it may send; with that the group is a linear one, whose bounds hold here too. The search
 * goes over sets of nodes that all give something; `assign` finds the cheapest split of the units
 * over a set at the true prices.
 */
export function solveSets(
  problem: BandedProblem,
  rules: Rules,
  known: Solution | undefined,
  work?: Work,
): Solution | undefined {
  const { under, slopes } = linearBelow(problem)
  const first = firstOf(problem, rules, under, work)
  const core = coreOf(under)
  const search: Search = {
    problem,
    banded: problem.banded,
    rules,
    under,
    core,
    slopes,
    slack: slackOf(problem),
    passed: 0,
    best: known && known.cost <= (first?.cost ?? Infinity) ? known : first,
    states: 0,
    steps: 0,
    lowestLeft: Infinity,
    work,
  }
  branch(search, new Uint8Array(core.nodes.length))
  const { best, passed } = search
  return (
    best && { ...best, gap: Math.max(passed, best.cost - Math.min(best.cost, leastIn(search))) }
  )
}

/** The least that a plan can be paid where the search has not looked: what is paid is whole. */
function leastIn({ core, rules, lowestLeft }: Search): number {
  const units = core.lines.reduce((sum, { demand }) => sum + demand, 0)
  // In the bound each parcel counts a little, and what a spare node gives: of equal plans that with
  // fewer is found.
  const counted = PARCEL * Math.min(core.nodes.length, units, rules.packages + 1)
  return Math.ceil(lowestLeft - counted - TOLERANCE)
}

/** The best plan at the prices below, at what it really costs. */
function firstOf(
  problem: BandedProblem,
  rules: Rules,
  under: Problem,
  work: Work | undefined,
): Solution | undefined {
  const plan = solveLinear(under, FIRST, work)
  if (!plan || !isAllowed(problem, rules, plan.quantities)) return undefined
  return { ...costOf(problem, plan.quantities), quantities: plan.quantities, gap: 0 }
}

function branch(search: Search, side: Uint8Array): void {
  const { core, rules } = search
  const bound = boundOf(core, side)
  if (!bound) return
  const nodes = side.reduce((count, is) => (is === CLOSED ? count : count + 1), 0)
  const least = bound.cost - search.slack * nodes
  if (least > (search.best?.cost ?? Infinity) - 0.5) return
  search.states += 1
  spend(search.work, SET * core.units.length)
  if (search.states > STATES_MAX || isUsedUp(search.work)) {
    search.lowestLeft = Math.min(search.lowestLeft, least)
    return
  }
  // The bound lies below the true prices: also nodes that are dear by it may make a plan cheaper.
  const next = nextOf(core, side, bound)
  if (next === undefined) return
  const more = side.with(next, OPENED)
  const opened = core.nodes.filter((_, at) => more[at] === OPENED)
  if (opened.filter((node) => node !== rules.spare).length <= rules.packages) {
    assign(search, opened)
    branch(search, more)
  }
  branch(search, side.with(next, CLOSED))
}

/** What two parcels or more cost at least: the two cheapest, each unit where it is cheapest. */
function leastOfSplits(problem: BandedProblem): number {
  const { bands, prices } = problem.banded
  let first = Infinity
  let second = Infinity
  // Nodes in the same zones have the same list.
  const known = new Map<Prices, number>()
  problem.nodes.forEach(({ fixed }, node) => {
    const list = prices[node]!
    let parcel = known.get(list)
    if (parcel === undefined) known.set(list, (parcel = leastFrom(bands, list, 0)))
    const least = fixed + parcel
    if (least < first) [first, second] = [least, first]
    else if (least < second) second = least
  })
  let cost = first + second - slackOf(problem) * problem.nodes.length
  problem.demand.forEach((wanted, sku) => {
    let cheapest = Infinity
    problem.unit[sku]!.forEach((unit, node) => {
      if (problem.available[sku]![node]! > 0 && unit < cheapest) cheapest = unit
    })
    if (wanted > 0) cost += cheapest * wanted
  })
  return cost
}

function slackOf({ unit, demand }: Problem): number {
  return unit.every((row) => row.every(Number.isInteger)) ? 0 : 0.5 * demand.length
}

function linearBelow(problem: BandedProblem): { under: Problem; slopes: number[] } {
  const { bands, weight, prices } = problem.banded
  const lines = problem.nodes.map((_, node) => {
    let lightest = Infinity
    let heaviest = 0
    problem.demand.forEach((wanted, sku) => {
      const most = Math.min(wanted, problem.available[sku]![node]!)
      if (most <= 0) return
      lightest = Math.min(lightest, weight[sku]!)
      heaviest += weight[sku]! * most
    })
    if (heaviest === 0) return { start: leastFrom(bands, prices[node]!, 0), slope: 0 }
    return lineBelow(bands, prices[node]!, { lightest, heaviest })
  })
  const under = {
    demand: problem.demand,
    available: problem.available,
    nodes: problem.nodes.map(({ fixed }, node) => ({ fixed: fixed + lines[node]!.start })),
    unit: problem.unit.map((row, sku) =>
      row.map((unit, node) => unit + lines[node]!.slope * weight[sku]!),
    ),
  }
  return { under, slopes: lines.map(({ slope }) => slope) }
}
