import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { departuresAt, type Days, type Moment } from './departure.ts'

const weekdays = [1, 2, 3, 4, 5]
const store: Days = {
  hours: {
    weekly: weekdays.map((day) => ({ day, open: '09:00', close: '18:00' })),
    exceptions: [],
  },
  timeZone: 'Europe/Paris',
  holidays: [{ on: '2026-01-15', name: 'Stocktaking' }],
  handlingMinutes: 60,
}
const atFive = weekdays.map((day) => ({ day, at: '17:00' }))
const at = (now: string, days: Days = store): Moment => {
  return { now: Temporal.Instant.from(now), daysOf: (id) => (id === 1 ? days : undefined) }
}

describe('when a parcel leaves and arrives', () => {
  it('goes by the hours of the place, its handling, the collection and working days', () => {
    // A Wednesday, 15:30 in Paris; on Thursday the place is closed.
    const wednesday = at('2026-01-14T14:30:00Z')
    const { readyAt, leaving } = departuresAt(wednesday)(1)!
    assert.equal(readyAt, '2026-01-14T15:30:00Z')
    assert.equal(leaving(atFive)?.at, '2026-01-14T16:00:00Z')
    assert.equal(leaving(atFive)?.arrivesOn(2), '2026-01-19')
    // A minute past four is too late for that day: it is ready on Friday.
    const later = at('2026-01-14T15:01:00Z')
    assert.equal(departuresAt(later)(1)?.leaving(atFive)?.at, '2026-01-16T16:00:00Z')
  })

  it('is not known where hours, minutes or collections are not', () => {
    const now = '2026-01-14T14:30:00Z'
    assert.equal(departuresAt(at(now, { ...store, hours: null }))(1), undefined)
    assert.equal(departuresAt(at(now, { ...store, handlingMinutes: null }))(1), undefined)
    assert.equal(departuresAt(at(now))(1)!.leaving([]), undefined)
    assert.equal(departuresAt(at(now))(2), undefined)
  })

  it('is the same whatever was asked before: what is remembered shows nowhere', () => {
    const seconds = fc.integer({ min: 1_768_000_000, max: 1_769_000_000 })
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 20 }), (all) => {
        for (const second of all) {
          const now = Temporal.Instant.fromEpochMilliseconds(second * 1000)
          const told = (days: Days) => {
            const { readyAt, leaving } = departuresAt({ now, daysOf: () => days })(1)!
            const { at: leavesAt, arrivesOn } = leaving(atFive)!
            assert.ok(readyAt <= leavesAt && leavesAt.slice(0, 10) < arrivesOn(1))
            return `${readyAt} ${leavesAt} ${arrivesOn(1)}`
          }
          assert.equal(told(store), told({ ...store }))
        }
      }),
    )
  })
})
