import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { madeService } from '../../../test/routing/made-world.ts'
import { priceAt } from '../../../test/shipping/price-at.ts'
import { MICROGRAMS } from '../../lib/weight.ts'
import { contentBandsOf } from './packaging.ts'
import { ratesOf } from './rates.ts'
import type { LiveService } from './service.ts'

const GRAM = MICROGRAMS
const collected = [{ day: 1, at: '17:00' }]
/** 4.00 up to 1 kg, 7.00 up to 5 kg, and no more; by volume where it is more. */
const service: LiveService = {
  ...madeService('POST', { price: 0, collected }),
  maxG: 5000,
  card: {
    currency: 'EUR',
    lanes: [{ zone: '1' }],
    bands: [1000, 5000],
    zones: [{ code: '1', prices: [40_000, 70_000], perKgBeyond: null, transitDays: 1 }],
    cm3PerKg: 5000,
    surcharges: [
      {
        code: 'HEAVY',
        kind: 'handling',
        amounts: [{ zone: '1', amount: 10_000 }],
        when: { overG: 4000 },
      },
    ],
    fuelPercent: 0,
    version: 1,
  },
}
const nowhere = { country: 'FR', postalCode: undefined, point: undefined }
const asked = (...goods: { grams: number; size?: readonly [number, number, number] }[]) => ({
  method: 'standard',
  home: true,
  to: nowhere,
  goods: goods.map(({ grams, size }) => ({ grams, wholePerUnit: 1, size })),
})

/** What one parcel with all of it costs, and how it goes. */
function sent(packaging: Parameters<typeof ratesOf>[1], ...goods: Parameters<typeof asked>) {
  const reach = ratesOf([service], packaging).reach(asked(...goods))
  const offer = reach.from({ ...nowhere, id: 1 })
  assert.ok(!('why' in offer))
  const weight = reach.weights.reduce((sum, one) => sum + one, 0)
  const { bandG, billableG, parcels } = offer.carried(weight)
  return { price: priceAt(reach.bands, offer.prices, weight), bandG, billableG, parcels }
}

describe('the expected packaging of a parcel', () => {
  it('takes it over the edge of a band', () => {
    const at = (grams: number, gramsPerParcel?: number) => sent({ gramsPerParcel }, { grams })
    const light = { price: 40_000, bandG: 1000, parcels: 1 }
    assert.deepEqual(at(900), { ...light, billableG: 900 })
    assert.deepEqual(at(900, 100), { ...light, billableG: 1000 })
    assert.deepEqual(at(900, 101), { price: 70_000, bandG: 5000, parcels: 1, billableG: 1001 })
    // Also that of a surcharge by weight.
    assert.equal(at(3900, 100).price, 70_000)
    assert.equal(at(3900, 101).price, 80_000)
    // What weighs nothing is in the band of an empty box, to its edge.
    assert.deepEqual(at(0, 1000), { ...light, billableG: 1000 })
  })

  it('counts once, however many units are in it', () => {
    const two = [{ grams: 450 }, { grams: 450 }] as const
    assert.equal(sent({ gramsPerParcel: 100 }, ...two).billableG, 1000)
    assert.equal(sent({ gramsPerParcel: 100 }, ...two).price, 40_000)
  })

  it('has air in it where volume counts, and nowhere else', () => {
    // 4 litres: 800 g by the divisor; with two fifths more 1120.
    const bulky = { grams: 100, size: [200, 200, 100] as const }
    assert.equal(sent({}, bulky).billableG, 800)
    assert.deepEqual(sent({ airPercent: 40 }, bulky), {
      price: 70_000,
      bandG: 5000,
      billableG: 1120,
      parcels: 1,
    })
    assert.equal(sent({ airPercent: 40 }, { ...bulky, grams: 2000 }).billableG, 2000)
    assert.equal(sent({ airPercent: 40 }, { grams: 900 }).billableG, 900)
    assert.equal(sent({ airPercent: 40, gramsPerParcel: 80 }, bulky).billableG, 1200)
  })

  it('goes by the kg of a full parcel where it is heavier than any service takes', () => {
    const halves = [{ grams: 2500 }, { grams: 2500 }] as const
    assert.deepEqual([sent({}, ...halves).parcels, sent({}, ...halves).price], [1, 80_000])
    // 80000 for 5 kg are 16000 a kg.
    const { parcels, price, bandG } = sent({ gramsPerParcel: 200 }, ...halves)
    assert.deepEqual([parcels, price, bandG], [2, 96_000, 5000])
  })

  it('decides by whom it goes, and what that costs besides', () => {
    const { card } = service
    const large = { code: '1', prices: [75_000, 75_000], perKgBeyond: null, transitDays: 3 }
    const other = { ...service, code: 'SLOW', card: { ...card, zones: [large], surcharges: [] } }
    const reach = ratesOf([service, other], { gramsPerParcel: 150 }).reach(asked({ grams: 900 }))
    const late = (code: string) => (code === 'SLOW' ? 1000 : 9000)
    const offer = reach.from({ ...nowhere, id: 1 }, late)
    assert.ok(!('why' in offer))
    const by = (grams: number) => {
      return [offer.carried(grams * GRAM).service, offer.besides(grams * GRAM)]
    }
    assert.deepEqual(by(850), ['POST', 9000])
    assert.deepEqual(by(851), ['SLOW', 1000])
  })

  it('leaves out a unit that no service takes in its box, and says what it weighs so', () => {
    const reach = (gramsPerParcel: number) =>
      ratesOf([service], { gramsPerParcel }).reach(asked({ grams: 4900 }))
    assert.equal(reach(100).takes(1, 0), true)
    assert.equal(reach(101).takes(1, 0), false)
    assert.deepEqual(reach(101).tooLarge(1, 0), { measure: 'weight', has: 5001, most: 5000 })
  })

  it('moves bands and prices so that contents pay what the whole parcel would', () => {
    const lists = fc
      .array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 })
      .chain((steps) => {
        const bands = steps.map((_, i) => steps.slice(0, i + 1).reduce((a, b) => a + b) / 10)
        const prices = fc.array(fc.nat(90_000), {
          minLength: bands.length,
          maxLength: bands.length,
        })
        const of = fc.record({ prices, perKgBeyond: fc.nat(9000) })
        return fc.record({ bands: fc.constant(bands), of, other: of })
      })
    fc.assert(
      fc.property(lists, fc.nat(60_000), fc.nat(60_000), ({ bands, of, other }, grams, box) => {
        const { bands: left, pricesOf } = contentBandsOf(bands, { gramsPerParcel: box })
        const edges = left.flatMap((edge) => [edge * GRAM, edge * GRAM + 1])
        for (const weight of [0, 1, grams * GRAM, ...edges.map(Math.round)]) {
          const whole = priceAt(bands, of, weight + box * GRAM)
          assert.equal(priceAt(left, pricesOf(of), weight), whole)
        }
        assert.ok(
          left.length > 0 && left.every((edge, i) => edge >= 0 && edge > (left[i - 1] ?? -1)),
        )
        // The solver knows places in one zone by their having one list.
        assert.equal(pricesOf(of), pricesOf(of))
        assert.deepEqual(pricesOf(other).prices.length, left.length)
      }),
      { numRuns: 1000 },
    )
  })
})
