import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayName, dayOf, momentOf, wallClock, wallDate, wallTime } from './wall-time.ts'

describe('the clock on a wall', () => {
  it('shows the day and time of its zone', () => {
    const now = Date.parse('2026-11-29T23:30:00Z')
    assert.deepEqual(wallClock('Europe/Berlin', now), { date: '2026-11-30', day: 1, time: '00:30' })
    assert.deepEqual(wallClock('America/New_York', now), {
      date: '2026-11-29',
      day: 7,
      time: '18:30',
    })
  })

  it('shows a time at one moment', () => {
    assert.equal(momentOf('Europe/Berlin', '2026-11-28T14:30'), '2026-11-28T13:30:00.000Z')
    assert.equal(momentOf('America/New_York', '2026-07-01T00:00'), '2026-07-01T04:00:00.000Z')
    // Twice in the night in which summer time ends, never in the one in which it begins.
    assert.equal(momentOf('Europe/Berlin', '2026-10-25T02:30'), '2026-10-25T00:30:00.000Z')
    assert.equal(momentOf('Europe/Berlin', '2026-03-29T02:30'), '2026-03-29T01:30:00.000Z')
    assert.equal(momentOf('Europe/Berlin', ''), undefined)
  })

  it('knows the days of the week', () => {
    assert.deepEqual([dayOf('2026-11-30'), dayOf('2026-12-06')], [1, 7])
    assert.equal(dayName('en', 1), 'Monday')
    assert.equal(dayName('de', 7), 'Sonntag')
  })

  it('is written as the language writes it', () => {
    assert.equal(wallTime('en-GB', '09:05'), '09:05')
    assert.match(wallTime('en-US', '18:30'), /^6:30\sPM$/)
    assert.equal(wallTime('de', '24:00'), '00:00')
    assert.equal(wallDate('en-GB', '2026-12-24'), 'Thu, 24 Dec 2026')
  })
})
