import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { offsetOf } from './clock.ts'

const ms = fc.integer({ min: 0, max: 5000 })

describe('how far the clock of the database is off', () => {
  it('is nothing where both go alike, however long the answer took', () => {
    fc.assert(
      fc.property(ms, ms, (to, back) =>
        assert.equal(offsetOf(1000, 1000 + to, 1000 + to + back), 0),
      ),
    )
  })

  it('is known to half of what the answer took', () => {
    fc.assert(
      fc.property(ms, ms, fc.integer({ min: -1e6, max: 1e6 }), (to, back, ahead) => {
        const error = Math.abs(offsetOf(1000, 1000 + to + ahead, 1000 + to + back) - ahead)
        assert.ok(error <= Math.max((to + back) / 2, Math.min(Math.abs(ahead), to + back + 1)))
      }),
    )
  })
})
