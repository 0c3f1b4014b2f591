import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideProven, GATE_DAYS } from './price-gate.ts'

const NOW = Temporal.Instant.from('2026-06-01T12:00:00Z')

describe('whether prices are proven', () => {
  it('goes by the newest simulation: passed, and not too long ago', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: 60 * 24 }), (passed, hours) => {
        const decidedAt = NOW.subtract({ hours })
        const isFresh = hours <= GATE_DAYS * 24
        assert.equal(decideProven({ passed, decidedAt }, NOW), passed && isFresh)
      }),
    )
    assert.equal(decideProven(undefined, NOW), false)
  })
})
