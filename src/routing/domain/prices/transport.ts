import type { Tills } from './newsvendor.ts'

/** More wanted units of a SKU than this go in lots of several. */
const LOTS = 48

/** What a SKU's cells have, what orders of each destination want of it, and what that costs. */
export type Transport = {
  /** Free units of each cell, and what its till wants of them. */
  units: Float64Array
  tills: Tills
  /** Wanted units by destination, and what one costs there from each cell: `[destination][at]`. */
  wanted: Float64Array
  cost: readonly Float64Array[]
  /** The cells of each destination from cheap to dear (`byCost`). */
  near: readonly Int32Array[]
  unfilled: number
}

/** The least-cost plan of a SKU, and what it loses with one unit less in a cell: its price. */
export type Flow = {
  taken: Float64Array
  served: readonly Float64Array[]
  price: Float64Array
}

/**
 * Prices of a SKU's cells (layer P2): what all orders of it together would lose with one unit less
 * there. The transportation problem is solved by shortest paths, one lot after the other (Busacker
 * and Gowen 1960); the price of a cell is then the cheapest way to replace a unit that it gives:
 * its own next free unit at what the till loses, or another cell for whom it serves, and so on, or
 * nobody. It is the left-hand derivative, which alone is right for a unit that is taken away.
 */
export function transport(problem: Transport): Flow {
  const { wanted, units } = problem
  const paths = {
    taken: new Float64Array(units.length),
    served: Array.from(wanted, () => new Float64Array(units.length)),
    price: new Float64Array(units.length),
    whom: new Int32Array(units.length),
    next: new Int32Array(units.length),
    givers: Array.from(wanted, (): number[] => []),
  }
  const lot = Math.ceil(wanted.reduce((sum, some) => sum + some, 0) / LOTS)
  findPaths(problem, paths)
  for (let to = 0; to < wanted.length; to += 1) {
    for (let left = wanted[to]!; left > 0;) {
      const at = cheapestFor(problem, to, paths.price)
      if (at < 0) break
      const price = paths.price[at]!
      left -= push(problem, paths, { to, at, most: Math.min(left, lot) })
      // A cell with another such unit of its own: nothing has become dearer.
      if (paths.next[at] === OWN && ownPrice(problem, paths, at) === price) continue
      findPaths(problem, paths)
    }
  }
  return paths
}

/** With how a unit more is had of each cell: its own (`OWN`), or `whom` it serves, by `next`. */
type Paths = Flow & { whom: Int32Array; next: Int32Array; givers: number[][] }

const OWN = -1
const NOBODY = -2

export function byCost(cost: Float64Array): Int32Array {
  return Int32Array.from(cost.keys()).toSorted((a, b) => cost[a]! - cost[b]! || a - b)
}

/** Prices are never negative: cells that cost more without one need no look. */
function cheapestFor({ cost, near, unfilled }: Transport, to: number, price: Float64Array): number {
  const costs = cost[to]!
  let best = NOBODY
  let least = unfilled
  for (const at of near[to]!) {
    if (costs[at]! >= least) break
    if (costs[at]! + price[at]! >= least) continue
    least = costs[at]! + price[at]!
    best = at
  }
  return best
}

/** What a unit more of each cell costs, by relaxation until nothing is cheaper (Bellman, Ford). */
function findPaths(problem: Transport, paths: Paths): void {
  const { served, price, whom, next, givers } = paths
  for (let at = 0; at < price.length; at += 1) {
    price[at] = ownPrice(problem, paths, at)
    next[at] = OWN
  }
  for (let isMoving = true; isMoving;) {
    isMoving = false
    for (let to = 0; to < served.length; to += 1) {
      if (givers[to]!.length === 0) continue
      const costs = problem.cost[to]!
      const other = cheapestFor(problem, to, price)
      const otherwise = other < 0 ? problem.unfilled : costs[other]! + price[other]!
      for (const at of givers[to]!) {
        if (served[to]![at] === 0 || otherwise - costs[at]! >= price[at]! - TOLERANCE) continue
        price[at] = otherwise - costs[at]!
        whom[at] = to
        next[at] = other
        isMoving = true
      }
    }
  }
}

function ownPrice(problem: Transport, { taken }: Paths, at: number): number {
  return taken[at]! < problem.units[at]! ? worthOf(problem, at, taken[at]!) : Infinity
}

/** Sums differ by their order; by less than this nothing is cheaper. */
const TOLERANCE = 1e-6

/** What the till loses with the unit of a cell that is taken next. */
function worthOf({ tills }: Transport, at: number, taken: number): number {
  const place = tills.first[at]! + taken
  return place < tills.first[at + 1]! ? tills.worth[place]! : 0
}

/** Serves up to `most` units from a cell, as many as the path to a free one carries. */
function push(
  problem: Transport,
  paths: Paths,
  { to, at, most }: { to: number; at: number; most: number },
): number {
  const { taken, served, whom, next } = paths
  let units = most
  let end = at
  for (; next[end] !== OWN; end = next[end]!) {
    units = Math.min(units, served[whom[end]!]![end]!)
    if (next[end] === NOBODY) break
  }
  if (next[end] === OWN) units = Math.min(units, alike(problem, end, taken[end]!))
  give(paths, to, at, units)
  for (let from = at; ; from = next[from]!) {
    if (next[from] === OWN) {
      taken[from]! += units
      return units
    }
    served[whom[from]!]![from]! -= units
    if (next[from] === NOBODY) return units
    give(paths, whom[from]!, next[from]!, units)
  }
}

function give({ served, givers }: Paths, to: number, at: number, units: number): void {
  served[to]![at]! += units
  if (!givers[to]!.includes(at)) givers[to]!.push(at)
}

/** Free units of a cell that cost the same as its next. */
function alike(problem: Transport, at: number, taken: number): number {
  const free = problem.units[at]! - taken
  if (worthOf(problem, at, taken) === worthOf(problem, at, problem.units[at]! - 1)) return free
  let count = 1
  while (count < free && worthOf(problem, at, taken) === worthOf(problem, at, taken + count)) {
    count += 1
  }
  return count
}
