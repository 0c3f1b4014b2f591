import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { points } from '../../../test/arbitrary/routing.ts'
import { defaultTariff, parcelPriceOf } from './freight.ts'
import { basisOf, decidePrice, decideWorth, lanesOf, outlookOf, type PricedSku } from './outlook.ts'
import { pricePerSku } from './prices/index.ts'
import type { RoutingLocation } from './types.ts'

const place = (id: number, lat: number): RoutingLocation => ({
  id,
  code: `L${id}`,
  country: 'FR',
  region: null,
  point: { lat, lon: 2 },
  ships: true,
  pickup: true,
  handlingCost: 4000,
  parcelCost: 1000,
  paused: false,
  archived: false,
})
const locations = [place(1, 43), place(2, 48), place(3, 50)]
const zones = [
  { zone: 'FR 06', share: 0.3, at: { lat: 43.7, lon: 7.2 } },
  { zone: 'FR 75', share: 0.6, at: { lat: 48.8, lon: 2.3 } },
  { zone: 'DE', share: 0.1, at: null },
]
const lanes = lanesOf(defaultTariff, locations, zones, 700)

const skus: fc.Arbitrary<PricedSku[]> = fc.uniqueArray(
  fc.record({
    skuId: fc.integer({ min: 1, max: 99 }),
    kg: fc.double({ min: 0, max: 5, noNaN: true }),
    worth: fc.integer({ min: 0, max: 400_000 }),
    linesPerDay: fc.double({ min: 0, max: 3, noNaN: true }),
    unitsPerLine: fc.double({ min: 0.1, max: 4, noNaN: true }),
    cells: fc.subarray([0, 1, 2], { minLength: 1 }).chain((nodes) =>
      fc.tuple(
        ...nodes.map((node) =>
          fc.record({
            node: fc.constant(node),
            units: fc.nat(6),
            tillPerDay: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
      ),
    ),
  }),
  { selector: ({ skuId }) => skuId, minLength: 1, maxLength: 4 },
)

const draws = { scenarios: 3, seed: 7 }

function pricesOf(of: readonly PricedSku[]): Map<number, number[]> {
  const { network, demand, units } = outlookOf(lanes, of)
  const prices = pricePerSku(network, demand, { units, days: 14 }, of.keys(), draws)
  return new Map(
    of.map(({ skuId }, s) => {
      const own = prices.subarray(network.first[s], network.first[s + 1])
      return [skuId, [...own]]
    }),
  )
}

describe('what prices are found by', () => {
  it('is of a SKU alone: some give the same prices as all together', () => {
    fc.assert(
      fc.property(skus, fc.nat(), (all, some) => {
        const together = pricesOf(all)
        const one = all[some % all.length]!
        assert.deepEqual(pricesOf([one]).get(one.skuId), together.get(one.skuId))
      }),
      { numRuns: 200 },
    )
  })

  it('makes whole prices, never negative, never above what a unit is worth', () => {
    fc.assert(
      fc.property(skus, (all) => {
        const prices = pricesOf(all)
        for (const { skuId, worth } of all) {
          for (const found of prices.get(skuId)!) {
            const price = decidePrice(found, worth)
            assert.ok(Number.isInteger(price) && price >= 0 && price <= worth)
          }
        }
      }),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(fc.double(), fc.nat(), (found, worth) => {
        const price = decidePrice(found, worth)
        assert.ok(price >= 0 && price <= worth)
      }),
    )
  })

  it('values a unit by the margin of its SKU, where none is known by that of all', () => {
    const by = { lookAhead: { marginPercent: 40 }, said: undefined }
    assert.equal(decideWorth(199_900, null, by), 79_960)
    assert.equal(decideWorth(199_900, 25, by), 49_975)
    assert.equal(decideWorth(199_900, 0, by), 0)
    assert.equal(decideWorth(199_900, 25, { ...by, said: 5000 }), 5000)
    const percent = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(fc.nat(1e9), percent, percent, (paid, own, marginPercent) => {
        const worth = decideWorth(paid, own, { lookAhead: { marginPercent }, said: undefined })
        assert.ok(Number.isInteger(worth) && worth >= 0 && worth <= paid)
        const alike = { lookAhead: { marginPercent: own }, said: undefined }
        assert.equal(worth, decideWorth(paid, null, alike))
      }),
    )
  })

  it('costs a parcel of the usual weight what the tariff says, with what the place takes', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 5000 }), (at, grams) => {
        const { parcel, perKg } = lanesOf(
          defaultTariff,
          locations,
          [{ zone: 'FR', share: 1, at }],
          grams,
        )
        locations.forEach((from, n) => {
          const price = parcelPriceOf(defaultTariff, from, { country: 'FR', point: at }, grams)
          const cost = parcel[n]! + (perKg[n]! * grams) / 1000 - from.parcelCost
          assert.ok(Math.abs(cost - price) < 1e-6 * price)
        })
      }),
    )
  })

  it('is told apart by a unit of stock, and by twice of what is expected', () => {
    fc.assert(
      fc.property(skus, ([one]) => {
        const basis = basisOf('1', one!)
        const [cell, ...rest] = one!.cells
        const moved = { ...one!, cells: [{ ...cell!, units: cell!.units + 1 }, ...rest] }
        assert.notEqual(basisOf('1', moved), basis)
        assert.notEqual(basisOf('2', one!), basis)
        assert.equal(basisOf('1', { ...one! }), basis)
        const twice = { ...one!, linesPerDay: 2 * one!.linesPerDay + 0.1 }
        assert.notEqual(basisOf('1', twice), basis)
      }),
    )
  })
})
