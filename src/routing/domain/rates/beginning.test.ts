import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideBeginning } from './beginning.ts'

const NOW = Temporal.Instant.from('2026-03-01T12:00:00Z')
const ago = (days: number) => NOW.subtract({ hours: 24 * days })
const imported = (from: number, until: number) => ({ from: ago(from), until: ago(until) })

describe('the time of which demand is known', () => {
  it('begins with an import that reaches up to our first order', () => {
    assert.deepEqual(decideBeginning(ago(10), imported(50, 12), NOW), ago(50))
    assert.deepEqual(decideBeginning(ago(10), imported(50, 17), NOW), ago(50))
    assert.deepEqual(decideBeginning(ago(10), imported(50, 2), NOW), ago(50))
    assert.deepEqual(decideBeginning(undefined, imported(50, 3), NOW), ago(50))
  })

  it('does not where nothing is known of more than a week between', () => {
    assert.deepEqual(decideBeginning(ago(10), imported(50, 18), NOW), ago(10))
    assert.equal(decideBeginning(undefined, imported(50, 8), NOW), undefined)
  })

  it('is our first order where no import begins before', () => {
    assert.deepEqual(decideBeginning(ago(60), imported(50, 12), NOW), ago(60))
    assert.deepEqual(decideBeginning(ago(3), undefined, NOW), ago(3))
    assert.equal(decideBeginning(undefined, undefined, NOW), undefined)
  })

  it('is never later for an import, and one of the two', () => {
    const days = fc.nat(100)
    const own = fc.option(days, { nil: undefined })
    fc.assert(
      fc.property(own, days, days, (first, one, other) => {
        const of = imported(Math.max(one, other), Math.min(one, other))
        const ours = first === undefined ? undefined : ago(first)
        const found = decideBeginning(ours, of, NOW)
        if (found === undefined) assert.equal(ours, undefined)
        else {
          if (ours) assert.ok(Temporal.Instant.compare(found, ours) <= 0)
          assert.ok(found.equals(of.from) || (ours && found.equals(ours)))
        }
      }),
    )
  })
})
