import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { timeOf, zones } from '../../../test/arbitrary/hours.ts'
import type { CollectionTime } from '../../shipping/index.ts'
import type { Days } from './departure.ts'
import { decideLeavesToday } from './same-day.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const dayIn = (days: Days, at: Temporal.Instant) =>
  at.toZonedDateTimeISO(days.timeZone).toPlainDate().toString()
const times = (at: string): CollectionTime[] => everyDay.map((day) => ({ day, at }))

const places: fc.Arbitrary<Days> = fc
  .record({
    opens: fc.integer({ min: 0, max: 20 * 60 }),
    lasts: fc.integer({ min: 1, max: 4 * 60 }),
    open: fc.subarray(everyDay, { minLength: 1 }),
    timeZone: fc.constantFrom(...zones),
    handlingMinutes: fc.nat(300),
  })
  .map(({ opens, lasts, open, timeZone, handlingMinutes }) => {
    const [from, to] = [timeOf(opens), timeOf(Math.min(opens + lasts, 24 * 60))]
    const weekly = open.map((day) => ({ day, open: from, close: to }))
    return { hours: { weekly, exceptions: [] }, timeZone, holidays: [], handlingMinutes }
  })
const instants = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms - (ms % 60_000)))
const collected = fc.option(
  fc.nat(24 * 60 - 1).map((minute) => times(timeOf(minute))),
  {
    nil: undefined,
  },
)

describe('whether a place can still send on the same day', () => {
  it('is so no more once it was not, until the day is over', () => {
    fc.assert(
      fc.property(places, collected, instants, fc.nat(24 * 60), (days, by, at, minutes) => {
        const leaves = (now: Temporal.Instant) =>
          decideLeavesToday({ now, daysOf: () => days }, 1, by)
        const later = at.add({ minutes })
        fc.pre(dayIn(days, at) === dayIn(days, later))
        if (leaves(later)) assert.ok(leaves(at))
      }),
      { numRuns: 1000 },
    )
  })

  it('asks more where something has to collect it', () => {
    fc.assert(
      fc.property(places, collected, instants, (days, by, now) => {
        const moment = { now, daysOf: () => days }
        const isReady = decideLeavesToday(moment, 1)
        assert.notEqual(isReady, undefined)
        if (decideLeavesToday(moment, 1, by)) assert.ok(isReady)
      }),
      { numRuns: 1000 },
    )
  })

  const store: Days = {
    hours: {
      weekly: times('').map(({ day }) => ({ day, open: '09:00', close: '19:00' })),
      exceptions: [],
    },
    timeZone: 'Europe/Paris',
    holidays: [{ on: '2026-11-11', name: 'Armistice' }],
    handlingMinutes: 60,
  }
  const asked = (at: string, by?: CollectionTime[], days: Partial<Days> = {}) => {
    const now = Temporal.PlainDateTime.from(at).toZonedDateTime('Europe/Paris').toInstant()
    return decideLeavesToday({ now, daysOf: () => ({ ...store, ...days }) }, 1, by)
  }

  it('goes by hours, handling and the last collection', () => {
    assert.equal(asked('2026-11-10T07:00'), true)
    assert.equal(asked('2026-11-10T18:00'), true)
    assert.equal(asked('2026-11-10T18:01'), false)
    assert.equal(asked('2026-11-10T23:00'), false)
    assert.equal(asked('2026-11-11T10:00'), false)
    assert.equal(asked('2026-11-10T16:00', times('17:00')), true)
    assert.equal(asked('2026-11-10T16:01', times('17:00')), false)
    assert.equal(asked('2026-11-10T16:01', [...times('17:00'), ...times('18:30')]), true)
  })

  it('is not known where the moment, hours or minutes are not', () => {
    assert.equal(asked('2026-11-10T23:00', undefined, { hours: null }), undefined)
    assert.equal(asked('2026-11-10T23:00', undefined, { handlingMinutes: null }), undefined)
    assert.equal(decideLeavesToday(undefined, 1), undefined)
    const now = Temporal.Instant.from('2026-11-10T23:00:00Z')
    assert.equal(decideLeavesToday({ now, daysOf: () => undefined }, 1), undefined)
  })

  it('is never so where it does not open for long enough', () => {
    const hours = { weekly: [], exceptions: [] }
    assert.equal(asked('2026-11-10T10:00', undefined, { hours }), false)
  })
})
