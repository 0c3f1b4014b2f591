import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { points, tables, tariffs } from '../../../test/arbitrary/routing.ts'
import { distanceKm } from '../../lib/geo.ts'
import { freightOf, type Place } from './freight.ts'

const countries = fc.option(fc.constantFrom('FR', 'DE', 'IT'), { nil: undefined })
const places: fc.Arbitrary<Place> = fc.record({
  country: countries,
  point: fc.option(points, { nil: undefined }),
})

describe('freight', () => {
  it('goes by the first zone of a table that fits; unknown places are never near', () => {
    fc.assert(
      fc.property(tables, places, places, (tariff, from, to) => {
        const { table } = tariff
        assert.ok(table)
        const km = from.point && to.point ? distanceKm(from.point, to.point) : Infinity
        const fits = table.zones.map(
          ({ maxKm = Infinity, from: a = from.country, to: b = to.country }) =>
            a === from.country && b === to.country && (maxKm === Infinity || km <= maxKm),
        )
        const no = fits.indexOf(true)
        const expected = no < 0 ? table.otherwise : table.zones[no]
        const freight = freightOf(tariff, from, to)
        assert.deepEqual(freight.zone, { no: no < 0 ? null : no, prices: expected })
        assert.equal(freight.km, km === Infinity ? null : Math.round(km))
        assert.deepEqual([freight.base, freight.perKg], [0, 0])
      }),
      { numRuns: 500 },
    )
  })

  it('goes by distance where both points are known, to the nearest 1e-4, dearer by the km', () => {
    fc.assert(
      fc.property(tariffs, places, places, places, (tariff, from, to, other) => {
        const freight = freightOf(tariff, from, to)
        // How far it is is known, also where carriage does not go by it.
        assert.equal(freight.km !== null, from.point !== undefined && to.point !== undefined)
        if (!tariff.distance || !from.point || !to.point) return
        const { base, perKm, perKg, perKgKm } = tariff.distance
        const km = distanceKm(from.point, to.point)
        assert.ok(Number.isInteger(freight.base))
        assert.ok(Math.abs(freight.base - (base + perKm * km)) <= 0.5)
        assert.ok(Math.abs(freight.perKg - (perKg + perKgKm * km)) < 1e-6)
        assert.ok(Math.abs(freight.km! - km) <= 0.5)
        const back = freightOf(tariff, to, from)
        assert.ok(Math.abs(back.base - freight.base) <= 1)
        if (!other.point) return
        const elsewhere = freightOf(tariff, from, other)
        if (distanceKm(from.point, other.point) < km) return
        assert.ok(elsewhere.base >= freight.base && elsewhere.perKg >= freight.perKg)
      }),
      { numRuns: 500 },
    )
  })

  it('never takes an unknown place for one at distance 0, but the first zone that fits', () => {
    fc.assert(
      fc.property(tariffs, places, places, fc.nat(2), (given, a, b, which) => {
        const { distance, ...flat } = given
        const from = which === 0 ? { ...a, point: undefined } : a
        const to = which === 1 ? { ...b, point: undefined } : b
        const tariff = which === 2 ? flat : { ...flat, ...(distance ? { distance } : {}) }
        const fits = (zone: { from?: string; to?: string }) =>
          (zone.from === undefined || zone.from === from.country) &&
          (zone.to === undefined || zone.to === to.country)
        const { base, perKg } = (tariff.zones ?? []).find(fits) ?? tariff.otherwise
        const km = from.point && to.point ? Math.round(distanceKm(from.point, to.point)) : null
        assert.deepEqual(freightOf(tariff, from, to), { base, perKg, km })
      }),
      { numRuns: 500 },
    )
  })
})
