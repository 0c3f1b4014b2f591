import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endOfDay, startOfDay } from './day.ts'

describe('days', () => {
  it('begin at midnight where the person is', () => {
    const start = new Date(startOfDay('2026-11-28')!)
    assert.deepEqual([start.getDate(), start.getHours(), start.getMinutes()], [28, 0, 0])
    assert.equal(endOfDay('2026-02-28'), startOfDay('2026-03-01'))
  })

  it('are left out where they are none', () => {
    for (const day of [undefined, '', 'today', '2026-13-45', '2026-1-1']) {
      assert.equal(startOfDay(day), undefined)
    }
  })
})
