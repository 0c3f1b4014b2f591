import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { contradictionOf } from './contradicted.ts'

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
