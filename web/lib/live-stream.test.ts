import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { waitAfter } from './live-stream.ts'

describe('the stream', () => {
  it('is tried again later and later, but never later than half a minute', () => {
    const waits = [1, 2, 3, 4, 5, 6, 100].map(waitAfter)
    assert.deepEqual(waits, [2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  })
})
