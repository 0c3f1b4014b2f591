import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services, sizes } from '../../../test/arbitrary/cards.ts'
import { madeService } from '../../../test/routing/made-world.ts'
import { priceAt } from '../../../test/shipping/price-at.ts'
import { KILOGRAM } from '../../lib/weight.ts'
import type { Card, Size } from './card.ts'
import { decideQuote } from './quote.ts'
import type { Goods } from './goods.ts'
import { ratesOf } from './rates.ts'
import { isWithin, type LiveService } from './service.ts'

const to = { country: 'FR', postalCode: undefined, point: undefined }
const origin = { ...to, id: 1 }
const collected = [{ day: 1, at: '17:00' }]

/** One price up to the heaviest, in one zone. */
function serviceOf(code: string, maxG: number, card: Partial<Card>): LiveService {
  const made = madeService(code, { price: 64_900, collected })
  const zones = [{ code: 'ALL', prices: [64_900], perKgBeyond: null, transitDays: 1 }]
  const lanes = [{ zone: 'ALL' }]
  const own = { ...made.card, lanes, bands: [maxG], zones, surcharges: [], fuelPercent: 0 }
  return { ...made, maxG, card: { ...own, cm3PerKg: null, ...card } }
}

const ASTD = serviceOf('ASTD', 30_000, {})
const AVOL = serviceOf('AVOL', 30_000, { cm3PerKg: 5000 })
/** 180 litres: 36 kg by the divisor. */
const CUSHION: Goods = { grams: 5000, wholePerUnit: 1, size: [600, 600, 500] }

const reachOf = (all: readonly LiveService[], ...goods: Goods[]) =>
  ratesOf(all).reach({ method: 'standard', home: false, to, goods })

const asked = { origin, to, method: 'standard', home: false }

describe('bulky goods', () => {
  it('go where a service takes their weight, whatever their volume counts for', () => {
    for (const all of [[ASTD], [ASTD, AVOL]]) assert.ok(reachOf(all, CUSHION).takes(1, 0))
    const reach = reachOf([ASTD, AVOL], CUSHION)
    const offer = reach.from(origin)
    assert.ok('prices' in offer)
    const [counted] = reach.weights
    assert.equal(counted, 36 * KILOGRAM)
    // Beyond the heaviest it is by the kg of a full parcel.
    assert.equal(priceAt(reach.bands, offer.prices, counted!), 64_900 + 6 * 2164)
  })

  it('are too heavy by what they weigh, which is what is told', () => {
    const reach = reachOf([ASTD, AVOL], { ...CUSHION, grams: 30_001 })
    assert.equal(reach.takes(1, 0), false)
    assert.deepEqual(reach.tooLarge(1, 0), { measure: 'weight', has: 30_001, most: 30_000 })
  })

  it('are taken by the services that take their sizes and their weight, and no others', () => {
    const goods = fc.record({
      grams: fc.nat(40_000),
      wholePerUnit: fc.constant(1),
      size: fc.option(sizes, { nil: undefined }),
    })
    fc.assert(
      fc.property(services, fc.array(goods, { minLength: 1, maxLength: 3 }), (all, each) => {
        const reach = reachOf(all, ...each)
        for (const id of [1, 2, 3]) {
          const here = all.filter((one) => one.collectsAt(id))
          if (here.length === 0) continue
          const able = (size: Size | undefined) => here.some((one) => isWithin(one, size))
          const sized = here.filter((one) =>
            each.every(({ size }) => !able(size) || isWithin(one, size)),
          )
          each.forEach(({ grams, size }, sku) => {
            const takes = able(size) && sized.some(({ maxG }) => grams <= maxG)
            assert.equal(reach.takes(id, sku), takes)
          })
        }
      }),
    )
  })

  it('pay a surcharge by weight only where it may be what they weigh', () => {
    const heavy = {
      code: 'ADDITIONAL_HANDLING_WEIGHT',
      kind: 'handling' as const,
      amounts: [{ zone: 'ALL', amount: 550_000 }],
      when: { overG: 22_679.6185 },
    }
    const ground = serviceOf('FEDEX_GROUND', 68_000, { cm3PerKg: 5000, surcharges: [heavy] })
    const size = [600, 500, 400] as const
    const quoted = (grams: number) => {
      const quote = decideQuote(ground, { ...asked, grams, size })
      assert.ok(typeof quote !== 'string')
      return [quote.billableG, quote.terms.total]
    }
    assert.deepEqual(quoted(500), [24_000, 64_900])
    assert.deepEqual(quoted(22_679), [24_000, 64_900])
    assert.deepEqual(quoted(22_680), [24_000, 614_900])
    const rates = ratesOf([ground], { gramsPerParcel: 100 })
    const routed = (units: number | undefined) => {
      const goods = [{ grams: 500, wholePerUnit: 1, size }]
      const known = units === undefined ? {} : { grams: 500 * units }
      const reach = rates.reach({ method: 'standard', home: false, to, goods, ...known })
      const offer = reach.from(origin)
      assert.ok('prices' in offer)
      return priceAt(reach.bands, offer.prices, reach.weights[0]!)
    }
    assert.equal(routed(1), 64_900)
    // 45 of them and their box weigh 22.6 kg, 46 weigh 23.1: some parcel may be as heavy.
    assert.deepEqual([routed(45), routed(46), routed(1)], [64_900, 614_900, 64_900])
    assert.equal(routed(undefined), 614_900)
  })

  it('have a quote by what they count for, also beyond the heaviest', () => {
    const ground = serviceOf('FEDEX_GROUND', 68_000, { cm3PerKg: 5000 })
    const size = [1000, 800, 700] as const
    const quote = decideQuote(ground, { ...asked, grams: 5000, size })
    assert.ok(typeof quote !== 'string')
    assert.equal(quote.billableG, 112_000)
    assert.deepEqual(quote.terms, {
      carriage: 64_900 + 44 * 955,
      surcharges: [],
      fuel: 0,
      total: 64_900 + 44 * 955,
    })
    assert.equal(decideQuote(ground, { ...asked, grams: 68_001, size: undefined }), 'too_heavy')
    assert.equal(decideQuote(ground, { ...asked, grams: 68_001, size }), 'too_heavy')
  })
})
