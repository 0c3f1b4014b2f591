import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  addTime,
  copyMonday,
  nextCollection,
  rowsOf,
  timesAt,
  timesOf,
  timesText,
} from './times.ts'

const WEEK = [1, 2, 3, 4, 5].map((day) => ({ day, at: '16:30' }))
const SATURDAY = { day: 6, at: '12:00' }

describe('collections', () => {
  it('are told with days in a row together', () => {
    assert.equal(timesText('en-GB', [...WEEK, SATURDAY]), 'Mon–Fri 16:30, Sat 12:00')
    assert.equal(timesText('en-GB', [{ day: 3, at: '17:00' }]), 'Wed 17:00')
    const twice = [
      { day: 1, at: '17:00' },
      { day: 1, at: '09:00' },
      { day: 3, at: '17:00' },
    ]
    assert.equal(timesText('en-GB', twice), 'Mon 09:00 + 17:00, Wed 17:00')
    assert.equal(timesText('en-GB', []), '')
  })

  it('are those of the location, else those that hold for all; none of its own: never', () => {
    const collections = [
      { location: null, times: WEEK },
      { location: 'A', times: [] },
    ]
    assert.deepEqual(timesAt({ collections }, 'A'), { isOwn: true, times: [] })
    assert.deepEqual(timesAt({ collections }, 'B'), { isOwn: false, times: WEEK })
    assert.deepEqual(timesAt({ collections }, null), { isOwn: false, times: WEEK })
    assert.deepEqual(timesAt({ collections: [] }, 'A'), { isOwn: false, times: [] })
  })

  it('come next on a day that is no holiday, at a time that is not over', () => {
    const friday = { date: '2026-11-27', time: '16:30' }
    assert.deepEqual(nextCollection(WEEK, friday, []), friday)
    const late = { ...friday, time: '16:31' }
    assert.deepEqual(nextCollection([...WEEK, SATURDAY], late, []), {
      date: '2026-11-28',
      time: '12:00',
    })
    const monday = [{ on: '2026-11-30' }]
    assert.deepEqual(nextCollection(WEEK, late, monday), { date: '2026-12-01', time: '16:30' })
    assert.equal(nextCollection([], late, []), undefined)
  })

  it('are put together in a form: as the day before, on all weekdays, each once', () => {
    const rows = addTime(rowsOf([{ day: 1, at: '16:00' }]), 2)
    assert.deepEqual(rows[1], { id: 1, day: 2, at: '16:00' })
    assert.equal(addTime(rows, 2)[2]!.at, '')
    const all = copyMonday([...rows, { id: 9, day: 6, at: '10:00' }])
    assert.equal(timesText('en-GB', timesOf(all)), 'Mon–Fri 16:00, Sat 10:00')
    assert.deepEqual(timesOf([...rows, { id: 7, day: 1, at: '16:00' }]).length, 2)
  })
})
