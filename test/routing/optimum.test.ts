import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problemOf } from '../../src/routing/domain/exchange.ts'
import { solve } from '../../src/routing/domain/solve/index.ts'
import { bruteForce } from './brute-force.ts'
import { costByHighs, loadHighs } from './highs.ts'
import { drawnOrder, publishedOrders, type Published } from './instances.ts'

/** `npm run bench:routing` does the same many more times. */
describe('the optimum of orders in the open format', () => {
  it('is the published one, under every option', () => {
    for (const { instance, expected } of publishedOrders() ?? [splitOrder]) {
      const { cost, gap } = solve(problemOf(instance))!
      assert.deepEqual({ cost, gap }, { cost: expected.cost, gap: 0 })
    }
  })

  it('equals brute force on small orders with prices and limits', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const size = { lines: 1 + (seed % 3), nodes: 1 + (seed % 5), units: 3 }
      const problem = problemOf(drawnOrder(seed, { ...size, priced: true, limited: true }))
      assert.equal(solve(problem)?.cost, bruteForce(problem), `seed ${seed}`)
    }
  })

  it('equals that of a mixed-integer solver on large orders', async () => {
    const highs = await loadHighs()
    for (let seed = 1; seed <= 4; seed += 1) {
      const isLimited = seed > 2
      const size = { lines: 6, nodes: isLimited ? 15 : 60, units: 2, priced: true }
      const order = drawnOrder(seed, { ...size, limited: isLimited })
      assert.equal(solve(problemOf(order))?.cost, costByHighs(highs, order), `seed ${seed}`)
    }
  })
})

const splitOrder: Published = {
  instance: {
    format: 'routing-order/1',
    nodes: [
      { id: 'A', fixed: 64_294 },
      { id: 'B', fixed: 66_085 },
    ],
    lines: [
      { id: '1', sku: 'S1', qty: 1, unfilled: 375_312 },
      { id: '2', sku: 'S2', qty: 1, unfilled: 258_531 },
    ],
    offers: [
      { line: 0, node: 0, avail: 1, unit: 25_498 },
      { line: 1, node: 1, avail: 2, unit: 11_895 },
    ],
    options: {},
  },
  expected: { cost: 64_294 + 66_085 + 25_498 + 11_895 },
}
