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

const units = fc.nat(30)
const quotas = fc.option(fc.record({ left: fc.nat(40), rule: fc.constant(named) }), {
  nil: undefined,
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
      fc.property(units, units, units, quotas, said, (here, elsewhere, one, quota, rules) => {
        const offer = offeringBy(rules).to(1, null)
        const terms = termsOf({ here, elsewhere }, offer, 1, quota)
        const total = sumOf(terms)
        const sold = Math.max(0, here + elsewhere - (rules.threshold[1] ?? 0))
        assert.equal(total, Math.min(sold, quota?.left ?? Infinity))
        assert.equal(
          terms.some(({ term }) => term === 'quota'),
          total < sold,
        )
        const within = withinTotal([{ term: 'on_hand', units: one }], total, offer, 1, quota)
        assert.equal(sumOf(within), Math.min(one, total))
      }),
    )
  })
})
