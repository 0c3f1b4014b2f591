import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { askedOf, isNarrowed } from './asked.ts'

describe('an address of the alerts', () => {
  it('asks for what is so now, unless it says otherwise', () => {
    assert.deepEqual(askedOf({}), { state: 'open' })
    const address = { kind: 'low', state: 'cleared', location: 'nice' }
    assert.deepEqual(askedOf(address), address)
    assert.deepEqual([isNarrowed({}), isNarrowed(address)], [false, true])
  })

  it('asks for nothing where it makes no sense', () => {
    assert.deepEqual(askedOf({ kind: 'blue', state: 'late' }), { state: 'open' })
  })
})
