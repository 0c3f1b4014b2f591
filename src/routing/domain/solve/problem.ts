import { priceOf, type Prices } from '../bands.ts'
import { hasRoom, type Rooms } from './rooms.ts'

/**
 * One group as numbers, costs in 1e-4 of the major currency unit: `demand[sku]` and
 * `available[sku][node]` in base units, `unit[sku][node]` a base unit's cost there.
 */
export type Problem = {
  nodes: readonly Node[]
  demand: readonly number[]
  available: readonly (readonly number[])[]
  unit: readonly (readonly number[])[]
  /** Of `unit`, the price of scarce stock. */
  stock?: readonly (readonly number[])[]
  /** Where a parcel's price goes by its weight: it is paid besides `fixed` and `unit`. */
  banded?: Banded
  /** What a base unit of each SKU costs that is not served. Without it all must be served. */
  unfilled?: readonly number[]
  /** As how many lines a SKU counts where not all can be served; without it, as one. */
  linesIn?: readonly number[]
  /** Parcels at most. */
  maxPackages?: number
  /** Whether no SKU may come from two nodes. What is not served of it may stay unfilled. */
  wholeLines?: boolean
  /** Where days of places have too little room for all that these could give. */
  rooms?: Rooms
}

/**
 * What a parcel from a node costs; `slot` of it is the price of the node's capacity. So many base
 * units the group may take there.
 */
export type Node = { fixed: number; slot?: number; capUnits?: number }

/** The bands, what a base unit of each SKU weighs in whole micrograms, the prices of each node. */
export type Banded = {
  bands: readonly number[]
  weight: readonly number[]
  prices: readonly Prices[]
}

/** Units of each SKU from each node; `gap` is what the cost may be above the optimum at most. */
export type Solution = { cost: number; quantities: number[][]; opened: number[]; gap: number }

/** What serving all demand from one node costs; undefined where it cannot. */
export function costAlone(problem: Problem, node: number): number | undefined {
  const { fixed, capUnits = Infinity } = problem.nodes[node]!
  let cost = fixed
  let units = 0
  for (let sku = 0; sku < problem.demand.length; sku += 1) {
    const wanted = problem.demand[sku]!
    if (problem.available[sku]![node]! < wanted) return undefined
    units += wanted
    cost += partCost(problem.unit[sku]![node]!, wanted)
  }
  if (units > capUnits || problem.maxPackages === 0) return undefined
  if (!hasRoom(problem, node, problem.demand)) return undefined
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

/** What a plan costs with what it leaves unfilled, and the nodes that give something. */
export function costOf(
  problem: Problem,
  quantities: readonly (readonly number[])[],
): { cost: number; opened: number[] } {
  const { nodes, demand, unit, unfilled, banded } = problem
  const opened: number[] = []
  const left = unfilled && [...demand]
  let cost = 0
  for (let node = 0; node < nodes.length; node += 1) {
    let gives = false
    for (let sku = 0; sku < demand.length; sku += 1) {
      const quantity = quantities[sku]![node]!
      if (quantity === 0) continue
      gives = true
      cost += partCost(unit[sku]![node]!, quantity)
      if (left) left[sku]! -= quantity
    }
    if (!gives) continue
    opened.push(node)
    cost += nodes[node]!.fixed
    if (banded) {
      cost += carriageOf(banded, node, unitsAt(quantities, node))
    }
  }
  for (let sku = 0; left && sku < left.length; sku += 1) {
    cost += partCost(unfilled![sku]!, left[sku]!)
  }
  return { cost, opened }
}

function unitsAt(quantities: readonly (readonly number[])[], node: number): number[] {
  return quantities.map((row) => row[node]!)
}

/** What some units cost: rounded once, where a part becomes money. None cost nothing at all. */
export function partCost(unit: number, quantity: number): number {
  return quantity === 0 ? 0 : Math.round(unit * quantity)
}

/** Of two plans the cheaper; then that of fewer parcels; then that of the earlier nodes. */
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
