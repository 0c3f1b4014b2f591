import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import * as arbitrary from '../../../../test/arbitrary/rules.ts'
import type { RuleTimes } from './rule.ts'
import { changeSet, emptySet, steadyAround } from './set.ts'
import { isInForce } from './times.ts'

const PARIS = 'Europe/Paris'
const times = (of: Partial<RuleTimes>): RuleTimes => {
  return { from: null, until: null, weekdays: null, hours: null, ...of }
}
const paris = (text: string) => Temporal.ZonedDateTime.from(`${text}[${PARIS}]`).toInstant()
const counts = (of: Partial<RuleTimes>, text: string, zone = PARIS) =>
  isInForce(times(of), paris(text), zone)

describe('when a rule counts', () => {
  it('is between two moments, the second not among them', () => {
    const of = { from: paris('2026-11-27T00:00'), until: paris('2026-11-30T00:00') }
    assert.deepEqual(
      ['2026-11-26T23:59', '2026-11-27T00:00', '2026-11-29T23:59', '2026-11-30T00:00'].map((text) =>
        counts(of, text),
      ),
      [false, true, true, false],
    )
  })

  it('goes by the clock of the place', () => {
    const of = { hours: { from: '09:00', to: '18:00' } }
    assert.equal(counts(of, '2026-11-27T10:00'), true)
    assert.equal(counts(of, '2026-11-27T10:00', 'America/New_York'), false)
    assert.equal(counts(of, '2026-11-27T18:00'), false)
  })

  it('beyond midnight belongs to the day on which it began', () => {
    const friday = { weekdays: [5], hours: { from: '22:00', to: '02:00' } }
    assert.deepEqual(
      ['2026-11-27T01:00', '2026-11-27T22:00', '2026-11-28T01:59', '2026-11-28T02:00'].map((text) =>
        counts(friday, text),
      ),
      [false, true, true, false],
    )
    const sunday = { weekdays: [7], hours: { from: '22:00', to: '02:00' } }
    assert.equal(counts(sunday, '2026-11-30T01:00'), true)
    assert.equal(counts({ hours: { from: '06:00', to: '06:00' } }, '2026-11-30T01:00'), true)
  })

  it('counts twice what comes twice, and leaves out what is left out', () => {
    const night = times({ hours: { from: '02:00', to: '03:00' } })
    const counted = (day: string) => {
      const start = Temporal.PlainDate.from(day).toZonedDateTime(PARIS).toInstant()
      const minutes = Array.from({ length: 25 * 60 }, (_, i) => start.add({ minutes: i }))
      return minutes.filter((at) => isInForce(night, at, PARIS)).length
    }
    assert.deepEqual([counted('2026-03-29'), counted('2026-10-25')], [0, 120])
  })

  it('does not change between two moments at which nothing begins or ends', () => {
    const zones = fc.constantFrom(PARIS, 'Asia/Kolkata', 'America/New_York')
    fc.assert(
      fc.property(arbitrary.rules(), arbitrary.moments, zones, fc.nat(), (rules, at, zone, n) => {
        const change = changeSet(emptySet)
        change.add(rules)
        const [from, until] = steadyAround(change.done(1), at.epochMilliseconds)
        assert.ok(from <= at.epochMilliseconds && at.epochMilliseconds < until)
        const start = Math.max(from, at.epochMilliseconds - 100_000_000)
        const end = Math.min(until, at.epochMilliseconds + 100_000_000)
        const other = Temporal.Instant.fromEpochMilliseconds(start + (n % (end - start)))
        for (const rule of rules) {
          assert.equal(isInForce(rule.times, other, zone), isInForce(rule.times, at, zone))
        }
      }),
    )
    assert.deepEqual(steadyAround(emptySet, 5), [-Infinity, Infinity])
  })
})
