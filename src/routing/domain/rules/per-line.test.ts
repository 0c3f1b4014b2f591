import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { partCost, type Problem } from '../solve/problem.ts'
import { solveWithin } from './per-line.ts'

const NODES = 5
/** Thin stock and cheap parcels: the cheapest plans come from many places. */
const problems: fc.Arbitrary<Problem> = fc
  .record({
    fixed: fc.array(fc.nat(60), { minLength: NODES, maxLength: NODES }),
    rows: fc.array(
      fc.record({
        available: fc.array(fc.nat(4), { minLength: NODES, maxLength: NODES }),
        unit: fc.array(fc.nat(99), { minLength: NODES, maxLength: NODES }),
        share: fc.integer({ min: 2, max: 10 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ fixed, rows }) => ({
    nodes: fixed.map((one) => ({ fixed: one })),
    demand: rows.map(({ available, share }) => {
      return Math.floor((available.reduce((sum, units) => sum + units, 0) * share) / 10)
    }),
    available: rows.map(({ available }) => available),
    unit: rows.map(({ unit }) => unit),
  }))
  .filter(({ demand }) => demand.some((units) => units > 0))

const placesOf = (row: readonly number[]) => row.filter((units) => units > 0).length

describe('the least cost with few parcels for each line', () => {
  it('is that of all plans in which no line comes from more places', () => {
    let binds = 0
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 3 }), (problem, most) => {
        const found = solveWithin(problem, most)
        const least = cheapest(problem, most)
        if (least === Infinity) {
          assert.equal(found, undefined)
          return
        }
        assert.deepEqual([found!.cost, found!.gap], [least, 0])
        found!.quantities.forEach((row, sku) => {
          assert.ok(placesOf(row) <= most)
          assert.equal(
            row.reduce((sum, units) => sum + units, 0),
            problem.demand[sku],
          )
        })
        const free = solveWithin(problem, undefined)!
        if (free.cost < least) binds += 1
      }),
      { numRuns: 1500 },
    )
    assert.ok(binds > 50, 'it is often dearer than without the limit')
  })

  it('leaves out what cannot come from so few places, where that may be', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 2 }), (problem, most) => {
        const unfilled = problem.demand.map(() => 1e6)
        const found = solveWithin({ ...problem, unfilled }, most)!
        problem.demand.forEach((wanted, sku) => {
          const there = problem.available[sku]!.toSorted((a, b) => b - a).slice(0, most)
          const could = there.reduce((sum, units) => sum + units, 0)
          const given = found.quantities[sku]!
          assert.ok(placesOf(given) <= most)
          assert.equal(
            given.reduce((sum, units) => sum + units, 0),
            Math.min(wanted, could),
          )
        })
      }),
      { numRuns: 500 },
    )
  })
})

/** By trying all sets of places, open and of each SKU. */
function cheapest({ nodes, demand, available, unit }: Problem, most: number): number {
  const sets = Array.from({ length: 2 ** NODES }, (_, set) =>
    nodes.map((_node, n) => n).filter((n) => (set >> n) & 1),
  )
  let least = Infinity
  for (const open of sets) {
    let cost = open.reduce((sum, n) => sum + nodes[n]!.fixed, 0)
    demand.forEach((wanted, sku) => {
      const costs = sets.map((some) => {
        if (some.length > most || !some.every((n) => open.includes(n))) return Infinity
        let [left, sum] = [wanted, 0]
        for (const n of some.toSorted((a, b) => unit[sku]![a]! - unit[sku]![b]!)) {
          const take = Math.min(left, available[sku]![n]!)
          left -= take
          sum += partCost(unit[sku]![n]!, take)
        }
        return left === 0 ? sum : Infinity
      })
      cost += Math.min(...costs)
    })
    least = Math.min(least, cost)
  }
  return least
}
