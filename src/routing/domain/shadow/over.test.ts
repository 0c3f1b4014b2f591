import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideOver } from './over.ts'

const GRACE_S = 10
const MOST_S = 1000

describe('the end of a shadow', () => {
  const second = fc.integer({ min: 0, max: MOST_S })
  const at = (s: number) => Temporal.Instant.fromEpochMilliseconds(s * 1000)

  it('comes once all that was placed by then is read, however many come later', () => {
    fc.assert(
      fc.property(second, second, fc.array(second), (until, now, unread) => {
        const oldest = unread.length > 0 ? at(Math.min(...unread)) : undefined
        const isOver = decideOver(at(until), { now: at(now), oldest })
        const settled = until + GRACE_S
        assert.equal(isOver, now >= settled && unread.every((one) => one >= settled))
      }),
    )
  })

  it('never comes where no time was said', () => {
    assert.equal(decideOver(null, { now: at(MOST_S), oldest: undefined }), false)
  })
})
