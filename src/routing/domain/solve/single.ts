import { costAlone, costOf, partCost, type Problem, type Solution } from './problem.ts'

/**
 * The cheapest plan of at most one parcel; undefined where all must be served and no node can.
 */
export function bestSingle(problem: Problem): Solution | undefined {
  if (problem.demand.every((wanted) => wanted === 0)) {
    return planOf(problem, undefined, problem.demand)
  }
  const mayLack = problem.unfilled !== undefined && !problem.banded
  let best: number | undefined
  let least = Infinity
  for (let node = 0; node < problem.nodes.length; node += 1) {
    const cost = mayLack ? costOfSome(problem, node) : (costAlone(problem, node) ?? Infinity)
    if (cost >= least) continue
    best = node
    least = cost
  }
  const nothing = costOfNothing(problem)
  if (nothing < Infinity && nothing <= least) return planOf(problem, undefined, problem.demand)
  if (best === undefined) return undefined
  return mayLack ? servedFrom(problem, best) : planOf(problem, best, problem.demand)
}

function costOfNothing({ demand, unfilled }: Problem): number {
  if (!unfilled) return Infinity
  return demand.reduce((sum, wanted, sku) => sum + partCost(unfilled[sku]!, wanted), 0)
}

/**
 * What every plan of two parcels or more costs at least: the two cheapest parcels, and each unit
 * where it is cheapest. Most groups end here: one parcel is then proven best.
 */
export function leastOfSplits({ nodes, demand, available, unit, unfilled }: Problem): number {
  let first = Infinity
  let second = Infinity
  for (const { fixed } of nodes) {
    if (fixed < first) [first, second] = [fixed, first]
    else if (fixed < second) second = fixed
  }
  let cost = first + second
  for (let sku = 0; sku < demand.length; sku += 1) {
    let cheapest = unfilled?.[sku] ?? Infinity
    const there = available[sku]!
    const price = unit[sku]!
    for (let node = 0; node < price.length; node += 1) {
      if (price[node]! < cheapest && there[node]! > 0) cheapest = price[node]!
    }
    if (demand[sku]! > 0) cost += cheapest * demand[sku]!
  }
  return cost
}

/** The same as `servedFrom` costs, without making the plan; a cap that binds is left to it. */
function costOfSome(problem: Problem, node: number): number {
  const { demand, available, unit, unfilled, maxPackages } = problem
  if (maxPackages === 0) return Infinity
  const { fixed, capUnits = Infinity } = problem.nodes[node]!
  let cost = fixed
  let units = 0
  for (let sku = 0; sku < demand.length; sku += 1) {
    const price = unit[sku]![node]!
    const penalty = unfilled![sku]!
    const take = price < penalty ? Math.min(demand[sku]!, available[sku]![node]!) : 0
    units += take
    cost += partCost(price, take) + partCost(penalty, demand[sku]! - take)
  }
  if (units > capUnits) return servedFrom(problem, node).cost
  return units === 0 ? Infinity : cost
}

/** One node gives what is cheaper there than unfilled, what saves most a unit first. */
function servedFrom(problem: Problem, node: number): Solution {
  const { demand, available, unit, unfilled } = problem
  let left = problem.nodes[node]!.capUnits ?? Infinity
  const saves = (sku: number) => unfilled![sku]! - unit[sku]![node]!
  const taken = demand.map(() => 0)
  const skus = demand.map((_, sku) => sku).toSorted((a, b) => saves(b) - saves(a) || a - b)
  for (const sku of skus) {
    if (saves(sku) <= 0) break
    taken[sku] = Math.min(demand[sku]!, available[sku]![node]!, left)
    left -= taken[sku]!
  }
  return planOf(problem, node, taken)
}

function planOf(problem: Problem, node: number | undefined, units: readonly number[]): Solution {
  const quantities = units.map((taken) => {
    const row = problem.nodes.map(() => 0)
    if (node !== undefined) row[node] = taken
    return row
  })
  return { ...costOf(problem, quantities), quantities, gap: 0 }
}
