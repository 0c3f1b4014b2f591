import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyProblem } from '../../../../test/routing/problems.ts'
import { solve } from './index.ts'
import { costOf, type Problem } from './problem.ts'
import { isAllowed } from './spare.ts'
import { solveUsing } from './using.ts'

const small = anyProblem({ nodes: 3, skus: 3, units: 3 })

/** Some of them by weight band. */
const priced = fc
  .record({
    problem: small,
    weight: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
    prices: fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 3,
    }),
    isBanded: fc.boolean(),
  })
  .map(({ problem, weight, prices, isBanded }): Problem => {
    if (!isBanded) return problem
    const own = problem.nodes.map((_, n) => ({ prices: prices[n]!, perKgBeyond: 1 }))
    const grams = problem.demand.map((_, s) => weight[s]! * 1e6)
    return { ...problem, banded: { bands: [1, 3, 6], weight: grams, prices: own } }
  })

/** All ways to give some units of a SKU. */
function splits({ demand, available, unfilled }: Problem, sku: number): number[][] {
  const mayLack = (unfilled?.[sku] ?? Infinity) < Infinity
  const all = (left: number, there: readonly number[]): number[][] => {
    const [first, ...others] = there
    if (first === undefined) return left === 0 || mayLack ? [[]] : []
    return Array.from({ length: Math.min(left, first) + 1 }, (_, units) => units).flatMap((units) =>
      all(left - units, others).map((rest) => [units, ...rest]),
    )
  }
  return all(demand[sku]!, available[sku]!)
}

/** The least of all plans that take a node. */
function leastUsing(problem: Problem, node: number): number {
  const { maxPackages = Infinity, wholeLines = false } = problem
  const rules = { packages: maxPackages, whole: wholeLines, spare: undefined }
  const rows = problem.demand.map((_, sku) => splits(problem, sku))
  const plans = rows.reduce<number[][][]>(
    (before, of) => before.flatMap((plan) => of.map((row) => [...plan, row])),
    [[]],
  )
  const allowed = plans.filter((plan) => {
    return plan.some((row) => row[node]! > 0) && isAllowed(problem, rules, plan)
  })
  return Math.min(Infinity, ...allowed.map((plan) => costOf(problem, plan).cost))
}

describe('the cheapest plan that takes a node', () => {
  it('equals brute force over all plans that take it, under every limit', () => {
    let found = 0
    fc.assert(
      fc.property(priced, (problem) => {
        for (const node of problem.nodes.keys()) {
          const plan = solveUsing(problem, node)
          const least = leastUsing(problem, node)
          assert.equal(plan?.cost ?? Infinity, least)
          if (!plan) continue
          found += 1
          assert.ok(plan.opened.includes(node))
          assert.deepEqual([costOf(problem, plan.quantities).cost, plan.gap], [least, 0])
        }
      }),
      { numRuns: 1500 },
    )
    assert.ok(found > 500)
  })

  it('is the cheapest of all where that takes it, and never cheaper', () => {
    fc.assert(
      fc.property(priced, (problem) => {
        const best = solve(problem)
        for (const node of problem.nodes.keys()) {
          const cost = solveUsing(problem, node)?.cost ?? Infinity
          assert.ok(cost >= (best?.cost ?? Infinity))
          if (best?.opened.includes(node)) assert.equal(cost, best.cost)
        }
      }),
      { numRuns: 500 },
    )
  })
})
