import { solve } from '../solve/index.ts'
import type { Search } from './search.ts'

/**
 * The most that several parcels save, by dynamic programming over sets of lines: the parcel of the
 * first line of a set, then the rest. `slack`: what a second node and the worse offers of a node
 * may cost in a plan that saves more than one parcel does.
 */
export function bySets(search: Search, lines: number, slack: number): number {
  const { sets, plan, offer, stride } = search
  const all = (1 << lines) - 1
  gatherSets(search, lines, slack)
  sets.best[0] = 0
  for (let set = 1; set <= all; set += 1) {
    const lowest = set & -set
    const rest = set ^ lowest
    let best = sets.best[rest]!
    let part = 0
    for (let other = rest; ; other = (other - 1) & rest) {
      const saves = sets.together[other | lowest]! + sets.best[rest ^ other]!
      if (saves > best) {
        best = saves
        part = other | lowest
      }
      if (other === 0) break
    }
    sets.best[set] = best
    sets.part[set] = part
  }
  plan.fill(-1, 0, lines)
  for (let set = all; set > 0;) {
    const part = sets.part[set]!
    const node = sets.giver[part]!
    for (let line = 0; line < lines; line += 1) {
      if ((part & (1 << line)) !== 0) plan[line] = offer[node * stride + line]!
    }
    set ^= part === 0 ? set & -set : part
  }
  return sets.best[all]!
}

/** For each set of lines the parcel that saves most, among nodes that can be in a better plan. */
function gatherSets(search: Search, lines: number, slack: number): void {
  const { sets, saves, most, stride, touched, opening } = search
  const { sum, together, giver } = sets
  const count = 1 << lines
  together.fill(-Infinity, 0, count)
  for (let t = 0; t < search.nodes; t += 1) {
    const node = touched[t]!
    const row = node * stride
    let useful = 0
    for (let line = 0; line < lines; line += 1) {
      if (opening[node]! + most[line]! - saves[row + line]! < slack) useful |= 1 << line
    }
    sum[0] = -opening[node]!
    // All sets of the useful lines, ascending.
    for (let set = useful & -useful; set !== 0; set = (set - useful) & useful) {
      const line = 31 - Math.clz32(set)
      const saved = sum[set ^ (1 << line)]! + saves[row + line]!
      sum[set] = saved
      if (saved > together[set]!) {
        together[set] = saved
        giver[set] = node
      }
    }
  }
}

/** A line that is not split is one thing, whatever its quantity. */
export function byOptimiser(search: Search, lines: number, nothing: number): number {
  const { saves, offer, stride, plan, opening, most } = search
  const nodes = search.touched.slice(0, search.nodes).toSorted((a, b) => a - b)
  const penalty = Array.from(most.subarray(0, lines))
  const offersOf = (line: number) => Array.from(nodes, (node) => saves[node * stride + line]!)
  const solution = solve({
    nodes: Array.from(nodes, (node) => ({ fixed: opening[node]! })),
    demand: penalty.map(() => 1),
    available: penalty.map((_, line) => offersOf(line).map((saving) => (saving > 0 ? 1 : 0))),
    unit: penalty.map((least, line) => offersOf(line).map((saving) => least - saving)),
    unfilled: penalty,
  })!
  penalty.forEach((_, line) => {
    const place = solution.quantities[line]!.indexOf(1)
    plan[line] = place < 0 ? -1 : offer[nodes[place]! * stride + line]!
  })
  return nothing - penalty.reduce((sum, saving) => sum + saving, 0) + solution.cost
}
