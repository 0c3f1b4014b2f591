import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addressRows, placeLine } from './address.ts'

describe('an address', () => {
  it('stands as its country writes it', () => {
    const us = { line1: '1 Main St', city: 'Austin', region: 'TX', postalCode: '78701' }
    assert.deepEqual(addressRows({ ...us, country: 'US' }, 'en'), [
      '1 Main St',
      'Austin, TX 78701',
      'United States',
    ])
    const gb = { line1: '4 High St', city: 'Leeds', postalCode: 'LS1 4AP', country: 'GB' }
    assert.deepEqual(addressRows(gb, 'en'), ['4 High St', 'Leeds', 'LS1 4AP', 'United Kingdom'])
    const de = { line1: 'Weg 2', city: 'Bonn', region: 'NW', postalCode: '53111', country: 'DE' }
    assert.deepEqual(addressRows(de, 'de'), ['Weg 2', '53111 Bonn', 'Deutschland'])
  })

  it('leaves out what is not given, and the name that stands above it already', () => {
    assert.deepEqual(addressRows({ name: 'Ada', country: 'FR' }, 'en', 'Ada'), ['France'])
    assert.deepEqual(addressRows({ name: 'Ada', country: 'FR' }, 'en', 'Ben'), ['Ada', 'France'])
    assert.equal(placeLine({ country: 'FR' }, 'en'), 'France')
    assert.equal(placeLine({ country: 'FR', city: 'Lyon' }, 'en'), 'Lyon, France')
  })
})
