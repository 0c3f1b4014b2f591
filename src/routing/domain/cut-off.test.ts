import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { CollectionTime } from '../../shipping/index.ts'
import { decideCutOffs } from './cut-off.ts'
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

describe('the cut-offs of a place', () => {
  it('are as long before a collection as the work takes', () => {
    const within = { from: at('14:29:00'), until: at('14:32:00') }
    const cutOffs = (...times: string[]) => decideCutOffs(days, times.map(everyDay), within)
    const [found] = cutOffs('16:00')
    assert.ok(Math.abs(found!.epochMilliseconds - at('14:30:00').epochMilliseconds) <= 1000)
    assert.deepEqual(cutOffs('17:00'), [])
    assert.deepEqual(cutOffs('17:00', '16:00', '16:00'), [found])
    assert.deepEqual(decideCutOffs(days, [[]], within), [])
    const unknown = { ...days, handlingMinutes: null }
    assert.deepEqual(decideCutOffs(unknown, [everyDay('16:00')], within), [])
  })

  it('are told of every service and collection, also soon after another', () => {
    const within = { from: at('14:29:00'), until: at('14:33:00') }
    const several = [
      [everyDay('16:02'), everyDay('16:00')],
      [[...everyDay('16:00'), ...everyDay('16:02')]],
    ]
    for (const services of several) {
      const told = decideCutOffs(days, services, within).map((found) =>
        Math.round((found.epochMilliseconds - within.from.epochMilliseconds) / 60_000),
      )
      assert.deepEqual(told, [1, 3])
    }
  })

  it('are the last moments at which it leaves as before, as routing says when it leaves', () => {
    const minute = fc.integer({ min: 0, max: 2 * 24 * 60 })
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 3 }))
      .map(([hour, past]) => `${`${hour}`.padStart(2, '0')}:0${past}`)
    const services = fc.array(fc.array(time, { maxLength: 3 }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(minute, services, fc.nat(600), (start, hours, handlingMinutes) => {
        const place = { ...days, handlingMinutes }
        const times = hours.map((some) => some.flatMap(everyDay))
        const from = at('00:00:00').add({ minutes: start })
        const minutes = [0, 1, 2, 3].map((n) => from.add({ minutes: n }))
        const leaving = minutes.map((moment) => {
          // Another object each time: what is remembered is remembered by minute.
          const seen = departuresAt({ now: moment, daysOf: () => ({ ...place }) })(1)
          return JSON.stringify(times.map((some) => seen?.leaving(some)?.at))
        })
        const changed = minutes.filter((_, n) => n > 0 && leaving[n] !== leaving[n - 1])
        const found = decideCutOffs(place, times, { from, until: minutes[3]! })
        assert.equal(found.length, changed.length)
        for (const [n, first] of changed.entries()) {
          const early = first.epochMilliseconds - found[n]!.epochMilliseconds
          assert.ok(early >= 0 && early <= 61_000, `${early}`)
        }
      }),
      { numRuns: 300 },
    )
  })
})
