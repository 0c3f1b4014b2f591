import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { timeOf, zones } from '../../../test/arbitrary/hours.ts'
import { Refusal } from '../../lib/refusal.ts'
import { decideHours, decideOpen, type Hours } from './hours.ts'

const DAY = 1440
/** Intervals of one day that do not overlap; some touch. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: DAY }), { maxLength: 6 })
  .map((minutes) => minutes.toSorted((a, b) => a - b))
  .map((sorted) => sorted.slice(1).map((to, i) => ({ from: sorted[i]!, to })))
  .chain((all) => fc.subarray(all))

const intervals = spans.map((of) =>
  of.map(({ from, to }) => ({ open: timeOf(from), close: timeOf(to) })),
)

const moments = fc
  .integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2027, 11, 31) / 60_000 })
  .map((minute) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000))

/** Moments within two hours of a change of the clocks, and any others. */
const hardMoments = fc.constantFrom(...zones).chain((zone) => {
  const changes: Temporal.Instant[] = []
  let at = Temporal.Instant.from('2025-01-01T00:00:00Z').toZonedDateTimeISO(zone)
  for (let n = 0; n < 5; n += 1) {
    const next = at.getTimeZoneTransition('next')
    if (!next) break
    changes.push(next.toInstant())
    at = next
  }
  const near = fc
    .tuple(fc.constantFrom(...(changes.length > 0 ? changes : [at.toInstant()])), fc.nat(240))
    .map(([change, minutes]) => change.add({ minutes: minutes - 120 }))
  return fc.record({ zone: fc.constant(zone), now: fc.oneof(near, moments) })
})

const weeks = fc
  .array(intervals, { minLength: 7, maxLength: 7 })
  .map((days) => days.flatMap((of, i) => of.map((one) => ({ day: i + 1, ...one }))))

const isOpenOn = (
  of: readonly { open: string; close: string }[],
  local: Temporal.ZonedDateTime,
) => {
  // As text, 24:00 comes behind every time of a day.
  const wall = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return of.some(({ open, close }) => open <= wall && wall < close)
}

describe('whether a location is open', () => {
  it('is what the clock on its wall says, on both sides of every change of the clocks', () => {
    fc.assert(
      fc.property(weeks, hardMoments, (weekly, { zone, now }) => {
        const local = now.toZonedDateTimeISO(zone)
        const today = weekly.filter(({ day }) => day === local.dayOfWeek)
        assert.equal(decideOpen({ weekly, exceptions: [] }, zone, now), isOpenOn(today, local))
      }),
      { numRuns: 2000 },
    )
  })

  it('holds for the whole of a day of 23, 24 or 25 hours that is open from 00:00 to 24:00', () => {
    fc.assert(
      fc.property(hardMoments, ({ zone, now }) => {
        const start = now.toZonedDateTimeISO(zone).startOfDay()
        const end = start.add({ days: 1 }).startOfDay()
        const weekly = [{ day: start.dayOfWeek, open: '00:00', close: '24:00' }]
        const isOpen = (at: Temporal.Instant) => decideOpen({ weekly, exceptions: [] }, zone, at)
        assert.equal(isOpen(start.toInstant()), true)
        assert.equal(isOpen(end.toInstant().subtract({ seconds: 1 })), true)
        assert.equal(isOpen(end.toInstant()), false)
        assert.equal(isOpen(start.toInstant().subtract({ seconds: 1 })), false)
        const length = start.until(end, { largestUnit: 'minutes' }).minutes
        const minutes = Array.from({ length }, (_, n) => start.add({ minutes: n }).toInstant())
        assert.ok(minutes.every((at) => isOpen(at) === true))
      }),
      { numRuns: 20 },
    )
  })

  it('has the first minute of an interval and not the last', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(DAY - 2), fc.nat(DAY), (zone, from, more) => {
        const to = Math.min(DAY, from + 1 + more)
        const weekly = [{ day: 3, open: timeOf(from), close: timeOf(to) }]
        // A Wednesday on which none of the zones changes its clocks.
        const midnight = Temporal.ZonedDateTime.from(`2026-06-10T00:00[${zone}]`)
        const at = (minutes: number, seconds = 0) =>
          decideOpen(
            { weekly, exceptions: [] },
            zone,
            midnight.add({ seconds: minutes * 60 + seconds }).toInstant(),
          )
        assert.deepEqual([at(from, -1), at(from), at(to, -1), at(to)], [false, true, true, false])
      }),
    )
  })

  it('goes by the exceptions of a day instead of its weekly hours', () => {
    fc.assert(
      fc.property(weeks, intervals, hardMoments, (weekly, special, { zone, now }) => {
        const local = now.toZonedDateTimeISO(zone)
        const on = local.toPlainDate().toString()
        const exceptions = special.length > 0 ? special.map((one) => ({ on, ...one })) : [{ on }]
        assert.equal(decideOpen({ weekly, exceptions }, zone, now), isOpenOn(special, local))
        const tomorrow = local.toPlainDate().add({ days: 1 }).toString()
        assert.equal(
          decideOpen({ weekly, exceptions: [{ on: tomorrow }] }, zone, now),
          decideOpen({ weekly, exceptions: [] }, zone, now),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('is closed on a holiday, unless it has an exception of its own for that day', () => {
    fc.assert(
      fc.property(weeks, intervals, hardMoments, (weekly, special, { zone, now }) => {
        const on = now.toZonedDateTimeISO(zone).toPlainDate()
        const day = (days: number) => ({ on: on.add({ days }).toString(), name: 'A holiday' })
        const plain = { weekly, exceptions: [] }
        assert.equal(decideOpen(plain, zone, now, [day(0)]), false)
        const usual = decideOpen(plain, zone, now)
        assert.equal(decideOpen(plain, zone, now, [day(-1), day(1)]), usual)
        const own = special.map((one) => ({ on: on.toString(), ...one }))
        const exceptions = own.length > 0 ? own : [{ on: on.toString() }]
        const decided = decideOpen({ weekly, exceptions }, zone, now, [day(0)])
        assert.equal(decided, decideOpen({ weekly, exceptions }, zone, now))
        assert.equal(decideOpen(null, zone, now, [day(0)]), null)
      }),
      { numRuns: 1000 },
    )
  })

  it('is not known where its hours are not', () => {
    fc.assert(
      fc.property(hardMoments, ({ zone, now }) => assert.equal(decideOpen(null, zone, now), null)),
    )
  })
})

const refusalOf = (given: Hours) => {
  const decided = decideHours(given, '/hours')
  return decided instanceof Refusal ? [decided.code, decided.field] : undefined
}

describe('opening hours', () => {
  it('that do not overlap are kept in order of time, and say the same', () => {
    const whole = fc.record({
      weekly: weeks.chain((week) => fc.shuffledSubarray(week)),
      exceptions: fc
        .uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 4 })
        .chain((days) => fc.tuple(fc.constant(days), fc.array(intervals, { minLength: 4 })))
        .map(([days, of]) =>
          days.flatMap((day, i) => {
            const on = `2026-02-${String(day).padStart(2, '0')}`
            return of[i]!.length > 0 ? of[i]!.map((one) => ({ on, ...one })) : [{ on }]
          }),
        ),
    })
    fc.assert(
      fc.property(whole, hardMoments, (given, { zone, now }) => {
        const kept = decideHours(given, '/hours')
        assert.ok(!(kept instanceof Refusal))
        assert.equal(kept.weekly.length, given.weekly.length)
        const keys = kept.weekly.map(({ day, open }) => `${day} ${open}`)
        assert.deepEqual(keys, keys.toSorted())
        const dates = kept.exceptions.map(({ on, open = '' }) => `${on} ${open}`)
        assert.deepEqual(dates, dates.toSorted())
        assert.equal(decideOpen(kept, zone, now), decideOpen(given, zone, now))
        assert.deepEqual(decideHours(kept, '/hours'), kept)
      }),
    )
  })

  it('that overlap are refused, wherever the two stand in the list', () => {
    fc.assert(
      fc.property(weeks, fc.nat(), fc.nat(), fc.nat(), (weekly, which, from, length) => {
        fc.pre(weekly.length > 0)
        const one = weekly[which % weekly.length]!
        const minute = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
        const start = minute(one.open)
        // Begins within the other, so they share a minute.
        const open = start + (from % (minute(one.close) - start))
        const close = Math.min(DAY, open + 1 + (length % DAY))
        const second = { day: one.day, open: timeOf(open), close: timeOf(close) }
        const place = from % (weekly.length + 1)
        const both = { weekly: weekly.toSpliced(place, 0, second), exceptions: [] }
        assert.equal(refusalOf(both)?.[0], 'hours_invalid')
      }),
    )
  })

  it('name what is at fault', () => {
    const day = (open: string, close: string, of = 1) => ({ day: of, open, close })
    const week = (...weekly: Hours['weekly']) => refusalOf({ weekly, exceptions: [] })
    assert.deepEqual(week(day('18:00', '09:00')), ['hours_invalid', '/hours/weekly/0'])
    assert.deepEqual(week(day('09:00', '09:00')), ['hours_invalid', '/hours/weekly/0'])
    const twice = week(day('09:00', '12:00'), day('09:00', '10:00', 2), day('11:59', '18:00'))
    assert.deepEqual(twice, ['hours_invalid', '/hours/weekly/2'])
    assert.equal(
      week(day('09:00', '12:00'), day('12:00', '24:00'), day('00:00', '08:00')),
      undefined,
    )
    const special = (...exceptions: Hours['exceptions']) => refusalOf({ weekly: [], exceptions })
    const on = '2026-12-24'
    const fault = ['hours_invalid', '/hours/exceptions/0']
    assert.deepEqual(special({ on, open: '09:00' }), fault)
    assert.deepEqual(special({ on, close: '09:00' }), fault)
    assert.deepEqual(special({ on }, { on, open: '09:00', close: '12:00' }), fault)
    assert.deepEqual(special({ on }, { on })?.[0], 'hours_invalid')
    assert.equal(special({ on, open: '09:00', close: '12:00' }, { on: '2026-12-25' }), undefined)
  })
})
