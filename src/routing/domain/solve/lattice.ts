import { carriageOf, costOf, isBetter, partCost, type Solution } from './problem.ts'
import type { BandedProblem, Rules } from './spare.ts'
import { spend, timesIn, type Work } from './work.ts'

/** Contents of a parcel, counted, up to which all are looked at: 10 lines of one unit. */
export const CELLS_MAX = 1024
/** Parcels that are thought of (some ms) until the best found is taken with its proven gap. */
const STEPS_MAX = 300_000
/** What such a step takes, a pair of contents, and a content at a node for each SKU. */
const STEP = 40
const PAIR = 8
const CONTENT = 20

/** Every content that a parcel can have; the numbers of two that do not overlap add up. */
type Lattice = {
  problem: BandedProblem
  rules: Rules
  /** Units of each SKU, by number of the content. */
  contents: readonly (readonly number[])[]
  /** What a content costs at the cheapest node that has it. */
  parcel: Float64Array
  /** What it costs at least in one parcel or several, where a node may send more than one. */
  parcels: Float64Array
  /** Nodes that have a content with their cost, the cheapest first; made when asked for. */
  offers: ({ node: number; cost: number }[] | undefined)[]
}

type Found = { quantities: number[][]; opened: number[]; cost: number }
type Search = { best: Found | undefined; steps: number; most: number; lowestLeft: number }

/**
 * The cheapest parcels of a small group, whatever the prices: each has a content and a node of its
 * own. What the rest costs where nodes may send several parcels is a sharp bound, worked out from
 * the bottom up for all contents; a branch is left where it is no better than the best plan.
 * Undefined where the group is too large, or nothing was found in time.
 */
export function solveLattice(
  problem: BandedProblem,
  rules: Rules,
  single: Solution | undefined,
  work?: Work,
): Solution | undefined {
  const cells = problem.demand.reduce((product, wanted) => product * (wanted + 1), 1)
  const { nodes, demand } = problem
  const making = cells * (PAIR * cells + CONTENT * nodes.length * demand.length)
  if (cells > CELLS_MAX || timesIn(work, making, 1) === 0) return undefined
  spend(work, making)
  const lattice = latticeOf(problem, rules, cells)
  const most = timesIn(work, STEP, STEPS_MAX)
  const search: Search = { best: single, steps: 0, most, lowestLeft: Infinity }
  send(lattice, search, { left: cells - 1, cost: 0, sent: [] })
  spend(work, STEP * search.steps)
  const { best, lowestLeft } = search
  return best && { ...best, gap: Math.max(0, best.cost - Math.min(best.cost, lowestLeft)) }
}

function latticeOf(problem: BandedProblem, rules: Rules, cells: number): Lattice {
  const contents = Array.from({ length: cells }, (_, cell) => {
    let rest = cell
    return problem.demand.map((wanted) => {
      const units = rest % (wanted + 1)
      rest = (rest - units) / (wanted + 1)
      return units
    })
  })
  const parcel = new Float64Array(cells).fill(Infinity)
  const parcels = new Float64Array(cells).fill(Infinity)
  parcels[0] = 0
  const offers: Lattice['offers'] = []
  const lattice = { problem, rules, contents, parcel, parcels, offers }
  for (let cell = 1; cell < cells; cell += 1) {
    for (let node = 0; node < problem.nodes.length; node += 1) {
      parcel[cell] = Math.min(parcel[cell]!, costAt(lattice, cell, node))
    }
    for (let part = 1; part <= cell; part += 1) {
      if (!isNext(lattice, part, cell)) continue
      parcels[cell] = Math.min(parcels[cell]!, parcel[part]! + parcels[cell - part]!)
    }
  }
  return lattice
}

/** What a content costs from a node; infinitely much where it lacks some. */
function costAt({ problem, contents }: Lattice, cell: number, node: number): number {
  const units = contents[cell]!
  const { fixed, capUnits = Infinity } = problem.nodes[node]!
  let cost = fixed
  let left = capUnits
  for (let sku = 0; sku < units.length; sku += 1) {
    const quantity = units[sku]!
    if (quantity === 0) continue
    left -= quantity
    if (left < 0) return Infinity
    if (problem.available[sku]![node]! < quantity) return Infinity
    cost += partCost(problem.unit[sku]![node]!, quantity)
  }
  return cost + carriageOf(problem.banded, node, units)
}

/** Whether a content is part of another and has its first SKU: each plan is then met once. */
function isNext({ contents }: Lattice, part: number, whole: number): boolean {
  const some = contents[part]!
  const all = contents[whole]!
  let isFirst = true
  for (let sku = 0; sku < all.length; sku += 1) {
    if (some[sku]! > all[sku]!) return false
    if (isFirst && all[sku]! > 0) {
      if (some[sku] === 0) return false
      isFirst = false
    }
  }
  return true
}

type Sent = { cell: number; node: number }
type State = { left: number; cost: number; sent: readonly Sent[] }

function send(lattice: Lattice, search: Search, { left, cost, sent }: State): void {
  if (left === 0) {
    keepBetter(lattice, search, sent)
    return
  }
  const limit = () => (search.best?.cost ?? Infinity) - 0.5
  for (let cell = left; cell > 0; cell -= 1) {
    search.steps += 1
    if (search.steps > search.most) {
      search.lowestLeft = Math.min(search.lowestLeft, cost + lattice.parcels[left]!)
      return
    }
    const rest = lattice.parcels[left - cell]!
    const best = cost + lattice.parcel[cell]! + rest
    if (best === Infinity || best > limit() || !isNext(lattice, cell, left)) continue
    for (const offer of offersOf(lattice, cell)) {
      const least = cost + offer.cost + rest
      if (least > limit()) break
      search.steps += 1
      if (!isFree(lattice, sent, { cell, node: offer.node })) continue
      const more = [...sent, { cell, node: offer.node }]
      send(lattice, search, { left: left - cell, cost: cost + offer.cost, sent: more })
    }
  }
}

/** Whether a parcel may be sent besides the others: one a node, so many, no line split. */
function isFree({ rules, contents }: Lattice, sent: State['sent'], next: Sent): boolean {
  if (sent.some(({ node }) => node === next.node)) return false
  if (next.node === rules.spare) return true
  const others = sent.filter(({ node }) => node !== rules.spare)
  if (others.length >= rules.packages) return false
  const units = contents[next.cell]!
  return (
    !rules.whole ||
    !others.some(({ cell }) => contents[cell]!.some((n, sku) => n > 0 && units[sku]! > 0))
  )
}

function offersOf(lattice: Lattice, cell: number): { node: number; cost: number }[] {
  return (lattice.offers[cell] ??= lattice.problem.nodes
    .map((_, node) => ({ node, cost: costAt(lattice, cell, node) }))
    .filter(({ cost }) => cost < Infinity)
    .toSorted((a, b) => a.cost - b.cost || a.node - b.node))
}

function keepBetter({ problem, contents }: Lattice, search: Search, sent: State['sent']): void {
  const quantities = problem.demand.map(() => problem.nodes.map(() => 0))
  for (const { cell, node } of sent) {
    contents[cell]!.forEach((units, sku) => {
      quantities[sku]![node] = units
    })
  }
  const plan = { quantities, ...costOf(problem, quantities) }
  if (!search.best || isBetter(plan.cost, plan.opened, search.best)) search.best = plan
}
