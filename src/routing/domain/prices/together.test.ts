import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drawnDemand, drawnNetwork } from '../../../../test/routing/networks.ts'
import { USUAL } from './pricing.ts'
import { decideFutures, mostUnits, priceTogether } from './together.ts'

const size = { nodes: 5, regions: 4, skus: 6 }
const draws = { scenarios: 2, seed: 7 }

describe('prices of all SKUs together', () => {
  it('are drawn in as many futures as take minutes, in fewer the more orders there are', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 90 }), (seed, days) => {
        const { network } = drawnNetwork(seed, size)
        const perDays = [1, 100, 400, 4000, 50_000]
        const futures = perDays.map((perDay) => {
          return decideFutures(network, drawnDemand(seed, network, perDay), days)
        })
        assert.equal(futures[0], USUAL.scenarios)
        assert.equal(futures.at(-1), 0)
        futures.slice(1).forEach((some, at) => assert.ok(some <= futures[at]!))
        assert.ok(futures.every((some, at) => some * perDays[at]! * days <= 40_000))
      }),
      { numRuns: 50 },
    )
    const { network } = drawnNetwork(1, size)
    assert.equal(decideFutures(network, drawnDemand(1, network, 0), 14), USUAL.scenarios)
  })

  it('are the same again, at least nought, and go on from those found before', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, units } = drawnNetwork(seed, size)
        const demand = drawnDemand(seed, network, 8)
        const find = (before?: ReturnType<typeof priceTogether>) =>
          priceTogether(network, demand, { units, days: 3 }, draws, before)
        const first = find()
        assert.deepEqual(find(), first)
        const next = find(first)
        for (const { stock, slot } of [first, next]) {
          stock.forEach((price) => assert.ok(price >= 0))
          slot.forEach((price, at) => {
            assert.ok(price >= 0 && (price === 0 || network.slots[at % size.nodes]! < Infinity))
          })
        }
      }),
      { numRuns: 30 },
    )
  })

  it('start SKUs whose units are others now from what each is worth for itself', () => {
    const { network, units } = drawnNetwork(5, size)
    const demand = drawnDemand(5, network, 30)
    const now = { units, days: 7 }
    const first = priceTogether(network, demand, now, draws)
    // As if none of them had been worth anything, and as many had been there, or none.
    const stock = first.stock.map(() => 0)
    const slow = priceTogether(network, demand, now, draws, { ...first, stock })
    const soon = priceTogether(network, demand, now, draws, {
      ...first,
      stock,
      held: first.held.map(() => NaN),
    })
    const farOff = (of: Float64Array) =>
      of.reduce((sum, price, cell) => sum + Math.abs(price - first.stock[cell]!), 0)
    assert.ok(first.stock.some((price) => price > 0))
    assert.ok(farOff(soon.stock) < farOff(slow.stock) / 2)
  })

  it('deliver long orders in parts: as many lines, and no future is too long to decide', () => {
    const { network, units } = drawnNetwork(3, { ...size, skus: 30 })
    const long = { ...drawnDemand(3, network, 2), sizes: new Float64Array(20).fill(1 / 20) }
    const { stock } = priceTogether(network, long, { units, days: 2 }, draws)
    assert.ok(stock.every((price) => price >= 0))
    assert.ok(decideFutures(network, long, 2) > 0)
  })

  it('count no more units than are asked for, and all where there are fewer', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 30 }), (seed, days) => {
        const { network } = drawnNetwork(seed, size)
        const [some, more] = [5, 50].map((perDay) => {
          return mostUnits(drawnDemand(seed, network, perDay), network, days)
        })
        some!.forEach((most, cell) => assert.ok(most >= 4 && most <= more![cell]!))
      }),
      { numRuns: 30 },
    )
  })

  it('say where the room of a day is worth something: it is asked for, and too little', () => {
    const { network, units } = drawnNetwork(11, { ...size, units: 40 })
    const node = 1
    const scarce = Float64Array.from(network.slots, (_, at) => (at === node ? 1 : Infinity))
    const ample = new Float64Array(size.nodes).fill(1000)
    const near = network.parcel.map((cost, lane) => (lane % size.nodes === node ? 1 : cost))
    const wanted = { ...network, parcel: near }
    const demand = drawnDemand(11, network, 20)
    const slotsOf = (slots: Float64Array) =>
      priceTogether({ ...wanted, slots }, demand, { units, days: 2 }, draws).slot
    assert.ok(slotsOf(scarce)[node]! > 0)
    assert.ok(slotsOf(ample).every((price) => price === 0))
  })
})
