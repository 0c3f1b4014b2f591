import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideRenewal, decideUnproven, GATE_DAYS, RENEW_DAYS } from './price-gate.ts'

const NOW = Temporal.Instant.from('2026-06-01T12:00:00Z')
const hours = fc.integer({ min: 0, max: 90 * 24 })
const lookAhead = fc.record({
  days: fc.constantFrom(7, 14),
  marginPercent: fc.constantFrom(35, 40),
})

describe('whether prices are proven', () => {
  it('goes by the newest simulation: passed, not long ago, and of the same plan', () => {
    fc.assert(
      fc.property(
        fc.record({ passed: fc.boolean(), hours, by: lookAhead }),
        fc.record({ isSamePlan: fc.boolean(), lookAhead }),
        (newest, wanted) => {
          const decidedAt = NOW.subtract({ hours: newest.hours })
          const gate = { passed: newest.passed, decidedAt, lookAhead: newest.by }
          const why = decideUnproven(gate, { ...wanted, now: NOW })
          const isFresh = newest.hours <= GATE_DAYS * 24
          const isSame = JSON.stringify(newest.by) === JSON.stringify(wanted.lookAhead)
          const isProven = newest.passed && isFresh && wanted.isSamePlan && isSame
          assert.equal(why === undefined, isProven)
          if (!newest.passed) assert.equal(why, 'failed')
          else if (!isFresh) assert.equal(why, 'old')
        },
      ),
    )
    const by = { isSamePlan: true, lookAhead: { days: 14, marginPercent: 40 }, now: NOW }
    assert.equal(decideUnproven(undefined, by), 'never')
  })

  it('is asked again where they are on and the newest is old, or has failed since', () => {
    fc.assert(
      fc.property(fc.boolean(), hours, (passed, ago) => {
        const why = decideRenewal({ passed, decidedAt: NOW.subtract({ hours: ago }) }, NOW)
        assert.equal(why, passed ? (ago > RENEW_DAYS * 24 ? 'old' : undefined) : 'failed')
      }),
    )
    assert.equal(decideRenewal(undefined, NOW), 'never')
  })
})
