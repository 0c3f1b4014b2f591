import type { Chosen } from './decide.ts'
import { carriageOf, partCost, type Problem } from './solve/problem.ts'

/**
 * Rule-only routing: takes the nodes in the given order, each gives all it has of what is still
 * wanted, until everything is served. The classic algorithm of "by priority" and "nearest first".
 */
export function drainInOrder(problem: Problem, order: readonly number[]): Chosen {
  const quantities = problem.demand.map(() => problem.nodes.map(() => 0))
  const left = [...problem.demand]
  const opened: number[] = []
  let cost = 0
  for (const node of order) {
    let gives = false
    left.forEach((wanted, sku) => {
      const take = Math.min(wanted, problem.available[sku]![node]!)
      if (take === 0) return
      gives = true
      quantities[sku]![node] = take
      left[sku] = wanted - take
      cost += partCost(problem.unit[sku]![node]!, take)
    })
    if (!gives) continue
    opened.push(node)
    cost += problem.nodes[node]!.fixed
    if (problem.banded) {
      const units = quantities.map((row) => row[node]!)
      cost += carriageOf(problem.banded, node, units)
    }
  }
  // No optimum was looked for, so nothing is claimed: the gap is not known, not zero.
  return { quantities, opened: opened.toSorted((a, b) => a - b), cost, gap: -1 }
}
