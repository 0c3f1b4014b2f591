import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { aheadOf, happenedBy } from './told.ts'

const now = Temporal.Instant.from('2026-03-01T09:30:00Z')

describe('when something is told to have happened', () => {
  it('is never after it was told, and as told otherwise', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), (seconds) => {
        const told = now.add({ seconds })
        assert.ok(happenedBy(now, told).equals(seconds > 0 ? now : told))
      }),
    )
    assert.ok(happenedBy(now).equals(now))
  })

  it('is refused where it lies further ahead than clocks do', () => {
    assert.equal(aheadOf(now, now.add({ minutes: 5 }), 'occurredAt'), undefined)
    const refusal = aheadOf(now, now.add({ minutes: 5, milliseconds: 1 }), 'occurredAt')
    assert.deepEqual([refusal?.code, refusal?.field], ['field_invalid', 'occurredAt'])
  })
})
