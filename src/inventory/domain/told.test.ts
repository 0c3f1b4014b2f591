import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { aheadOf, contradictionOf, happenedBy } from './told.ts'

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

describe('what is told to have come or left', () => {
  it('goes one way or the other for most reasons, and no change contradicts any', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (units) => {
        for (const [reason, sign] of [
          ['receipt', 1],
          ['transfer_out', -1],
        ] as const) {
          assert.equal(contradictionOf(reason, sign * units, 'change'), undefined)
          const refusal = contradictionOf(reason, 0 - sign * units, 'change')
          assert.deepEqual([refusal?.code, refusal?.field], ['field_invalid', 'change'])
          assert.equal(contradictionOf(reason, 0, 'change'), undefined)
          assert.equal(contradictionOf('correction', sign * units, 'change'), undefined)
        }
      }),
    )
  })
})
