import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyProblem } from '../../../test/routing/problems.ts'
import { MICROGRAMS } from '../../lib/weight.ts'
import { orderOf, problemOf, type RoutingOrder } from './exchange.ts'
import { solve, type Problem } from './solve/index.ts'

const names = (problem: Problem) => ({
  nodes: problem.nodes.map((_, node) => `N${node}`),
  skus: problem.demand.map((_, sku) => `S${sku}`),
})

describe('a problem in the open format', () => {
  it('comes back with the same optimum', () => {
    fc.assert(
      fc.property(anyProblem({ nodes: 4, skus: 3, units: 3 }), (problem) => {
        const { unfilled, ...must } = problem
        // JSON has no Infinity: one penalty for each line, or none.
        const group = unfilled?.includes(Infinity) ? must : problem
        const order = JSON.parse(JSON.stringify(orderOf(group, names(group)))) as RoutingOrder
        assert.deepEqual(solve(problemOf(order)), solve(group))
      }),
    )
  })

  it('says what of a cost is the price of stock and of capacity', () => {
    const order = orderOf(
      {
        nodes: [{ fixed: 700, slot: 200 }],
        demand: [2],
        available: [[5]],
        unit: [[90]],
        stock: [[40]],
        unfilled: [1000],
      },
      { nodes: ['L1'], skus: ['S1'] },
    )
    assert.deepEqual(order.nodes, [{ id: 'L1', fixed: 500, shadow: 200, capUnits: null }])
    assert.deepEqual(order.offers, [{ line: 0, node: 0, avail: 5, unit: 50, shadow: 40 }])
    assert.deepEqual(order.lines, [{ id: '1', sku: 'S1', qty: 2, unfilled: 1000 }])
    assert.deepEqual(order.options, {
      maxPackages: null,
      allowPartial: true,
      allowLineSplit: true,
    })
    assert.equal(solve(problemOf(order))!.cost, 700 + 2 * 90)
  })

  it('counts money finer where a unit costs a fraction, so that all of it is whole', () => {
    const problem = { nodes: [{ fixed: 5 }], demand: [4], available: [[4]], unit: [[0.25]] }
    const { meta, nodes, offers } = orderOf(problem, names(problem))
    assert.deepEqual(meta, { scale: 1_000_000 })
    assert.deepEqual([nodes[0]!.fixed, offers[0]!.unit], [500, 25])
  })

  it('says in its name that parcels pay by weight band', () => {
    const problem = {
      nodes: [{ fixed: 5 }],
      demand: [3],
      available: [[4]],
      unit: [[1]],
      banded: {
        bands: [1000, 2000],
        weight: [500 * MICROGRAMS],
        prices: [{ prices: [50, 80], perKgBeyond: 7 }],
      },
    }
    const order = orderOf(problem, names(problem))
    assert.equal(order.format, 'routing-order/1+bands')
    assert.equal(solve(problemOf(order))!.cost, 5 + 3 + 80)
  })

  it('is refused where two lines have one SKU', () => {
    const line = { id: '1', sku: 'S1', qty: 1, unfilled: 1 }
    const order = { nodes: [], lines: [line, { ...line, id: '2' }], offers: [], options: {} }
    assert.throws(() => problemOf({ format: 'routing-order/1', ...order }), /several lines/)
  })
})
