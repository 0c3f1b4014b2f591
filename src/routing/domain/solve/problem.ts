import { priceOf, type Prices } from '../bands.ts'

/**
 * One group as numbers, costs in 1e-4 of the major currency unit: `demand[sku]` and
 * `available[sku][node]` in base units, `unit[sku][node]` a base unit's cost there, `fixed` a
 * parcel's.
 */
export type Problem = {
  nodes: readonly { fixed: number }[]
  demand: readonly number[]
  available: readonly (readonly number[])[]
  unit: readonly (readonly number[])[]
  /** Where a parcel's price goes by its weight: it is paid besides `fixed` and `unit`. */
  banded?: Banded
}

/** The bands, what a base unit of each SKU weighs in whole micrograms, the prices of each node. */
export type Banded = {
  bands: readonly number[]
  weight: readonly number[]
  prices: readonly Prices[]
}

/**
 * Serves the demand from the opened nodes, cheapest units first; undefined where they lack some.
 */
export function fill(
  problem: Problem,
  opened: readonly number[],
): { cost: number; quantities: number[][] } | undefined {
  let cost = opened.reduce((sum, node) => sum + problem.nodes[node]!.fixed, 0)
  const quantities: number[][] = []
  for (let sku = 0; sku < problem.demand.length; sku += 1) {
    const row = problem.nodes.map(() => 0)
    const price = problem.unit[sku]!
    let left = problem.demand[sku]!
    for (const node of byPrice(opened, price)) {
      const take = Math.min(left, problem.available[sku]![node]!)
      row[node] = take
      left -= take
      cost += partCost(price[node]!, take)
      if (left === 0) break
    }
    if (left > 0) return undefined
    quantities.push(row)
  }
  return { cost, quantities }
}

/** What serving all demand from one node costs; undefined where it lacks some. */
export function costAlone(problem: Problem, node: number): number | undefined {
  let cost = problem.nodes[node]!.fixed
  for (let sku = 0; sku < problem.demand.length; sku += 1) {
    const wanted = problem.demand[sku]!
    if (problem.available[sku]![node]! < wanted) return undefined
    cost += partCost(problem.unit[sku]![node]!, wanted)
  }
  return problem.banded ? cost + carriageOf(problem.banded, node, problem.demand) : cost
}

/** The price of one parcel by its weight: so many units of each SKU from a node. */
export function carriageOf(
  { bands, weight, prices }: Banded,
  node: number,
  units: readonly number[],
): number {
  return priceOf(bands, prices[node]!, weightOf(weight, units))
}

/** In micrograms. */
export function weightOf(weight: readonly number[], units: readonly number[]): number {
  let sum = 0
  for (let sku = 0; sku < units.length; sku += 1) sum += weight[sku]! * units[sku]!
  return sum
}

/** What a plan costs, and the nodes that give something. */
export function costOf(
  problem: Problem,
  quantities: readonly (readonly number[])[],
): { cost: number; opened: number[] } {
  let cost = 0
  const opened: number[] = []
  problem.nodes.forEach(({ fixed }, node) => {
    const units = quantities.map((row) => row[node]!)
    if (units.every((quantity) => quantity === 0)) return
    opened.push(node)
    cost += fixed + (problem.banded ? carriageOf(problem.banded, node, units) : 0)
    units.forEach((quantity, sku) => {
      cost += partCost(problem.unit[sku]![node]!, quantity)
    })
  })
  return { cost, opened }
}

/** What some units cost: rounded once, where a part becomes money. */
export function partCost(unit: number, quantity: number): number {
  return Math.round(unit * quantity)
}

/**
 * A lower bound on every plan that opens `opened` and perhaps some of `undecided`, and the
 * undecided node that the relaxed plan uses most; undefined where no such plan serves the demand.
 */
export function boundOf(
  problem: Problem,
  opened: readonly number[],
  undecided: readonly number[],
): Bound | undefined {
  const bound = relaxed(problem, opened, undecided)
  if (!bound) return undefined
  // Rounding of parts to whole units of cost can make a plan cheaper by half a unit a part.
  const nodes = Math.min(opened.length + undecided.length, 2)
  return { ...bound, cost: bound.cost - 0.5 * problem.demand.length * nodes }
}

export type Bound = { cost: number; mostUsed: number | undefined }

/** The same before rounding: what the relaxed plan costs. */
export function relaxed(
  problem: Problem,
  opened: readonly number[],
  undecided: readonly number[],
): Bound | undefined {
  const share = problem.nodes.map(() => 0)
  for (const node of undecided) {
    const most = problem.demand.reduce(
      (sum, wanted, sku) => sum + Math.min(wanted, problem.available[sku]![node]!),
      0,
    )
    share[node] = most === 0 ? 0 : problem.nodes[node]!.fixed / most
  }
  const nodes = [...opened, ...undecided]
  const used = problem.nodes.map(() => 0)
  let cost = opened.reduce((sum, node) => sum + problem.nodes[node]!.fixed, 0)
  for (let sku = 0; sku < problem.demand.length; sku += 1) {
    const price = problem.unit[sku]!.map((unit, node) => unit + share[node]!)
    let left = problem.demand[sku]!
    for (const node of byPrice(nodes, price)) {
      const take = Math.min(left, problem.available[sku]![node]!)
      left -= take
      cost += price[node]! * take
      // A node without a fixed cost still counts as used where it gives something.
      used[node]! += share[node]! * take + take * 1e-9
      if (left === 0) break
    }
    if (left > 0) return undefined
  }
  return { cost, mostUsed: mostOf(undecided, used) }
}

function mostOf(undecided: readonly number[], used: readonly number[]): number | undefined {
  let most: number | undefined
  for (const node of undecided) {
    if (used[node]! > 0 && (most === undefined || used[node]! > used[most]!)) most = node
  }
  return most
}

function byPrice(nodes: readonly number[], price: readonly number[]): number[] {
  return nodes.toSorted((a, b) => price[a]! - price[b]! || a - b)
}
