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
  return cost
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
): { cost: number; mostUsed: number | undefined } | undefined {
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
  // Rounding of parts to whole units of cost can make a plan cheaper by half a unit a part.
  const slack = 0.5 * problem.demand.length * Math.min(nodes.length, 2)
  return { cost: cost - slack, mostUsed: mostOf(undecided, used) }
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
