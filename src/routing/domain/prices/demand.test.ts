import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drawnDemand, drawnNetwork } from '../../../../test/routing/networks.ts'
import { randomOf } from '../../../../test/random.ts'
import { learnDemand, type Past } from './demand.ts'
import { devianceOf, shrunk } from './shrink.ts'
import { drawFuture, type Demand } from './future.ts'
import type { Network, Order, Orders } from './network.ts'
import { poissonOf } from './random.ts'

describe('demand, learnt from what was asked for', () => {
  it('comes near the rates that it was drawn from', () => {
    const { network } = drawnNetwork(5, { nodes: 6, regions: 5, skus: 30 })
    const truth = drawnDemand(5, network, 100)
    const learnt = learnDemand(network, truth.categories, pastOf(network, truth, 60, 1))
    assert.ok(Math.abs(learnt.ordersPerDay - 100) < 5)
    assert.ok(Math.abs(learnt.sameCategory - 0.6) < 0.1)
    const near = (one: Float64Array, other: Float64Array, by: number) =>
      one.forEach((value, at) => assert.ok(Math.abs(value - other[at]!) < by, `${value}`))
    near(learnt.sizes, truth.sizes, 0.03)
    near(learnt.regions, truth.regions, 0.03)
    near(learnt.skus, truth.skus, 0.02)
    near(learnt.tills, truth.tills, 0.06)
    near(learnt.unitsPerLine, truth.unitsPerLine, 0.15)
  })

  it('foretells weeks that it did not see better than the counts do', () => {
    const { network } = drawnNetwork(6, { nodes: 12, regions: 5, skus: 40 })
    const truth = drawnDemand(6, network, 30)
    const before = pastOf(network, truth, 21, 1)
    const { tills } = learnDemand(network, truth.categories, before)
    const held = countsOf(network, pastOf(network, truth, 7, 2))
    const plain = countsOf(network, before).map((count) => (count + 0.01) / 21)
    const errorOf = (rates: Float64Array) =>
      devianceOf(
        held,
        rates.map((rate) => 7 * rate + 1e-9),
      )
    assert.ok(errorOf(tills) < errorOf(plain))
  })

  it('knows nothing where nothing happened', () => {
    const { network } = drawnNetwork(1, { nodes: 3, regions: 2, skus: 4 })
    const none = { days: 7, orders: [], sales: [] }
    const learnt = learnDemand(network, new Int32Array(4), none)
    assert.equal(drawFuture(learnt, 0, 7, 1).count, 0)
    assert.ok([...learnt.tills, ...learnt.skus].every((rate) => rate === 0))
  })

  it('draws counts towards what is expected of them, never beyond', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(50), fc.double({ min: 0.1, max: 50, noNaN: true }))),
        (rows) => {
          const counts = Float64Array.from(rows, ([count]) => count)
          const expected = Float64Array.from(rows, ([, mean]) => mean)
          shrunk(counts, expected).forEach((rate, at) => {
            const ends = [counts[at]!, expected[at]!]
            assert.ok(rate >= Math.min(...ends) - 1e-9 && rate <= Math.max(...ends) + 1e-9)
          })
        },
      ),
    )
  })
})

function pastOf(network: Network, truth: Demand, days: number, seed: number): Past {
  const orders = drawFuture(truth, 0, days, seed)
  const random = randomOf(seed)
  return {
    days,
    orders: Array.from({ length: orders.count }, (_, order) => rowOf(orders, order)),
    sales: [...network.kg.keys()].flatMap((sku) =>
      [...network.node.subarray(network.first[sku], network.first[sku + 1])].flatMap((node, at) =>
        Array.from(
          { length: poissonOf(random, truth.tills[network.first[sku]! + at]! * days) },
          () => ({
            sku,
            node,
          }),
        ),
      ),
    ),
  }
}

function rowOf({ day, region, service, first, sku, quantity }: Orders, order: number): Order {
  const lines = [...sku.subarray(first[order], first[order + 1])].map((of, line) => ({
    sku: of,
    quantity: quantity[first[order]! + line]!,
  }))
  return { day: day[order]!, region: region[order]!, service: service[order]!, lines }
}

function countsOf(network: Network, { sales }: Past): Float64Array {
  const counts = new Float64Array(network.node.length)
  for (const { sku, node } of sales) {
    const from = network.first[sku]!
    counts[from + network.node.subarray(from, network.first[sku + 1]).indexOf(node)]! += 1
  }
  return counts
}
