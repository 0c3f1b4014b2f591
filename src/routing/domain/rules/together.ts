import { partCost, type Problem } from '../solve/problem.ts'

/** A problem in which SKUs that stay together are one, and its quantities as those of all SKUs. */
export type Joined = {
  problem: Problem
  apart: (quantities: readonly (readonly number[])[]) => number[][]
  /** Which SKUs each thing is. */
  rows: readonly (readonly number[])[]
}

/**
 * Makes each set of SKUs one thing, which a place has where it has all that is wanted of them, and
 * which costs there what they cost together. What no place has all of stays short. It is as many
 * lines as there are SKUs in it.
 */
export function joinSets(problem: Problem, sets: readonly (readonly number[])[]): Joined {
  if (sets.length === 0) return asItIs(problem)
  const { demand, available, unit, unfilled, banded, stock, rooms } = problem
  const inSet = new Set(sets.flat())
  const single = demand.flatMap((_, sku) => (inSet.has(sku) ? [] : [[sku]]))
  const rows = single.map((skus) => ({ skus, isSet: false }))
  for (const skus of sets) {
    const wanted = skus.filter((sku) => demand[sku]! > 0)
    if (wanted.length > 0) rows.push({ skus: wanted, isSet: true })
  }
  const nodes = problem.nodes.map((_, node) => node)
  const hasAll = (skus: readonly number[], node: number) =>
    skus.every((sku) => available[sku]![node]! >= demand[sku]!)
  const sumOf = (skus: readonly number[], of: (sku: number) => number) =>
    skus.reduce((sum, sku) => sum + of(sku), 0)
  const joinedRow = (row: (typeof rows)[number], of: (sku: number, node: number) => number) =>
    nodes.map((node) =>
      row.isSet
        ? sumOf(row.skus, (sku) => partCost(of(sku, node), demand[sku]!))
        : of(row.skus[0]!, node),
    )
  const eachOf = ({ skus, isSet }: (typeof rows)[number], of: (sku: number) => number) =>
    isSet ? sumOf(skus, (sku) => of(sku) * demand[sku]!) : of(skus[0]!)
  const there = rows.map(({ skus, isSet }) =>
    nodes.map((node) => (isSet ? Number(hasAll(skus, node)) : available[skus[0]!]![node]!)),
  )
  const joined: Problem = {
    ...problem,
    demand: rows.map(({ skus, isSet }, r) =>
      isSet ? Number(there[r]!.includes(1)) : demand[skus[0]!]!,
    ),
    available: there,
    linesIn: rows.map(({ skus }) => skus.length),
    unit: rows.map((row) => joinedRow(row, (sku, node) => unit[sku]![node]!)),
    ...(stock && { stock: rows.map((row) => joinedRow(row, (sku, n) => stock[sku]![n]!)) }),
    ...(unfilled && {
      unfilled: rows.map(({ skus, isSet }) =>
        isSet ? sumOf(skus, (sku) => partCost(unfilled[sku]!, demand[sku]!)) : unfilled[skus[0]!]!,
      ),
    }),
    ...(banded && {
      banded: { ...banded, weight: rows.map((row) => eachOf(row, (sku) => banded.weight[sku]!)) },
    }),
    ...(rooms && {
      rooms: {
        ...rooms,
        unit: rows.map((row) => eachOf(row, (sku) => rooms.unit[sku]!)),
        lines: rows.map(({ skus }) => sumOf(skus, (sku) => rooms.lines[sku]!)),
      },
    }),
  }
  return {
    problem: joined,
    rows: rows.map(({ skus }) => skus),
    apart(quantities) {
      const all = demand.map(() => nodes.map(() => 0))
      rows.forEach(({ skus, isSet }, r) => {
        for (const node of nodes) {
          const taken = quantities[r]![node]!
          if (taken === 0) continue
          for (const sku of skus) all[sku]![node] = isSet ? demand[sku]! : taken
        }
      })
      return all
    },
  }
}

function asItIs(problem: Problem): Joined {
  return {
    problem,
    apart: (quantities) => quantities.map((row) => [...row]),
    rows: problem.demand.map((_, sku) => [sku]),
  }
}
