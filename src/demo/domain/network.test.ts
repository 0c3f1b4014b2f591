import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { decideHours, decideOpen } from '../../network/index.ts'
import { fullScale, hoursOf, locationsOf } from './network.ts'

const days = fc
  .integer({ min: 0, max: 4000 })
  .map((more) => Temporal.PlainDate.from('2024-01-01').add({ days: more }))
const locations = locationsOf(fullScale)
const isOpen = (code: string, at: string, from = '2026-06-01') => {
  const location = locations.find((one) => one.code === code)!
  const zoned = Temporal.ZonedDateTime.from(`${at}[${location.timeZone}]`)
  const hours = hoursOf(location, Temporal.PlainDate.from(from))
  return decideOpen(hours, location.timeZone, zoned.toInstant())
}

describe('the opening hours of the demo', () => {
  it('are hours that may be set, with public holidays of the next year', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...locations), (from, location) => {
        const hours = hoursOf(location, from)
        assert.ok(!(decideHours(hours, '') instanceof Refusal))
        assert.ok(hours.exceptions.length > 0)
        for (const { on, open } of hours.exceptions) {
          const ahead = from.until(on).days
          assert.ok(ahead >= 0 && ahead < 367 && open === undefined)
        }
      }),
    )
  })

  it('are those of the country: no German store is open on a Sunday', () => {
    const german = locations.filter(({ kind, town }) => kind === 'store' && town.country === 'DE')
    assert.ok(german.length > 10)
    for (const location of german) {
      const { weekly } = hoursOf(location, Temporal.PlainDate.from('2026-06-01'))
      assert.deepEqual(
        weekly.map(({ day }) => day),
        [1, 2, 3, 4, 5, 6],
      )
    }
    // 7 June 2026 is a Sunday.
    assert.equal(isOpen('DE-BERLIN', '2026-06-07T12:00'), false)
    assert.equal(isOpen('DE-BERLIN', '2026-06-06T12:00'), true)
    assert.equal(isOpen('FR-PARIS', '2026-06-07T12:00'), true)
    assert.equal(isOpen('FR-LYON', '2026-06-07T12:00'), false)
    // The Day of German Unity of 2025 is a Friday, the first of May 2026 as well.
    assert.equal(isOpen('DE-BERLIN', '2025-10-03T12:00', '2025-06-01'), false)
    assert.equal(isOpen('FR-LYON', '2025-10-03T12:00', '2025-06-01'), true)
    assert.equal(isOpen('FR-LYON', '2026-05-01T12:00', '2026-02-01'), false)
  })
})
