import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { CollectionTime } from '../../shipping/index.ts'
import { decideCutOff } from './cut-off.ts'
import { departuresAt, type Days } from './departure.ts'

const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, open: '09:00', close: '18:00' }))
const days: Days = {
  hours: { weekly, exceptions: [] },
  timeZone: 'Europe/Paris',
  holidays: [],
  handlingMinutes: 90,
}
const everyDay = (at: string): CollectionTime[] => weekly.map(({ day }) => ({ day, at }))
// A Tuesday in Paris.
const at = (time: string) => Temporal.Instant.from(`2026-06-02T${time}+02:00`)

describe('the cut-off of a place', () => {
  it('is as long before a collection as the work takes', () => {
    const within = { from: at('14:29:00'), until: at('14:32:00') }
    const found = decideCutOff(days, [everyDay('16:00')], within)!
    assert.ok(Math.abs(found.epochMilliseconds - at('14:30:00').epochMilliseconds) <= 1000)
    assert.equal(decideCutOff(days, [everyDay('17:00')], within), undefined)
    const two = [everyDay('17:00'), everyDay('16:00')]
    assert.deepEqual(decideCutOff(days, two, within), found)
    assert.equal(decideCutOff(days, [[]], within), undefined)
    const unknown = { ...days, handlingMinutes: null }
    assert.equal(decideCutOff(unknown, [everyDay('16:00')], within), undefined)
  })

  it('is the last moment at which it leaves as now, as routing says when it leaves', () => {
    const minute = fc.integer({ min: 0, max: 2 * 24 * 60 })
    const hour = fc.integer({ min: 0, max: 23 }).map((h) => `${`${h}`.padStart(2, '0')}:00`)
    const services = fc.array(fc.array(hour, { maxLength: 2 }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(minute, services, fc.nat(600), (start, hours, handlingMinutes) => {
        const place = { ...days, handlingMinutes }
        const times = hours.map((some) => some.flatMap(everyDay))
        const from = at('00:00:00').add({ minutes: start })
        const until = from.add({ minutes: 3 })
        const leaving = (moment: Temporal.Instant) => {
          // Another object each time: what is remembered is remembered by minute.
          const seen = departuresAt({ now: moment, daysOf: () => ({ ...place }) })(1)
          return times.map((some) => seen?.leaving(some)?.at)
        }
        const found = decideCutOff(place, times, { from, until })
        const first = Array.from({ length: 3 }, (_, n) => from.add({ minutes: n + 1 })).find(
          (moment) => JSON.stringify(leaving(moment)) !== JSON.stringify(leaving(from)),
        )
        assert.equal(found === undefined, first === undefined)
        if (!found || !first) return
        const early = first.epochMilliseconds - found.epochMilliseconds
        assert.ok(early >= 0 && early <= 61_000, `${early}`)
      }),
      { numRuns: 200 },
    )
  })
})
