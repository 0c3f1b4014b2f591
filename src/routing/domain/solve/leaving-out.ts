import { priceOf } from '../bands.ts'
import { costOf, weightOf, type Problem, type Solution } from './problem.ts'
import { withShare, type Work } from './work.ts'

/** Of all lines together a plan is counted in parts of a unit of cost up to here. */
const COUNTED = 2 ** 40

/**
 * The problem in which as much is served as can be, where not all can: each unit that is left out
 * is dearer than all that any plan costs otherwise. Lines count alike, whatever a unit of them is;
 * what is several of them counts as these do.
 */
export function leavingOut(problem: Problem): Problem {
  const { demand, linesIn = demand.map(() => 1) } = problem
  const dearest = dearestOf(problem)
  const lines = demand.reduce((sum, units, sku) => sum + (units > 0 ? linesIn[sku]! : 0), 0)
  const largest = Math.max(1, ...demand)
  // Of what is measured finely, where a plan could no longer be counted exactly, less will do.
  const line = Math.max(dearest, Math.min(dearest * largest, COUNTED / lines))
  const unfilled = demand.map((units, sku) => {
    return units === 0 ? 0 : Math.ceil((line * linesIn[sku]!) / units)
  })
  return { ...problem, unfilled }
}

/**
 * More than any two plans differ by in what they cost, but for what they leave out; twice what the
 * dearest costs, as wishes make some cost less than nothing.
 */
function dearestOf(problem: Problem): number {
  const { nodes, demand, available, unit, unfilled } = problem
  const wanted = demand.reduce((sum, units) => sum + units, 0)
  const parcels = nodes
    .map(({ fixed }, node) => Math.abs(fixed) + dearestCarriage(problem, node))
    .toSorted((a, b) => b - a)
    .slice(0, Math.min(wanted, problem.maxPackages ?? Infinity))
  let sum = parcels.reduce((all, one) => all + one, 1)
  demand.forEach((units, sku) => {
    let most = 0
    unit[sku]!.forEach((cost, node) => {
      if (available[sku]![node]! > 0) most = Math.max(most, Math.abs(cost))
    })
    const penalty = unfilled?.[sku] ?? Infinity
    sum += units * most + (penalty < Infinity ? units * Math.abs(penalty) : 0) + 1
  })
  return Math.ceil(2 * sum)
}

function dearestCarriage({ banded, demand }: Problem, node: number): number {
  if (!banded) return 0
  const own = banded.prices[node]!
  const whole = priceOf(banded.bands, own, weightOf(banded.weight, demand))
  return Math.max(whole, ...own.prices.map(Math.abs))
}

type Solver = (problem: Problem, work?: Work) => Solution | undefined

/** As much as can be served, at least cost. Where that is not sure, nothing is proven. */
export function mostOf(problem: Problem, solver: Solver, work?: Work): Solution | undefined {
  const found = solver(leavingOut(problem), work)
  if (!found) return undefined
  const { quantities, gap } = found
  const isAll = problem.demand.every((wanted, sku) => {
    return quantities[sku]!.reduce((sum, units) => sum + units, 0) === wanted
  })
  return { ...costOf(problem, quantities), quantities, gap: gap > 0 && !isAll ? -1 : gap }
}

/** All of it at least cost where that can be, else as much as can, with the same work. */
export function allOrMost(problem: Problem, solver: Solver, work?: Work): Solution | undefined {
  // Where days have little room both are looked for in the same way: once will do.
  if (problem.rooms && !problem.unfilled) return mostOf(problem, solver, work)
  const all = work ? withShare(work, 1 / 2, (own) => solver(problem, own)) : solver(problem)
  return all ?? mostOf(problem, solver, work)
}
