import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  decideCounting,
  decidePlayedAs,
  decideRenewal,
  decideUnproven,
  FULL_DAYS,
  GATE_DAYS,
  looksAlike,
  RENEW_DAYS,
} from './price-gate.ts'

const NOW = Temporal.Instant.from('2026-06-01T12:00:00Z')
const gate = fc.record({ passed: fc.boolean(), hours: fc.integer({ min: 0, max: 90 * 24 }) })
const proof = fc
  .record({
    newest: fc.option(gate, { nil: undefined }),
    before: fc.option(gate, { nil: undefined }),
    isSamePlan: fc.boolean(),
    hasOther: fc.boolean(),
  })
  .map(({ newest, before, ...rest }) => ({ ...rest, newest: at(newest), before: at(before) }))

function at(one: { passed: boolean; hours: number } | undefined) {
  return one && { ...one, decidedAt: NOW.subtract({ hours: one.hours }) }
}

describe('whether prices are proven', () => {
  it('goes by the newest that looked ahead alike: same plan, passed, not long ago', () => {
    fc.assert(
      fc.property(proof, (of) => {
        const { newest, isSamePlan, hasOther } = of
        const why = decideUnproven(of, NOW)
        const isFresh = !!newest && newest.hours <= GATE_DAYS * 24
        assert.equal(why === undefined, isFresh && newest.passed && isSamePlan)
        // What another plan cost says nothing of this one; nor does one from before.
        if (!newest) assert.equal(why, hasOther ? 'other_look_ahead' : 'never')
        else if (!isSamePlan) assert.equal(why, 'other_plan')
        else if (!newest.passed) assert.equal(why, 'failed')
        else if (!isFresh) assert.equal(why, 'old')
      }),
    )
  })

  it('goes by the plan as it is, then by enough days; a what-if of few says nothing', () => {
    const outcome = fc.record({
      off: fc.constant(1),
      on: fc.constant(1),
      verdict: fc.constantFrom('not_dearer' as const, 'dearer' as const, 'too_few_days' as const),
    })
    const days = fc.option(fc.integer({ min: 0, max: 2 * FULL_DAYS }))
    const kept = fc.record({ base: outcome, low: outcome, high: outcome, days, same: fc.boolean() })
    const saysOf = ({ base, low, high, days: played }: Omit<Kept, 'same'>) => {
      const isFew = [base, low, high].some(({ verdict }) => verdict === 'too_few_days')
      return isFew ? 'nothing' : (played ?? FULL_DAYS) < FULL_DAYS ? 'some' : 'all'
    }
    type Kept = typeof kept extends fc.Arbitrary<infer Of> ? Of : never
    fc.assert(
      fc.property(fc.array(kept, { maxLength: 6 }), (gates) => {
        const { newest, isSamePlan } = decideCounting(gates, ({ same }) => same)
        assert.equal(
          isSamePlan,
          gates.some(({ same }) => same),
        )
        assert.equal(newest === undefined, gates.length === 0)
        if (!newest) return
        const rivals = gates.filter(({ same }) => same === newest.same)
        const levels = ['all', 'some', 'nothing'].map((level) =>
          rivals.find((one) => saysOf(one) === level),
        )
        assert.equal(
          newest,
          levels.find((one) => one !== undefined),
        )
        assert.equal(newest.same, isSamePlan)
      }),
    )
  })

  it('is asked again where they are on and the newest is old, has failed or is of another', () => {
    fc.assert(
      fc.property(proof, (of) => {
        const counts = of.newest ?? of.before
        const why = decideRenewal(of, NOW)
        if (!counts || (of.newest && !of.isSamePlan)) assert.equal(why, 'never')
        else if (!counts.passed) assert.equal(why, 'failed')
        else assert.equal(why, counts.hours > RENEW_DAYS * 24 ? 'old' : undefined)
      }),
    )
  })

  it('is for a channel that looks ahead by itself only where it would do so, unless chosen', () => {
    const by = fc.record({ days: fc.constantFrom(7, 14), marginPercent: fc.constantFrom(35, 40) })
    fc.assert(
      fc.property(by, fc.boolean(), fc.option(by), (lookAhead, isChosen, own) => {
        const isPlayed = decidePlayedAs({ lookAhead, isChosen }, own)
        const isOwn = own === null || JSON.stringify(own) === JSON.stringify(lookAhead)
        assert.equal(isPlayed, isChosen || isOwn)
      }),
    )
  })

  it('goes by days and percent of a look ahead, whatever else stands beside them', () => {
    const by = fc.record({
      days: fc.constantFrom(7, 14),
      marginPercent: fc.constantFrom(35, 40),
      currency: fc.constantFrom('EUR', 'USD'),
    })
    fc.assert(
      fc.property(by, by, (one, other) => {
        const isSame = one.days === other.days && one.marginPercent === other.marginPercent
        assert.equal(looksAlike(one, other), isSame)
        assert.equal(looksAlike(one, null) || looksAlike(null, other), false)
      }),
    )
    assert.equal(looksAlike(null, null), true)
  })
})
