import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitTable, placeOf, planTableOf } from './tariff.ts'

const parcel = fc.record({
  km: fc.integer({ min: 0, max: 4000 }),
  grams: fc.integer({ min: 0, max: 120_000 }),
  paid: fc.integer({ min: 0, max: 50_000 }),
})

test('whatever was sent, prices never fall with distance or weight', () => {
  fc.assert(
    fc.property(fc.array(parcel, { maxLength: 60 }), (sent) => {
      const { prices, anywhere } = fitTable(sent)
      prices.forEach((row, z) => {
        row.forEach((price, b) => {
          assert.ok(price >= (row[b - 1] ?? 0))
          assert.ok(price >= (prices[z - 1]?.[b] ?? 0))
        })
      })
      anywhere.forEach((price, b) => assert.ok(price >= (anywhere[b - 1] ?? 0)))
    }),
    { numRuns: 30 },
  )
})

test('prices that rise already are kept, whatever strays beside them', () => {
  const sent = [30, 300, 3000].flatMap((km) =>
    [200, 2500, 40_000].flatMap((grams) => {
      const paid = km + grams / 100
      return [paid, paid, paid, 99_999].map((value) => ({ km, grams, paid: value }))
    }),
  )
  const { zones, bands, prices } = fitTable(sent)
  for (const { km, grams, paid } of sent.filter((one) => one.paid < 99_999)) {
    const found = prices[placeOf(zones, km)]![placeOf(bands, grams)]!
    assert.ok(Math.abs(found - paid) <= 1, `${km} km, ${grams} g: ${found} instead of ${paid}`)
  }
})

test('a plan has a price for each band, in its unit', () => {
  const table = planTableOf(fitTable([{ km: 40, grams: 100, paid: 1234 }]))
  assert.equal(table.zones[0]!.prices.length, table.bands.length)
  assert.equal(table.zones[0]!.prices[0], 123_400)
  assert.equal(table.otherwise.prices[0], 123_400)
})
