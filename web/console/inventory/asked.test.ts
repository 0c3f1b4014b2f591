import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { askedOf, isNarrowed } from './asked.ts'

describe('what the address asks of the inventory', () => {
  it('is what the server knows, and nothing else', () => {
    const address = { q: 'navy', state: 'low', category: '', open: 'A', location: 'LYON' }
    assert.deepEqual(askedOf(address), { q: 'navy', state: 'low', location: 'LYON' })
    assert.deepEqual(askedOf({ state: 'strange' }), {})
  })

  it('is narrowed by filters, not by where one looks', () => {
    assert.equal(isNarrowed({ location: 'LYON' }), false)
    assert.equal(isNarrowed({ state: 'low' }), true)
  })
})
