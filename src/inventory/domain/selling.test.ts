import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { offeringBy, said } from '../../../test/arbitrary/offering.ts'
import { supplies } from '../../../test/arbitrary/stock.ts'
import { closings, sumOf, termsAt, termsOf, withinTotal } from './selling.ts'
import { freeOf } from './supply.ts'

const named = { id: 'r', name: 'A rule' }
const closed = fc.option(
  fc.record({
    why: fc.constantFrom(...closings),
    rule: fc.option(fc.constant(named), { nil: undefined }),
  }),
  { nil: undefined },
)

const numbers = fc.record({
  here: fc.nat(30),
  elsewhere: fc.nat(30),
  one: fc.nat(30),
  left: fc.option(fc.nat(30), { nil: undefined }),
})

/** Rows with what is unavailable in one condition. */
const rows = supplies().map((row) => {
  return { ...row, conditions: row.unavailable > 0 ? { damaged: row.unavailable } : {} }
})

describe('a number that opens', () => {
  it('is the sum of its terms at a location: what is free less what is kept, or nothing', () => {
    fc.assert(
      fc.property(rows, closed, said, (row, shut, rules) => {
        const offer = offeringBy(rules).to(1, null)
        const terms = termsAt(row, { closed: shut, offer, source: undefined })
        const free = Math.max(0, freeOf(row))
        const kept = offer.keep(row.skuId, row.locationId, row.quantity, free)
        assert.equal(sumOf(terms), shut ? 0 : free - kept)
        assert.equal(terms[0]!.term, 'on_hand')
        if (shut) {
          const why = terms.find(({ term }) => term === shut.why)
          assert.deepEqual(why?.rule, shut.rule)
        }
        for (const { term, units: number, rule } of terms) {
          assert.ok(['on_hand', 'uncovered'].includes(term) || number <= 0)
          if (term === 'safety_stock') assert.equal(rule?.name, 'Rule safety')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is the sum of its terms for a channel, of which no location gives more', () => {
    fc.assert(
      fc.property(numbers, said, ({ here, elsewhere, one, left }, rules) => {
        const offer = offeringBy(rules).to(1, null)
        const quota = left === undefined ? undefined : { left, rule: named }
        const terms = termsOf({ here, elsewhere }, { offer, quota }, 1)
        const total = sumOf(terms)
        const most = Math.max(0, here + elsewhere - (rules.threshold[1] ?? 0))
        assert.equal(total, Math.min(most, left ?? most))
        const units = Math.min(one, here)
        const within = withinTotal([{ term: 'on_hand', units }], terms)
        assert.equal(sumOf(within), Math.min(units, total))
      }),
    )
  })
})
