import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drawnDemand, drawnNetwork } from '../../../../test/routing/networks.ts'
import { ordersOf } from './network.ts'
import { floorOf, tillsOf, tillsOfSku } from './newsvendor.ts'
import { offersOf } from './offers.ts'
import { openPricing, reprice } from './pricing.ts'
import { descend, noDuals } from './lagrangian.ts'
import { cheapest } from './cheapest.ts'
import { drawFuture } from './future.ts'
import { openSearch } from './search.ts'

const size = { nodes: 6, regions: 5, skus: 8 }
const settings = { days: 4, scenarios: 2, step: 0.3, firstRounds: 20, rounds: 5 }

describe('prices of scarce stock and slots', () => {
  it('are at least what tills lose and at most what a unit is worth, for open orders too', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, units } = drawnNetwork(seed, size)
        const demand = drawnDemand(seed, network, 6)
        const pricing = openPricing(network, demand, { ...settings, seed })
        const lines = [{ sku: 1, quantity: 1 }]
        const open = ordersOf([{ day: 0, region: 1, service: 0, lines }])
        const outlooks = [
          reprice(pricing, units, 0),
          reprice(pricing, units, 1, offersOf(network, open)),
        ]
        outlooks.forEach(({ stock, slot }, from) => {
          const expected = demand.tills.map((rate) => rate * (4 - from))
          const tills = tillsOf(network, units, expected)
          network.kg.forEach((_, sku) => {
            const most = Math.max(network.unfilled[sku]!, network.margin[sku]!)
            for (let cell = network.first[sku]!; cell < network.first[sku + 1]!; cell += 1) {
              const least = Math.min(most, floorOf(tills, cell))
              assert.ok(stock[cell]! >= least - 1e-3 && stock[cell]! <= most)
            }
          })
          assert.ok(slot.every((price) => price >= 0))
        })
      }),
      { numRuns: 50 },
    )
  })

  it('are the same for the same seed, and others for another', () => {
    const { network, units } = drawnNetwork(3, size)
    const demand = drawnDemand(3, network, 20)
    const priced = (seed: number) =>
      reprice(openPricing(network, demand, { ...settings, seed }), units, 0)
    assert.deepEqual(priced(1), priced(1))
    assert.notDeepEqual(priced(1), priced(2))
  })

  it('bound from below what any plan of the orders costs', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, units } = drawnNetwork(seed, size)
        const orders = drawFuture(drawnDemand(seed, network, 8), 0, 1, seed)
        const search = openSearch(network)
        const offers = offersOf(network, orders)
        const scarce = { units, slots: network.slots, fromDay: 0 }
        const duals = noDuals(units.length, network.nodes)
        const parts = [{ offers, from: 0 }]
        const { bound } = descend(search, scarce, parts, duals, { rounds: 30, step: 20_000 })
        // One after the other is a plan.
        const free = units.slice()
        const left = network.slots.slice()
        const slot = new Float64Array(network.nodes)
        const prices = { stock: new Float64Array(units.length), slot, slotsFrom: 0 }
        let cost = 0
        for (let order = 0; order < orders.count; order += 1) {
          left.forEach((slots, node) => {
            slot[node] = slots >= 1 ? 0 : Infinity
          })
          cost += cheapest(search, offers, order, { free, prices })
          const nodes = new Set<number>()
          for (let line = orders.first[order]!; line < orders.first[order + 1]!; line += 1) {
            const offer = offers.plan[line]!
            if (offer < 0) continue
            free[offers.cell[offer]!]! -= orders.quantity[line]!
            nodes.add(network.node[offers.cell[offer]!]!)
          }
          for (const node of nodes) left[node]! -= 1
        }
        assert.ok(bound <= cost + 1e-3, `${bound} is above ${cost}`)
      }),
      { numRuns: 100 },
    )
  })
})

describe("the newsvendor's price", () => {
  it('is the margin times the chance that the till sells all that is left', () => {
    const { network } = drawnNetwork(1, { nodes: 2, regions: 1, skus: 1 })
    const one = { ...network, first: Int32Array.of(0, 1), node: Int32Array.of(0) }
    const margin = one.margin[0]!
    const { worth } = tillsOf(one, Float64Array.of(2), Float64Array.of(0.5))
    const none = Math.exp(-0.5)
    assert.ok(Math.abs(worth[1]! - margin * (1 - none)) < 1e-6)
    assert.ok(Math.abs(worth[0]! - margin * (1 - none - 0.5 * none)) < 1e-6)
  })

  it('is that also where a thousand are expected, and there are more', () => {
    const { worth } = tillsOfSku(100, Float64Array.of(2000), Float64Array.of(1000))
    assert.ok(worth[0]! < 1e-6, 'the last of 2,000 units is sold never')
    assert.ok(Math.abs(worth[1000]! - 50) < 1, 'the thousandth every other time')
    assert.ok(Math.abs(worth[1500]! - 100) < 1e-6)
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 5000, noNaN: true }), fc.nat(6000), (mean, units) => {
        const tills = tillsOfSku(1, Float64Array.of(units), Float64Array.of(mean))
        const chances = atLeastBySum(mean, units)
        tills.worth.forEach((found, at) => {
          assert.ok(Math.abs(found - chances[units - at]!) < 1e-9)
        })
      }),
      { numRuns: 50 },
    )
  })
})

/** The chance that so many are wanted, from the rarest down, each by its own logarithm. */
function atLeastBySum(mean: number, units: number): Float64Array {
  const most = Math.ceil(Math.max(units, mean) + 60 * Math.sqrt(mean) + 60)
  const logs = new Float64Array(most + 1)
  for (let k = 1; k <= most; k += 1) logs[k] = logs[k - 1]! + Math.log(k)
  const chances = new Float64Array(most + 2)
  for (let k = most; k >= 0; k -= 1) {
    chances[k] = chances[k + 1]! + Math.exp(k * Math.log(mean) - mean - logs[k]!)
  }
  return chances
}
