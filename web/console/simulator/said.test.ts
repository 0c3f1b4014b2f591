import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { policyName, rounded, signed, verdictOf } from './said.ts'
import type { Policy } from './use-simulations.ts'
import { words as arabic } from './words.ar.ts'
import { words as german } from './words.de.ts'
import { words as english } from './words.en.ts'

const paired = (low: number | null, high: number | null, total = 1) => {
  return { total, mean: total, low, high, batches: low === null ? 2 : 9 }
}

describe('what is said of a difference', () => {
  it('is a verdict only where chance is not enough', () => {
    assert.equal(verdictOf(paired(-3, -1)), 'better')
    assert.equal(verdictOf(paired(1, 3)), 'worse')
    assert.equal(verdictOf(paired(-1, 3)), 'same')
    assert.equal(verdictOf(paired(null, null)), 'few')
    assert.equal(verdictOf(paired(null, null, 0)), 'same')
    assert.equal(verdictOf(paired(0, 0, 0)), 'same')
    assert.equal(verdictOf(paired(1, 3), 'more'), 'better')
    assert.equal(verdictOf(paired(-3, -1), 'more'), 'worse')
    assert.equal(verdictOf(paired(-3, -1), 'neither'), 'clear')
  })

  it('names a policy by its rules, its prices and how those were found', () => {
    const formats = formatsOf('en', 'UTC')
    const lookAhead = { days: 14, marginPercent: 40, together: true }
    const live: Policy = {
      of: 'live',
      version: 3,
      prices: true,
      lookAhead,
      plans: [],
      asIfNow: false,
    }
    for (const words of [english, german, arabic]) {
      const nameOf = (policy: Policy) => policyName(policy, words, formats)
      const rules = words.policy.live
      assert.equal(nameOf(live), words.pricedTogether(rules))
      const alone = { ...lookAhead, together: false }
      assert.equal(nameOf({ ...live, lookAhead: alone }), words.priced(rules))
      assert.equal(nameOf({ ...live, lookAhead: null }), words.priced(rules))
      assert.equal(nameOf({ ...live, prices: false, lookAhead: null }), rules)
      const timed = { ...live, prices: false, asIfNow: true }
      assert.equal(nameOf(timed), words.timed(rules))
    }
  })

  it('has its sign, and no minus before nothing', () => {
    const text = rounded('en', 1)
    assert.deepEqual(
      [2.34, -2.34, 0, -0].map((value) => signed(value, text)),
      ['+2.3', '-2.3', '0', '0'],
    )
    const money = (language: string) => (value: number) =>
      formatsOf(language, 'UTC').cost(value, 'EUR')
    assert.equal(signed(14_400, money('en')), '+€1.44')
    assert.equal(signed(14_400, money('de')), '+1,44\u00a0€')
    // Marks keep the sign before the number, though what stands around goes from right to left.
    assert.equal(signed(14_400, money('ar')), '\u200f\u200e+1.44\u00a0€')
    assert.equal(signed(2.34, rounded('ar', 1)), '\u200e+2.3')
  })
})
