import { boundOf, costAlone, fill, type Problem } from './problem.ts'

/** Units of each SKU from each node; `gap` is what the cost may be above the optimum at most. */
export type Solution = { cost: number; quantities: number[][]; opened: number[]; gap: number }

/** Search states after which the best found is taken with its proven gap. */
const STATES_MAX = 50_000

/**
 * The cheapest way to serve a group: which nodes to open (each costs `fixed` once) and how much of
 * each SKU every one gives (unit costs are linear). Once the opened nodes are known, each SKU takes
 * the cheapest units first, so the search is over sets of nodes only, whatever the quantities.
 *
 * Branch and bound, exact: a node is opened or closed, the dearest decisions first, and a branch is
 * left where its lower bound is no better than the best plan. The bound spreads a node's fixed cost
 * over the most it could give (the linear relaxation of the fixed-charge problem; see Balinski
 * 1961, "Fixed-cost transportation problems"). Of equal plans that it meets, the one with fewer
 * parcels is kept, then the one with the earlier nodes: the same input always gives the same plan.
 *
 * Demand must be coverable; the caller trims it to what is available.
 */
export function solveLinear(problem: Problem, statesMax = STATES_MAX): Solution {
  if (problem.demand.every((wanted) => wanted === 0)) {
    return { cost: 0, quantities: fill(problem, [])!.quantities, opened: [], gap: 0 }
  }
  const single = bestSingle(problem)
  if (single && single.cost <= leastOfSplits(problem)) return single
  const start = single ?? openAll(problem)
  const search = { problem, best: start, states: 0, statesMax, lowestLeft: Infinity }
  const undecided = nodesByUse(problem)
  branch(search, [], undecided)
  const gap = Math.max(0, search.best.cost - Math.min(search.best.cost, search.lowestLeft))
  return { ...search.best, gap }
}

type Search = {
  problem: Problem
  best: Solution
  states: number
  statesMax: number
  lowestLeft: number
}

function branch(search: Search, opened: number[], undecided: number[]): void {
  const { problem } = search
  const bound = boundOf(problem, opened, undecided)
  if (!bound || bound.cost > search.best.cost - 0.5) return
  search.states += 1
  if (search.states > search.statesMax) {
    search.lowestLeft = Math.min(search.lowestLeft, bound.cost)
    return
  }
  const plan = fill(problem, opened)
  if (plan) keepBetter(search, plan, opened)
  const next = bound.mostUsed
  if (next === undefined) return
  const rest = undecided.filter((node) => node !== next)
  branch(
    search,
    [...opened, next].toSorted((a, b) => a - b),
    rest,
  )
  branch(search, opened, rest)
}

function keepBetter(search: Search, plan: { cost: number; quantities: number[][] }, set: number[]) {
  // Only nodes that give something count as opened.
  const opened = set.filter((node) => plan.quantities.some((row) => row[node]! > 0))
  const unused = set.length - opened.length
  const spared = set
    .filter((node) => !opened.includes(node))
    .reduce((sum, node) => sum + search.problem.nodes[node]!.fixed, 0)
  const cost = unused === 0 ? plan.cost : plan.cost - spared
  if (isBetter(cost, opened, search.best)) {
    search.best = { cost, quantities: plan.quantities, opened, gap: 0 }
  }
}

export function isBetter(
  cost: number,
  opened: readonly number[],
  best: Pick<Solution, 'cost' | 'opened'>,
): boolean {
  if (cost !== best.cost) return cost < best.cost
  if (opened.length !== best.opened.length) return opened.length < best.opened.length
  const at = opened.findIndex((node, i) => node !== best.opened[i])
  return at >= 0 && opened[at]! < best.opened[at]!
}

/** The cheapest node that can serve everything alone. */
export function bestSingle(problem: Problem): Solution | undefined {
  let best: number | undefined
  let least = Infinity
  problem.nodes.forEach((_, node) => {
    const cost = costAlone(problem, node)
    if (cost === undefined || cost >= least) return
    best = node
    least = cost
  })
  if (best === undefined) return undefined
  return { ...fill(problem, [best])!, cost: least, opened: [best], gap: 0 }
}

/**
 * What every plan of two parcels or more costs at least: the two cheapest parcels, and each unit
 * where it is cheapest. Most groups end here: one parcel is then proven best (ROUTING.md 4.3).
 */
function leastOfSplits(problem: Problem): number {
  let first = Infinity
  let second = Infinity
  for (const { fixed } of problem.nodes) {
    if (fixed < first) [first, second] = [fixed, first]
    else if (fixed < second) second = fixed
  }
  let cost = first + second
  problem.demand.forEach((wanted, sku) => {
    let cheapest = Infinity
    problem.unit[sku]!.forEach((unit, node) => {
      if (problem.available[sku]![node]! > 0 && unit < cheapest) cheapest = unit
    })
    if (wanted > 0) cost += cheapest * wanted - 0.5
  })
  return cost
}

/** Every node opened: dear, but a plan; where even that is none, the demand was not trimmed. */
function openAll(problem: Problem): Solution {
  const all = problem.nodes.map((_, node) => node)
  const plan = fill(problem, all)
  if (!plan) throw new Error('the demand of a group is more than its candidates have')
  const opened = all.filter((node) => plan.quantities.some((row) => row[node]! > 0))
  const unused = all.filter((node) => !opened.includes(node))
  const spared = unused.reduce((sum, node) => sum + problem.nodes[node]!.fixed, 0)
  return { cost: plan.cost - spared, quantities: plan.quantities, opened, gap: 0 }
}

export function nodesByUse(problem: Problem): number[] {
  return problem.nodes
    .map((_, node) => node)
    .filter((node) =>
      problem.available.some((row, sku) => row[node]! > 0 && problem.demand[sku]! > 0),
    )
}
