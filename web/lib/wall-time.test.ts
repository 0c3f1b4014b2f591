import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayName, dayOf, momentAt, wallClock, wallDate, wallTime } from './wall-time.ts'

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

  it('says which moment a time on it is', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']
    const minutes = fc.integer({ min: 29_700_000, max: 30_700_000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const { date, time } = wallClock(zone, minute * 60_000)
        const moment = momentAt(zone, `${date}T${time}`)!
        assert.deepEqual(wallClock(zone, Date.parse(moment)), wallClock(zone, minute * 60_000))
      }),
    )
    // When the clocks go back the hour comes twice; when they go forward it is left out.
    assert.equal(momentAt('Europe/Berlin', '2026-10-25T02:30'), '2026-10-25T01:30:00.000Z')
    assert.equal(momentAt('Europe/Berlin', '2026-03-29T02:30'), '2026-03-29T01:30:00.000Z')
    assert.equal(momentAt('Europe/Berlin', 'soon'), undefined)
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
