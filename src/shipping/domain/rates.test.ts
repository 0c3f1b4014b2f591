import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { services, sizes } from '../../../test/arbitrary/cards.ts'
import { edgesOf, priceOn, type Card, type Traits } from './card.ts'
import { leastOf, carriedBy, pricingOf, type Least } from './least.ts'
import { ratesOf, type Shipment } from './rates.ts'
import type { LiveService } from './service.ts'

const KG = 1e9
/** In micrograms: also where prices change, and a microgram beyond. */
const weights = (all: readonly LiveService[]) => {
  const edges = all.flatMap(({ card, maxG }) => edgesOf(card, maxG)).flatMap((at) => [at, at + 1])
  return fc.oneof(fc.integer({ min: 0, max: 40 * KG }), fc.constantFrom(...edges))
}

function priceAt({ prices, perKgBeyond }: Least, edges: readonly number[], weight: number): number {
  const at = edges.findIndex((edge) => weight <= edge)
  if (at >= 0) return prices[at]!
  return prices.at(-1)! + Math.ceil((weight - edges.at(-1)!) / KG) * perKgBeyond
}

describe('the least prices of several services', () => {
  const asked = fc
    .tuple(services, fc.boolean(), fc.array(sizes, { maxLength: 3 }))
    .chain(([all, home, large]) =>
      fc.record({
        all: fc.constant(all),
        home: fc.constant(home),
        large: fc.constant(large),
        weight: weights(all),
        picks: fc.array(fc.nat(9), { minLength: all.length, maxLength: all.length }),
      }),
    )

  it('are at every weight the least of the prices of the cards', () => {
    fc.assert(
      fc.property(asked, ({ all, home, large, weight, picks }) => {
        const pricing = pricingOf(all, home, large)
        const inZone = all.map(({ card }, service) => {
          const zone = card.zones[picks[service]! % card.zones.length]!.code
          return { service, zone, besides: 0 }
        })
        const list = leastOf(pricing, inZone)
        const each = inZone.map(({ service, zone }) => {
          const { card, maxG } = all[service]!
          return priceOn(card, zone, weight, { home, sizes: large, maxG })
        })
        const known = each.filter((price) => price !== null)
        if (known.length === 0) return
        assert.equal(priceAt(list!, pricing.edges, weight), Math.min(...known))
        const { service, parcels } = carriedBy(pricing, list!, weight)
        const winner = all.findIndex(({ code }) => code === service)
        assert.equal(each[winner], Math.min(...known))
        assert.equal(parcels, 1)
      }),
      { numRuns: 500 },
    )
  })

  it('are never nothing where a price is missing: a parcel then goes as a heavier one', () => {
    const card: Card & { version: number } = {
      version: 3,
      currency: 'EUR',
      lanes: [{ zone: '5' }],
      bands: [500, 1000, 2000],
      zones: [{ code: '5', prices: [null, 40_000, 60_000], perKgBeyond: null, transitDays: 2 }],
      cm3PerKg: null,
      surcharges: [],
      fuelPercent: 0,
    }
    const [light, heavy] = [100 * 1e6, 5000 * 1e6]
    assert.equal(priceOn(card, '5', light, { home: false, sizes: [], maxG: 2000 }), null)
    const pricing = pricingOf([serviceOf(card)], false, [])
    const list = leastOf(pricing, [{ service: 0, zone: '5', besides: 0 }])!
    assert.equal(priceAt(list, pricing.edges, light), 40_000)
    assert.equal(carriedBy(pricing, list, light).bandG, 1000)
    // 5 kg by a service that takes 2: counted as full parcels by the kg.
    assert.equal(priceAt(list, pricing.edges, heavy), 60_000 + 3 * 30_000)
    const { parcels, bandG, transitDays } = carriedBy(pricing, list, heavy)
    assert.deepEqual([parcels, bandG, transitDays], [3, 2000, 2])
  })
})

function serviceOf(card: Card & { version: number }): LiveService {
  return {
    carrier: 'C',
    code: 'S',
    methods: ['standard'],
    toHomes: true,
    countries: null,
    maxG: 2000,
    maxLongestMm: 1000,
    maxGirthMm: null,
    card,
    collectsAt: (id) => id === 1,
  }
}

describe('the carriers of a group', () => {
  const goods = fc.record({
    grams: fc.nat(9000),
    wholePerUnit: fc.constant(1),
    size: fc.option(sizes, { nil: undefined }),
  })
  const countries = fc.option(fc.constantFrom('FR', 'DE'), { nil: undefined })
  const place = fc.record({
    country: countries,
    postalCode: fc.constant(undefined),
    point: fc.option(fc.record({ lat: fc.integer({ min: 43, max: 50 }), lon: fc.nat(9) }), {
      nil: undefined,
    }),
  })
  const shipments: fc.Arbitrary<Shipment> = fc.record({
    method: fc.constantFrom('standard', 'standard', 'express'),
    home: fc.boolean(),
    to: place,
    goods: fc.array(goods, { minLength: 1, maxLength: 3 }),
  })

  it('are the same whatever was asked before', () => {
    fc.assert(
      fc.property(
        services,
        fc.array(fc.tuple(shipments, place, fc.integer({ min: 1, max: 5 })), { minLength: 1 }),
        (all, asked) => {
          const remembering = ratesOf(all)
          for (const [shipment, from, id] of asked) {
            const [known, fresh] = [remembering, ratesOf(all)].map((rates) => {
              const reach = rates.reach(shipment)
              const offer = reach.from({ ...from, id })
              const takes = shipment.goods.map((_, sku) => reach.takes(id, sku))
              const told = 'why' in offer ? offer : [offer.km, offer.prices, offer.carried(1e9)]
              return JSON.stringify([reach.bands, reach.weights, takes, told])
            })
            assert.equal(known, fresh)
          }
        },
      ),
    )
  })

  it('are those that may serve it, collect there and have a lane; each place says why not', () => {
    fc.assert(
      fc.property(services, shipments, place, (all, shipment, from) => {
        const reach = ratesOf(all).reach(shipment)
        for (const id of [1, 2, 3, 4, 5, 6]) {
          const offer = reach.from({ ...from, id })
          const able = all.filter(({ toHomes }) => toHomes || !shipment.home)
          const here = able.filter((one) => shipment.method === 'standard' && one.collectsAt(id))
          assert.equal('why' in offer && offer.why === 'not_collected', here.length === 0)
          if ('why' in offer) continue
          shipment.goods.forEach((_, sku) => {
            if (reach.takes(id, sku)) return
            const { has, most } = reach.tooLarge(id, sku)
            assert.ok(has > most && most > 0)
          })
          const { service, zone, card } = offer.carried(1e9)
          assert.equal(card, 1)
          const carrier = here.find(({ code }) => code === service)!
          const lane = carrier.card.lanes.find((one) => one.zone === zone)!
          assert.ok(lane.maxKm === undefined || (offer.km !== null && offer.km <= lane.maxKm))
          for (const [side, at] of [
            [lane.from, from],
            [lane.to, shipment.to],
          ] as const) {
            assert.ok(side === undefined || side === at.country)
          }
        }
      }),
    )
  })

  it('count a bulky unit by its volume, and pay once for what is large or goes home', () => {
    const traits = (over: Partial<Traits>): Traits => ({
      home: false,
      sizes: [],
      maxG: 9e4,
      ...over,
    })
    const card: Card = {
      currency: 'EUR',
      lanes: [{ zone: '1', maxKm: 100 }],
      bands: [1000, 5000],
      zones: [{ code: '1', prices: [50_000, 90_000], perKgBeyond: 10_000, transitDays: 1 }],
      cm3PerKg: 5000,
      surcharges: [
        { code: 'HOME', kind: 'residential', amounts: [{ zone: '1', amount: 5000 }] },
        {
          code: 'LONG',
          kind: 'handling',
          amounts: [{ zone: '1', amount: 70_000 }],
          when: { longestOverMm: 1200 },
          leastG: 4000,
        },
        {
          code: 'HEAVY',
          kind: 'handling',
          amounts: [{ zone: '1', amount: 80_000 }],
          when: { overG: 5000 },
        },
      ],
      fuelPercent: 10,
    }
    const long = [1500, 100, 100] as const
    assert.equal(priceOn(card, '1', KG, traits({})), 55_000)
    assert.equal(priceOn(card, '1', KG, traits({ home: true })), 60_500)
    // It counts for 4 kg at least.
    assert.equal(priceOn(card, '1', KG, traits({ sizes: [long, long] })), (90_000 + 70_000) * 1.1)
    // Of what is long and heavy only the dearer is paid.
    const most = (90_000 + 2 * 10_000 + 80_000) * 1.1
    assert.equal(priceOn(card, '1', 6.5 * KG, traits({ sizes: [long] })), Math.round(most))
    const rates = ratesOf([
      { ...serviceOf({ ...card, version: 1 }), maxG: 9e4, maxLongestMm: null },
    ])
    const size = [400, 300, 250] as const
    const to = { country: 'FR', postalCode: undefined, point: undefined }
    const { weights: counted } = rates.reach({
      method: 'standard',
      home: false,
      to,
      goods: [
        { grams: 900, wholePerUnit: 1, size },
        { grams: 7000, wholePerUnit: 1, size },
      ],
    })
    assert.deepEqual(counted, [6 * KG, 7 * KG])
  })
})
