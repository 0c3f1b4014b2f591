import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Hours } from './hours.ts'
import { decideMissing } from './missing.ts'

const never: Hours = { weekly: [], exceptions: [] }

const place = fc.record({
  point: fc.option(fc.constant({ lat: 0, lon: 0 }), { nil: undefined }),
  city: fc.option(fc.constant('Lyon')),
  hours: fc.option(fc.constant(never)),
  handlingMinutes: fc.option(fc.nat(600)),
  pickup: fc.boolean(),
  curbside: fc.boolean(),
})

describe('what a location lacks', () => {
  it('is its point, its city, and where customers come its hours and how long it takes', () => {
    fc.assert(
      fc.property(place, (given) => {
        const missing = decideMissing(given)
        assert.equal(missing.includes('coordinates'), given.point === undefined)
        assert.equal(missing.includes('address'), given.city === null)
        const comes = given.pickup || given.curbside
        assert.equal(missing.includes('hours'), comes && given.hours === null)
        const isUnknown = given.handlingMinutes === null
        assert.equal(missing.includes('handling_time'), comes && isUnknown)
      }),
    )
  })

  it('is nothing at 0° north 0° east: that is a place like any other', () => {
    const unknown = { hours: null, handlingMinutes: null }
    const rest = { city: 'Null Island', ...unknown, pickup: false, curbside: false }
    assert.deepEqual(decideMissing({ ...rest, point: { lat: 0, lon: 0 } }), [])
  })
})
