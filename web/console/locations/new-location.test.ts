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

  it('sends what was filled in and leaves the rest to the server', () => {
    assert.deepEqual(bodyOf({ ...good, lat: '43.7', lon: '7.26', pickup: true }), {
      code: 'FR-NICE',
      kind: 'store',
      legalEntity: 'LE',
      country: 'FR',
      timeZone: 'Europe/Paris',
      name: 'Nice store',
      lat: 43.7,
      lon: 7.26,
      pickup: true,
    })
  })
})
