import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placesOf, type Location, type Stock } from './places.ts'

const location = { code: 'A', kind: 'store', paused: false, archived: false } as Location
const stock = [{ location: 'A', available: 7 }] as Stock[]

describe('what a place has to sell', () => {
  const units = (ofSku: Parameters<typeof placesOf>[0]['ofSku']) =>
    placesOf({ locations: [location], work: undefined, stock, ofSku })[0]!.units

  it('is all its stock, or that of one item, which may not be there', () => {
    assert.equal(units(undefined), 7)
    assert.equal(units([{ location: 'A', available: 3 }]), 3)
    assert.equal(units([{ location: 'A', available: -2 }]), 0)
    assert.equal(units([]), 0)
  })

  it('is no number where the item is not counted', () => {
    assert.equal(units(null), null)
  })
})
