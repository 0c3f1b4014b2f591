import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideOnCanary } from './on-canary.ts'

describe('an order that the version of a canary decided on', () => {
  const ms = fc.integer({ min: 0, max: 1000 })
  const at = (one: number) => Temporal.Instant.fromEpochMilliseconds(one)

  it('is of its share until it is promoted, and for ever where it is not', () => {
    fc.assert(
      fc.property(ms, ms, fc.constantFrom('promoted', 'returned', null), (end, placed, outcome) => {
        const endedAt = outcome === null ? null : at(end)
        const isOfAll = outcome === 'promoted' && placed >= end
        assert.equal(decideOnCanary({ outcome, endedAt }, at(placed)), !isOfAll)
      }),
    )
  })
})
