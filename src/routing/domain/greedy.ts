import type { Chosen } from './decide.ts'
import { carriageOf, costAlone, partCost, type Problem } from './solve/problem.ts'
import { openRoom } from './solve/rooms.ts'

/** What counts besides the order of the places. */
export type InOrder = {
  /** From the first that has all, where one has. */
  completeFirst?: boolean | undefined
  maxPackages?: number | undefined
  /** A SKU comes whole from one place, or not at all. */
  wholeLines?: boolean | undefined
  /** A SKU comes from so many places at most. */
  perLine?: number | undefined
}

/**
 * Rule-only routing: takes the nodes in the given order, each gives all it has of what is still
 * wanted, until everything is served. The classic algorithm of "by priority" and "nearest first".
 */
export function drainInOrder(
  problem: Problem,
  order: readonly number[],
  {
    completeFirst = false,
    maxPackages = Infinity,
    wholeLines = false,
    perLine = Infinity,
  }: InOrder = {},
): Chosen {
  const wantsAll = completeFirst || maxPackages === 1
  const whole = wantsAll ? order.find((node) => costAlone(problem, node) !== undefined) : undefined
  const quantities = problem.demand.map(() => problem.nodes.map(() => 0))
  const left = [...problem.demand]
  const from = problem.demand.map(() => 0)
  const room = openRoom(problem)
  const opened: number[] = []
  let cost = 0
  for (const node of whole === undefined ? order : [whole]) {
    if (opened.length === maxPackages) break
    let gives = false
    left.forEach((wanted, sku) => {
      const most = Math.min(wanted, problem.available[sku]![node]!, room.most(sku, node))
      const isUsedUp = (from[sku] ?? 0) >= perLine
      const isOut = isUsedUp || (wholeLines && most < problem.demand[sku]!)
      const take = isOut ? 0 : most
      if (take === 0) return
      gives = true
      quantities[sku]![node] = take
      room.take(sku, node, take)
      left[sku] = wanted - take
      from[sku]! += 1
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
