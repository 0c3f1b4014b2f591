import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services, sizes } from '../../../test/arbitrary/cards.ts'
import { priceAt } from '../../../test/shipping/price-at.ts'
import { decideQuote } from './quote.ts'
import { ratesOf } from './rates.ts'

const point = fc.option(fc.record({ lat: fc.integer({ min: 43, max: 50 }), lon: fc.nat(9) }), {
  nil: undefined,
})
const place = fc.record({
  country: fc.constantFrom('FR', 'DE', 'IT'),
  postalCode: fc.constant(undefined),
  point,
})
const asked = fc.record({
  origin: fc.record({ id: fc.integer({ min: 1, max: 5 }) }).chain(({ id }) => {
    return place.map((where) => ({ id, ...where }))
  }),
  to: place,
  method: fc.constantFrom('standard', 'standard', 'express'),
  home: fc.boolean(),
  grams: fc.oneof(fc.nat(40_000), fc.nat(4000)),
  size: fc.option(sizes, { nil: undefined }),
})

describe('a quote', () => {
  it('is what routing pays where the service is the only one, and adds up', () => {
    fc.assert(
      fc.property(services, asked, ([service], one) => {
        const { origin, grams, size, ...shipment } = one
        const goods = [{ grams, wholePerUnit: 1, size }]
        const reach = ratesOf([service!]).reach({ ...shipment, goods, grams })
        const offer = reach.from(origin)
        const quote = decideQuote(service!, one)
        if (typeof quote === 'string') {
          const isBarred = !('prices' in offer) || !reach.takes(origin.id, 0)
          assert.ok(isBarred || quote === 'too_heavy', quote)
          return
        }
        assert.ok('prices' in offer && reach.takes(origin.id, 0))
        const [weight] = reach.weights
        const { parcels: _, ...carried } = offer.carried(weight!)
        const { terms, ...said } = quote
        assert.deepEqual(said, carried)
        assert.equal(terms.total, priceAt(reach.bands, offer.prices, weight!))
        const sum = terms.surcharges.reduce((so, { amount }) => so + amount, terms.carriage)
        assert.equal(terms.total, sum + terms.fuel)
      }),
      { numRuns: 500 },
    )
  })
})
