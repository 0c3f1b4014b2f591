import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { decideExtension, decideHoldTerms, stateOfHold, type HoldHead } from './hold-terms.ts'
import { hashOfReference } from './reference.ts'
import { always, anything, type Rule } from './rules/rule.ts'

type Terms = Extract<Rule['terms'], { kind: 'hold_limit' }>

const limits: fc.Arbitrary<Terms> = fc.record({
  kind: fc.constant('hold_limit' as const),
  minutes: fc.integer({ min: 1, max: 60 }),
  extensions: fc.nat(3),
  open: fc.option(fc.integer({ min: 1, max: 5 })),
  per: fc.constantFrom('customer' as const, 'address' as const),
})
const minutes = fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined })
const now = Temporal.Instant.from('2026-03-01T10:00:00Z')
const holds: fc.Arbitrary<HoldHead> = fc
  .record({
    minutes: fc.integer({ min: 1, max: 60 }),
    left: fc.integer({ min: -20, max: 90 }),
    extensions: fc.nat(3),
    more: fc.nat(2),
    closedAs: fc.constantFrom(null, 'released' as const, 'converted' as const),
  })
  .map(({ left, more, ...hold }) => ({
    ...hold,
    id: '0',
    channelId: 1,
    method: null,
    pickupLocationId: null,
    placedAt: now,
    expiresAt: now.add({ minutes: left }),
    extensionsMost: hold.extensions + more,
    orderId: null,
  }))

describe('the terms of a hold', () => {
  it('are the strictest of its rules, and no longer than asked for', () => {
    fc.assert(
      fc.property(fc.array(limits, { maxLength: 4 }), minutes, (all, asked) => {
        const terms = decideHoldTerms([undefined, ...all.map(ruleOf)], asked)
        const most = Math.min(...all.map((rule) => rule.minutes), asked ?? Infinity)
        assert.equal(terms.minutes, most === Infinity ? 15 : most)
        const fewest = Math.min(...all.map(({ extensions }) => extensions))
        assert.equal(terms.extensions, all.length === 0 ? 1 : fewest)
        for (const field of ['customer', 'address'] as const) {
          const open = all.filter((rule) => rule.per === field).map((rule) => rule.open ?? Infinity)
          const limit = terms.limits.find((one) => one.field === field)?.open ?? Infinity
          assert.equal(limit, Math.min(...open, Infinity))
        }
      }),
    )
  })
})

describe('an extension', () => {
  it('is for open holds, as often as was allowed, and never ends one earlier', () => {
    fc.assert(
      fc.property(holds, fc.nat(2), (hold, units) => {
        const until = decideExtension(hold, units, now)
        const isOpen = stateOfHold(hold, units, now) === 'open'
        assert.equal(
          isOpen,
          !hold.closedAs && units > 0 && Temporal.Instant.compare(hold.expiresAt, now) > 0,
        )
        if (until instanceof Refusal) {
          assert.equal(until.code, isOpen ? 'hold_extended_enough' : 'hold_closed')
          assert.ok(!isOpen || hold.extensions === hold.extensionsMost)
          return
        }
        assert.ok(isOpen && hold.extensions < hold.extensionsMost)
        const whole = now.add({ minutes: hold.minutes })
        const ends = [whole, hold.expiresAt].toSorted(Temporal.Instant.compare)
        assert.ok(until.equals(ends[1]!))
      }),
    )
  })
})

describe('a reference', () => {
  it('is the same however it is written, and a customer is no address', () => {
    const hash = hashOfReference('customer', 'Ada@Example.com')
    assert.deepEqual(hashOfReference('customer', ' ada@example.com '), hash)
    assert.notDeepEqual(hashOfReference('address', 'ada@example.com'), hash)
    assert.notDeepEqual(hashOfReference('customer', 'ada@example.org'), hash)
  })
})

function ruleOf(terms: Terms): Rule {
  return { id: '1', name: 'Limit', scope: anything, times: always, terms }
}
