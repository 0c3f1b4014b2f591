import { boundOf, TOLERANCE, type Bound } from './bound.ts'
import { branchAndBound, type Searched } from './branch.ts'
import { coreOf, merge, mostOf, PARCEL, type Core } from './core.ts'
import { costOf, isBetter, type Problem, type Solution } from './problem.ts'
import { bestSingle, leastOfSplits } from './single.ts'
import { digitsOf, solveTable, sumsOf, type Given } from './table.ts'
import { spend, timesIn, withShare, type Work } from './work.ts'

/** How far is looked: cells of the table, steps of branch and bound. */
export type Limits = { cells: number; steps: number }

export const LIMITS: Limits = { cells: 2 ** 20, steps: 4_000_000 }

/**
 * So many sums of a table are no slower than branch and bound, which is exact as well where no caps
 * bind: what is cut to length is wanted in hundreds of units.
 */
const SUMS = 2 ** 20

/** Nodes among which a first plan is looked for. */
const FEW = 8

/** Of the work that is left so much is for one problem. */
const SHARE = 1 / 8
/** What a step of branch and bound takes, and whatever is looked at once for each cell. */
const STEP = 40
const ONCE = 60

/**
 * The cheapest way to serve a group: which nodes to open (each costs `fixed` once) and how much of
 * each SKU every one gives. One parcel is mostly proven best at once. Else a lower bound says which
 * nodes can be in a better plan than the best known; over these the optimum is looked up in a table
 * of all that can be served, or, where that would be too large, by branch and bound. Undefined
 * where no plan serves what must be served. `work`: what there is for this and others together.
 */
export function solveLinear(
  problem: Problem,
  limits: Limits = LIMITS,
  work?: Work,
): Solution | undefined {
  spend(work, ONCE * problem.nodes.length * problem.demand.length)
  const look = (own?: Work) => solveWithWork(problem, limits, own)
  return work ? withShare(work, SHARE, look) : look()
}

function solveWithWork(problem: Problem, limits: Limits, work?: Work): Solution | undefined {
  const single = bestSingle(problem)
  if (problem.maxPackages !== undefined && problem.maxPackages <= 1) return single
  if (single && single.cost <= leastOfSplits(problem)) return single
  const core = coreOf(problem)
  const bound = boundOf(core, new Uint8Array(core.nodes.length))
  if (!bound) return undefined
  const known = single && { quantities: single.quantities, cost: exactCost(problem, single) }
  const { best, lowestLeft } = widen(core, bound, { known, limits, work })
  return best && solutionOf(problem, best, lowestLeft, single)
}

/**
 * First the nodes that the bound likes best, then twice as many, until no other can be in a better
 * plan: what the first few find leaves most of the others out.
 */
function widen(
  core: Core,
  bound: Bound,
  { known, limits, work }: { known: Known | undefined; limits: Limits; work: Work | undefined },
): Best {
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
    const searched = search(problem, sorted, best.best, { ...limits, steps: most, work })
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
  { cells, steps, work }: Limits & { work: Work | undefined },
): Searched & { core: Core } {
  let core = coreOf(problem, nodes)
  const cellsOf = () => digitsOf(core).states * core.nodes.length
  if (cellsOf() > cells) core = merge(core)
  const isCapped = core.cap.some((cap) => cap < Infinity)
  if (cellsOf() <= cells && (isCapped || cellsOf() * largestOf(core) <= SUMS)) {
    const sums = sumsOf(core, digitsOf(core))
    if (!work || sums <= work.left) {
      spend(work, sums)
      return { core, found: solveTable(core, digitsOf(core)), lowestLeft: Infinity, steps }
    }
  }
  // So many that there is a first plan.
  const fewest = Math.min(steps, FEW * core.units.length)
  const most = Math.max(fewest, timesIn(work, STEP, steps))
  const searched = branchAndBound(core, known?.cost ?? Infinity, most)
  const taken = most - Math.max(0, searched.steps)
  spend(work, STEP * taken)
  return { core, ...searched, steps: steps - taken }
}

/** Units of the line of which most are wanted. */
function largestOf({ lines }: Core): number {
  return lines.reduce((most, { demand }) => Math.max(most, demand), 1)
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
