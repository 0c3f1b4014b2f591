import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { distanceKm } from '../../lib/geo.ts'
import { nearestOf } from './near.ts'

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})
const places = fc
  .array(fc.option(point, { nil: undefined }), { maxLength: 12 })
  .map((points) => points.map((one, id) => ({ id, point: one })))

describe('the places near a point', () => {
  it('are all within the distance, the nearest first, and no other', () => {
    fc.assert(
      fc.property(places, point, fc.nat(20_000), (all, to, km) => {
        const near = nearestOf(all, to, km)
        const expected = all.filter((one) => one.point && distanceKm(one.point, to) <= km)
        assert.deepEqual(
          near.map(({ place }) => place.id).toSorted((a, b) => a - b),
          expected.map(({ id }) => id),
        )
        near.forEach((one, i) => assert.ok(i === 0 || near[i - 1]!.km <= one.km))
      }),
    )
  })
})
