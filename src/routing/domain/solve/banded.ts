import { leastFrom, lineBelow, type Prices } from '../bands.ts'
import { assign } from './assign.ts'
import { solveLattice } from './lattice.ts'
import { bestSingle, nodesByUse, solveLinear, type Solution } from './linear.ts'
import { costOf, relaxed, type Banded, type Problem } from './problem.ts'

/** Search states after which the best found is taken with its proven gap. */
const STATES_MAX = 500

/** The group, the linear one below it, and what is found. */
export type Search = {
  problem: Problem
  banded: Banded
  under: Problem
  /** Per node, what a microgram costs more on its line. */
  slopes: readonly number[]
  /** How much less than its parts the rounded cost of a parcel may be: 0 where none is rounded. */
  slack: number
  /** By so much rounding can make a plan cheaper that was passed over between two others. */
  passed: number
  best: Solution
  states: number
  /** Those of `assign`. */
  steps: number
  /** The least that a plan can cost where the search has not looked. */
  lowestLeft: number
}

/**
 * The cheapest way to serve a group where each parcel pays by the band of its weight. Mostly one
 * parcel is cheaper than any two can be; else, where the group is small, all contents of parcels
 * are looked at.
 */
export function solveBanded(problem: Problem, banded: Banded): Solution {
  const single = bestSingle(problem)
  if (single && single.cost <= leastOfSplits(problem, banded)) return single
  const small = solveLattice(problem, banded, single)
  if (small?.gap === 0) return small
  const found = solveSets(problem, banded, small ?? single)
  if (!small) return found
  // Both have proven something: what is dearer of it counts.
  return { ...found, gap: Math.min(found.gap, found.cost - (small.cost - small.gap)) }
}

/**
 * For larger groups. The prices of a node are bounded from below by a straight line over the
 * weights it may send; with that the group is a linear one, whose bounds hold here too. The search
 * goes over sets of nodes that all give something; `assign` finds the cheapest split of the units
 * over a set at the true prices.
 */
export function solveSets(problem: Problem, banded: Banded, known: Solution | undefined): Solution {
  const { under, slopes } = linearBelow(problem, banded)
  const { quantities } = solveLinear(under, STATES_MAX)
  const first = { ...costOf(problem, quantities), quantities, gap: 0 }
  const search: Search = {
    problem,
    banded,
    under,
    slopes,
    slack: slackOf(problem),
    passed: 0,
    best: known && known.cost <= first.cost ? known : first,
    states: 0,
    steps: 0,
    lowestLeft: Infinity,
  }
  branch(search, [], nodesByUse(problem))
  const { best, lowestLeft, passed } = search
  return { ...best, gap: Math.max(passed, best.cost - Math.min(best.cost, lowestLeft)) }
}

function branch(search: Search, opened: number[], undecided: number[]): void {
  const bound = relaxed(search.under, opened, undecided)
  if (!bound) return
  const least = bound.cost - search.slack * (opened.length + undecided.length)
  if (least > search.best.cost - 0.5) return
  search.states += 1
  if (search.states > STATES_MAX) {
    search.lowestLeft = Math.min(search.lowestLeft, least)
    return
  }
  // The bound lies below the true prices: nodes it does not use may still make a plan cheaper.
  const next = bound.mostUsed ?? undecided[0]
  if (next === undefined) return
  const rest = undecided.filter((node) => node !== next)
  const more = [...opened, next].toSorted((a, b) => a - b)
  assign(search, more)
  branch(search, more, rest)
  branch(search, opened, rest)
}

/** What two parcels or more cost at least: the two cheapest, each unit where it is cheapest. */
function leastOfSplits(problem: Problem, { bands, prices }: Banded): number {
  let first = Infinity
  let second = Infinity
  // Nodes in the same zones have the same list.
  const known = new Map<Prices, number>()
  problem.nodes.forEach(({ fixed }, node) => {
    const list = prices[node]!
    const parcel = known.get(list) ?? leastFrom(bands, list, 0)
    known.set(list, parcel)
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

function linearBelow(
  problem: Problem,
  { bands, weight, prices }: Banded,
): { under: Problem; slopes: number[] } {
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
