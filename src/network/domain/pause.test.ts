import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decidePause, notPaused } from './pause.ts'

const moment = fc
  .integer({ min: 0, max: 10_000 })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
const maybe = fc.option(moment)

describe('a pause', () => {
  it('lasts until its moment, without one until somebody ends it; nothing is left of it', () => {
    fc.assert(
      fc.property(maybe, maybe, moment, (pausedAt, until, now) => {
        const kept = { pausedAt, pausedUntil: until, pauseReason: 'flood', keepsWork: true }
        const lasts = until === null || Temporal.Instant.compare(now, until) < 0
        const expected = pausedAt !== null && lasts ? { ...kept, paused: true } : notPaused
        assert.deepEqual(decidePause(kept, now), expected)
      }),
    )
  })

  it('that is over never comes back', () => {
    fc.assert(
      fc.property(maybe, maybe, moment, moment, (pausedAt, until, now, other) => {
        const kept = { pausedAt, pausedUntil: until, pauseReason: 'flood', keepsWork: true }
        const isLater = Temporal.Instant.compare(other, now) >= 0
        if (isLater && !decidePause(kept, now).paused) {
          assert.deepEqual(decidePause(kept, other), notPaused)
        }
        const once = decidePause(kept, now)
        assert.deepEqual(decidePause(once, now), once)
      }),
    )
  })
})
