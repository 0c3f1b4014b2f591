import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addDay,
  addInterval,
  daysFrom,
  hoursDraft,
  hoursOf,
  isOpenAt,
  rowAt,
  todayOf,
  unfilled,
  weekOf,
  type Hours,
} from './hours.ts'

const hours: Hours = {
  weekly: [
    { day: 1, open: '09:00', close: '12:30' },
    { day: 1, open: '14:00', close: '18:00' },
    { day: 5, open: '09:00', close: '24:00' },
  ],
  exceptions: [
    { on: '2026-12-25' },
    { on: '2026-11-30', open: '10:00', close: '12:00' },
    { on: '2026-11-30', open: '13:00', close: '16:00' },
  ],
}
const zone = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const place = (given: Hours | null, ...on: string[]) => {
  return { hours: given, timeZone: zone, holidays: on.map((day) => ({ on: day, name: 'Holiday' })) }
}

describe('opening hours', () => {
  it('are those of the day, by the clock there', () => {
    // Late on Sunday in London is Monday in Berlin.
    const today = todayOf(place(hours), at('2026-11-22T23:30:00Z'))
    assert.deepEqual(today, { intervals: hours.weekly.slice(0, 2), differs: false })
    assert.deepEqual(todayOf(place(hours), at('2026-11-24T12:00:00Z'))?.intervals, [])
    assert.equal(todayOf(place(null), at('2026-11-24T12:00:00Z')), null)
  })

  it('give way to a day that differs', () => {
    const monday = todayOf(place(hours), at('2026-11-30T08:00:00Z'))
    assert.equal(monday?.differs, true)
    assert.equal(monday?.intervals.length, 2)
    assert.deepEqual(todayOf(place(hours), at('2026-12-25T08:00:00Z'))?.intervals, [])
  })

  it('are none on a holiday, but for a day that has its own', () => {
    const monday = at('2026-11-23T08:00:00Z')
    const holiday = todayOf(place(hours, '2026-11-23'), monday)
    assert.deepEqual(holiday, { intervals: [], differs: true })
    assert.equal(isOpenAt(place(hours, '2026-11-24'), monday), true)
    const own = todayOf(place(hours, '2026-11-30'), at('2026-11-30T08:00:00Z'))
    assert.equal(own?.intervals.length, 2)
  })

  it('are open from the first minute to before the last', () => {
    assert.equal(isOpenAt(place(hours), at('2026-11-23T08:00:00Z')), true)
    assert.equal(isOpenAt(place(hours), at('2026-11-23T11:30:00Z')), false)
    assert.equal(isOpenAt(place(hours), at('2026-11-27T22:59:00Z')), true)
    assert.equal(isOpenAt(place(null), 0), null)
  })

  it('show every day of the week, and coming days that differ in order', () => {
    assert.deepEqual(
      weekOf(hours).map(({ intervals }) => intervals.length),
      [2, 0, 0, 0, 1, 0, 0],
    )
    assert.deepEqual(
      daysFrom(hours, '2026-11-30').map(({ on, intervals }) => [on, intervals.length]),
      [
        ['2026-11-30', 2],
        ['2026-12-25', 0],
      ],
    )
    assert.equal(daysFrom(hours, '2026-12-01').length, 1)
  })
})

const time = fc
  .tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const someHours = fc.record({
  weekly: fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 7 }),
      open: time,
      close: fc.constantFrom('23:00', '24:00'),
    }),
  ),
  exceptions: fc.array(
    fc.oneof(
      fc.constant({ on: '2026-12-25' }),
      fc.record({ on: fc.constant('2026-12-24'), open: time, close: fc.constant('24:00') }),
    ),
  ),
})

describe('the form of opening hours', () => {
  it('sends what it was given, where nothing was changed', () => {
    fc.assert(
      fc.property(someHours, (made) => {
        const given = structuredClone(made)
        assert.deepEqual(hoursOf(hoursDraft(given)), given)
      }),
    )
    assert.equal(hoursOf(hoursDraft(null)), null)
  })

  it('adds to a day what is likely', () => {
    const draft = addInterval(addInterval(hoursDraft(hours), 2), 1)
    assert.deepEqual(draft.weekly.slice(-2), [
      { id: 6, day: 2, open: '14:00', close: '18:00' },
      { id: 7, day: 1, open: '18:00', close: '' },
    ])
    assert.deepEqual(unfilled(draft), [7])
    assert.deepEqual(hoursOf(addDay(hoursDraft(null), '2027-01-01')), {
      weekly: [],
      exceptions: [{ on: '2027-01-01' }],
    })
  })

  it('finds the row that a fault names', () => {
    const draft = hoursDraft(hours)
    assert.equal(rowAt(draft, '/changes/0/fields/hours/weekly/2'), 2)
    assert.equal(rowAt(draft, '/changes/0/fields/hours/exceptions/1/open'), 4)
    assert.equal(rowAt(draft, '/changes/0/fields/hours/weekly/9'), undefined)
    assert.equal(rowAt(draft, '/changes/0/fields/name'), undefined)
    assert.equal(rowAt(draft, undefined), undefined)
  })
})
