import { costOf, type Banded, type Node, type Problem, type Solution } from './problem.ts'

export type BandedProblem = Problem & { banded: Banded }

/** What limits plans, where prices go by weight band, and the node that stands for "unfilled". */
export type Rules = {
  packages: number
  whole: boolean
  /** Its place, if units may stay unfilled: no parcel, and no line is split by it. */
  spare: number | undefined
}

/**
 * The same problem with all demand served: what may stay unfilled comes from a node of its own,
 * which has enough, costs the penalty for each unit and nothing besides.
 */
export function withSpare(
  { unfilled, maxPackages, wholeLines, ...plain }: Problem,
  banded: Banded,
): { problem: BandedProblem; rules: Rules } {
  const problem = { ...plain, banded }
  const { nodes, demand, available, unit } = problem
  const rules = {
    packages: maxPackages ?? Infinity,
    whole: wholeLines ?? false,
    spare: unfilled && nodes.length,
  }
  if (!unfilled) return { problem, rules }
  const nothing: Node = { fixed: 0 }
  const free = { prices: banded.bands.map(() => 0), perKgBeyond: 0 }
  const isOpen = (sku: number) => unfilled[sku]! < Infinity
  return {
    problem: {
      nodes: [...nodes, nothing],
      demand,
      available: available.map((row, sku) => [...row, isOpen(sku) ? demand[sku]! : 0]),
      unit: unit.map((row, sku) => [...row, isOpen(sku) ? unfilled[sku]! : 0]),
      banded: { ...banded, prices: [...banded.prices, free] },
    },
    rules,
  }
}

/** A plan of the problem with that node, as one of the problem without it. */
export function withoutSpare(problem: Problem, { quantities, gap }: Solution): Solution {
  const real = quantities.map((row) => row.slice(0, problem.nodes.length))
  return { ...costOf(problem, real), quantities: real, gap }
}

/** Whether a plan keeps the rules and the caps of its nodes. */
export function isAllowed(
  { nodes }: Problem,
  { packages, whole, spare }: Rules,
  quantities: readonly (readonly number[])[],
): boolean {
  const isReal = (node: number) => node !== spare
  const givers = nodes.map((_, node) => quantities.reduce((sum, row) => sum + row[node]!, 0))
  if (givers.filter((units, node) => units > 0 && isReal(node)).length > packages) return false
  if (givers.some((units, node) => units > (nodes[node]!.capUnits ?? Infinity))) return false
  const isSplit = (row: readonly number[]) =>
    row.filter((units, node) => units > 0 && isReal(node)).length > 1
  return !whole || !quantities.some(isSplit)
}
