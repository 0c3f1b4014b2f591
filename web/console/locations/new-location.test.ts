import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf, emptyNew, newFaults } from './new-location.ts'

const good = {
  ...emptyNew('Europe/Paris'),
  code: ' FR-NICE ',
  name: 'Nice store',
  legalEntity: 'LE',
  country: 'FR',
}

describe('a new location', () => {
  it('needs a name, a code, a company and a country', () => {
    assert.deepEqual(newFaults(emptyNew('Europe/Paris')), {
      name: 'needed',
      code: 'code',
      legalEntity: 'chosen',
      country: 'chosen',
    })
    assert.deepEqual(newFaults(good), {})
    assert.deepEqual(newFaults({ ...good, code: 'FR NICE', lat: '43' }), {
      code: 'code',
      lon: 'pair',
    })
  })

  it('sends what was filled in and what it can do, and leaves the rest to the server', () => {
    const more = { pickup: false, groups: 'SEA', channels: 'WEB' }
    assert.deepEqual(bodyOf({ ...good, lat: '43.7', lon: '7.26', ...more }), {
      code: 'FR-NICE',
      kind: 'store',
      legalEntity: 'LE',
      country: 'FR',
      timeZone: 'Europe/Paris',
      name: 'Nice store',
      lat: 43.7,
      lon: 7.26,
      groups: ['SEA'],
      channels: ['WEB'],
      ships: true,
      pickup: false,
      curbside: false,
      sameDay: false,
      receivesReturns: true,
      holdsParcels: false,
    })
  })
})
