import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideArrival, decideLeaving, type Calendar, type CollectionTime } from './collections.ts'

const paris: Calendar = { timeZone: 'Europe/Paris', isHoliday: () => false }
const closed = (...days: string[]): Calendar => ({
  ...paris,
  isHoliday: (date) => days.includes(date.toString()),
})
const at = (text: string) => Temporal.Instant.from(text)
/** Monday to Friday at 17:00, Saturday at noon. */
const week: CollectionTime[] = [
  ...[1, 2, 3, 4, 5].map((day) => ({ day, at: '17:00' })),
  { day: 6, at: '12:00' },
]

describe('what is collected', () => {
  it('leaves with the next collection after its handling', () => {
    const leaves = (ready: string, minutes: number, calendar = paris) =>
      decideLeaving(week, calendar, at(ready), minutes)?.toString()
    // A Wednesday in winter: 17:00 in Paris is 16:00 UTC.
    assert.equal(leaves('2026-01-14T15:00:00Z', 60), '2026-01-14T16:00:00Z')
    assert.equal(leaves('2026-01-14T15:00:00Z', 61), '2026-01-15T16:00:00Z')
    // Saturday afternoon waits for Monday; in summer 17:00 is 15:00 UTC.
    assert.equal(leaves('2026-07-11T11:00:00Z', 0), '2026-07-13T15:00:00Z')
    // 14 July is a holiday.
    const july = closed('2026-07-14')
    assert.equal(leaves('2026-07-13T15:00:00Z', 1, july), '2026-07-15T15:00:00Z')
    assert.equal(decideLeaving([], paris, at('2026-01-14T15:00:00Z'), 0), undefined)
  })

  it('leaves at a collection of the place, on no holiday, and none before would do', () => {
    const times = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 7 }),
        at: fc
          .tuple(fc.nat(23), fc.nat(59))
          .map((hm) => hm.map((n) => `${n}`.padStart(2, '0')).join(':')),
      }),
      { minLength: 1, maxLength: 6 },
    )
    const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'UTC', 'Australia/Lord_Howe')
    const instants = fc
      .integer({ min: 1_700_000_000, max: 1_900_000_000 })
      .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
    fc.assert(
      fc.property(
        times,
        zones,
        instants,
        fc.nat(3000),
        fc.nat(6),
        (some, timeZone, ready, handling, off) => {
          // Not each 7th day of a month: in a year those may be all Tuesdays for two months.
          const isHoliday = (date: Temporal.PlainDate) => date.dayOfYear % 8 === off
          const leaves = decideLeaving(some, { timeZone, isHoliday }, ready, handling)!
          const done = ready.add({ minutes: handling })
          assert.ok(Temporal.Instant.compare(leaves, done) >= 0)
          const local = leaves.toZonedDateTimeISO(timeZone)
          assert.ok(!isHoliday(local.toPlainDate()))
          // All collections up to then are before the end of the handling.
          const first = done.toZonedDateTimeISO(timeZone).toPlainDate()
          for (let date = first; Temporal.PlainDate.compare(date, local.toPlainDate()) <= 0;) {
            for (const { day, at: plainTime } of some) {
              if (day !== date.dayOfWeek || isHoliday(date)) continue
              const one = date.toZonedDateTime({ timeZone, plainTime }).toInstant()
              const isBefore = Temporal.Instant.compare(one, done) < 0
              assert.ok(isBefore || Temporal.Instant.compare(one, leaves) >= 0)
            }
            date = date.add({ days: 1 })
          }
        },
      ),
    )
  })

  it('arrives so many working days later', () => {
    const arrives = (leaves: string, days: number, calendar = paris) =>
      decideArrival(at(leaves), days, calendar).toString()
    assert.equal(arrives('2026-01-14T16:00:00Z', 1), '2026-01-15')
    // Friday and Saturday both lead to Monday.
    assert.equal(arrives('2026-01-16T16:00:00Z', 1), '2026-01-19')
    assert.equal(arrives('2026-01-17T11:00:00Z', 1), '2026-01-19')
    assert.equal(arrives('2026-07-13T15:00:00Z', 1, closed('2026-07-14')), '2026-07-15')
    assert.equal(arrives('2026-01-14T16:00:00Z', 0), '2026-01-14')
    // By the clock of the place: 23:30 UTC is the next day in Paris.
    assert.equal(arrives('2026-01-14T23:30:00Z', 0), '2026-01-15')
  })

  it('arrives on a working day, with so many of them on the way', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 12 }), fc.nat(6), (day, transit, off) => {
        const isHoliday = (date: Temporal.PlainDate) => date.day % 7 === off
        const leaves = at('2026-01-01T12:00:00Z').add({ hours: day * 24 })
        const from = leaves.toZonedDateTimeISO('UTC').toPlainDate()
        const to = decideArrival(leaves, transit, { timeZone: 'UTC', isHoliday })
        const dates = Array.from({ length: from.until(to).days }, (_, i) =>
          from.add({ days: i + 1 }),
        )
        const working = dates.filter((date) => date.dayOfWeek < 6 && !isHoliday(date))
        assert.equal(working.length, transit)
        assert.ok(working.at(-1)!.equals(to))
      }),
    )
  })
})
