import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drainInOrder } from './greedy.ts'
import { partCost, type Problem } from './solve/problem.ts'

const problems: fc.Arbitrary<{ problem: Problem; order: number[] }> = fc
  .record({ skus: fc.integer({ min: 1, max: 3 }), nodes: fc.integer({ min: 1, max: 5 }) })
  .chain(({ skus, nodes }) => {
    const row = <Cell>(cell: fc.Arbitrary<Cell>, length: number) =>
      fc.array(cell, { minLength: length, maxLength: length })
    return fc.record({
      fixed: row(fc.nat(60), nodes),
      demand: row(fc.nat(12), skus),
      available: row(row(fc.nat(6), nodes), skus),
      unit: row(row(fc.double({ min: 0, max: 30, noNaN: true }), nodes), skus),
      order: fc.shuffledSubarray(
        Array.from({ length: nodes }, (_, n) => n),
        { minLength: 0 },
      ),
    })
  })
  .map(({ fixed, order, ...rest }) => ({
    problem: { ...rest, nodes: fixed.map((cost) => ({ fixed: cost })) },
    order,
  }))

describe('draining nodes in order', () => {
  it('serves whatever they have, each all it has before the next is asked', () => {
    fc.assert(
      fc.property(problems, ({ problem, order }) => {
        const { quantities } = drainInOrder(problem, order)
        problem.demand.forEach((wanted, sku) => {
          let left = wanted
          for (const node of order) {
            const gives = Math.min(left, problem.available[sku]![node]!)
            assert.equal(quantities[sku]![node], gives)
            left -= gives
          }
          const given = quantities[sku]!.reduce((sum, units) => sum + units, 0)
          assert.equal(given, wanted - left, 'nothing comes from nodes that were not named')
        })
      }),
      { numRuns: 500 },
    )
  })

  it('costs a parcel for each node that gives something, and its units', () => {
    fc.assert(
      fc.property(problems, ({ problem, order }) => {
        const { quantities, opened, cost, gap } = drainInOrder(problem, order)
        const giving = problem.nodes.flatMap((_, n) =>
          quantities.some((row) => row[n]! > 0) ? [n] : [],
        )
        assert.deepEqual(opened, giving)
        const parcels = giving.reduce((sum, n) => sum + problem.nodes[n]!.fixed, 0)
        const units = quantities.flatMap((row, sku) =>
          row.map((quantity, n) => partCost(problem.unit[sku]![n]!, quantity)),
        )
        assert.equal(
          cost,
          units.reduce((sum, part) => sum + part, parcels),
        )
        assert.equal(gap, -1, 'nothing is proven')
      }),
    )
  })
})
