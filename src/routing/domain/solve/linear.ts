import { boundOf, TOLERANCE, type Bound } from './bound.ts'
import { branchAndBound, type Searched } from './branch.ts'
import { coreOf, merge, mostOf, PARCEL, type Core } from './core.ts'
import { costOf, isBetter, type Problem, type Solution } from './problem.ts'
import { bestSingle, leastOfSplits } from './single.ts'
import { digitsOf, solveTable, type Given } from './table.ts'

/** How far is looked: cells of the table, steps of branch and bound. */
export type Limits = { cells: number; steps: number }

export const LIMITS: Limits = { cells: 2 ** 20, steps: 4_000_000 }

/** Nodes among which a first plan is looked for. */
const FEW = 8

/**
 * The cheapest way to serve a group: which nodes to open (each costs `fixed` once) and how much of
 * each SKU every one gives. One parcel is mostly proven best at once. Else a lower bound says which
 * nodes can be in a better plan than the best known; over these the optimum is looked up in a table
 * of all that can be served, or, where that would be too large, by branch and bound. Undefined
 * where no plan serves what must be served.
 */
export function solveLinear(problem: Problem, limits: Limits = LIMITS): Solution | undefined {
  const single = bestSingle(problem)
  if (problem.maxPackages !== undefined && problem.maxPackages <= 1) return single
  if (single && single.cost <= leastOfSplits(problem)) return single
  const core = coreOf(problem)
  const bound = boundOf(core, new Uint8Array(core.nodes.length))
  if (!bound) return undefined
  const known = single && { quantities: single.quantities, cost: exactCost(problem, single) }
  const { best, lowestLeft } = widen(core, bound, known, limits)
  return best && solutionOf(problem, best, lowestLeft, single)
}

/**
 * First the nodes that the bound likes best, then twice as many, until no other can be in a better
 * plan: what the first few find leaves most of the others out.
 */
function widen(core: Core, bound: Bound, known: Known | undefined, limits: Limits): Best {
  const { problem, nodes } = core
  const { slack } = bound
  const order = nodes.map((_, at) => at).toSorted((a, b) => slack[a]! - slack[b]! || a - b)
  let best: Best = { best: known, lowestLeft: Infinity }
  let count = Math.min(FEW, order.length)
  let { steps } = limits
  for (;;) {
    const among = order.slice(0, count).map((at) => nodes[at]!)
    const sorted = among.toSorted((a, b) => a - b)
    // Half of what is left, so that there is some for the next.
    const most = Math.ceil(steps / 2)
    const searched = search(problem, sorted, best.best, { ...limits, steps: most })
    steps -= most - Math.max(0, searched.steps)
    best = better(problem, best.best, searched)
    const limit = (best.best?.cost ?? Infinity) + TOLERANCE
    const isLeft = (at: number) => bound.cost + Math.max(0, slack[at]!) <= limit
    const left = order.reduce((sum, at) => (isLeft(at) ? sum + 1 : sum), 0)
    if (left <= count) return best
    count = Math.min(2 * count, left)
  }
}

type Known = { quantities: number[][]; cost: number }
type Best = { best: Known | undefined; lowestLeft: number }

/** Looks for the best plan of some nodes; what is no better than what is known may be left out. */
function search(
  problem: Problem,
  nodes: number[],
  known: Known | undefined,
  { cells, steps }: Limits,
): Searched & { core: Core } {
  let core = coreOf(problem, nodes)
  const cellsOf = () => digitsOf(core).states * core.nodes.length
  if (cellsOf() > cells) core = merge(core)
  if (cellsOf() <= cells) {
    return { core, found: solveTable(core, digitsOf(core)), lowestLeft: Infinity, steps }
  }
  return { core, ...branchAndBound(core, known?.cost ?? Infinity, steps) }
}

function better(
  problem: Problem,
  known: Known | undefined,
  { core, found, lowestLeft }: Searched & { core: Core },
): Best {
  if (!found || (known && known.cost < found.cost)) return { best: known, lowestLeft }
  return { best: { cost: found.cost, quantities: quantitiesOf(problem, core, found) }, lowestLeft }
}

function quantitiesOf(problem: Problem, core: Core, { gives }: Given): number[][] {
  const quantities = problem.demand.map(() => problem.nodes.map(() => 0))
  core.lines.forEach(({ skus, isThing }, line) => {
    core.nodes.forEach((node, at) => {
      const given = gives[at]![line]!
      if (given === 0) return
      for (const sku of skus) {
        quantities[sku]![node] = isThing ? mostOf(problem, sku, node) : given
      }
    })
  })
  return quantities
}

/** What a plan costs before parts are rounded to whole units of cost, as the search counts it. */
function exactCost(problem: Problem, { quantities, opened }: Solution): number {
  let cost = 0
  for (const node of opened) cost += problem.nodes[node]!.fixed + PARCEL
  quantities.forEach((row, sku) => {
    let left = problem.demand[sku]!
    row.forEach((units, node) => {
      left -= units
      cost += problem.unit[sku]![node]! * units
    })
    if (left > 0) cost += problem.unfilled![sku]! * left
  })
  return cost
}

/** Rounded as it is paid; where rounding makes one parcel no dearer, one parcel is taken. */
function solutionOf(
  problem: Problem,
  { quantities, cost }: Known,
  lowestLeft: number,
  single: Solution | undefined,
): Solution {
  const gap = Math.ceil(Math.max(0, cost - Math.min(cost, lowestLeft) - TOLERANCE))
  const plan = costOf(problem, quantities)
  if (single && !isBetter(plan.cost, plan.opened, single)) return { ...single, gap }
  return { ...plan, quantities, gap }
}
