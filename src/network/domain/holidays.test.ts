import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideHolidays, holidaysAhead } from './holidays.ts'

const start = Temporal.PlainDate.from('2026-01-01')
const day = fc.record({
  on: fc.nat(400).map((days) => start.add({ days }).toString()),
  name: fc.constantFrom('Good Friday', 'Veterans Day', 'Christmas Day'),
})

describe('holidays', () => {
  it('are kept in order of time, each once, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(day), (given) => {
        const kept = decideHolidays(given)
        const keys = kept.map(({ on, name }) => `${on} ${name}`)
        assert.deepEqual(
          keys,
          [...new Set(given.map(({ on, name }) => `${on} ${name}`))].toSorted(),
        )
        assert.deepEqual(decideHolidays(kept), kept)
      }),
    )
  })

  it('of one day may be two, as on 2 April 2010 in Argentina', () => {
    const on = '2010-04-02'
    const both = [
      { on, name: 'Good Friday' },
      { on, name: 'Veterans Day and the Fallen in the Malvinas War' },
    ]
    assert.deepEqual(decideHolidays(both.toReversed()), both)
  })

  it('are told from today on by the clock of the location', () => {
    const days = ['2026-04-30', '2026-05-01', '2026-06-29', '2026-06-30'].map((on) => {
      return { on, name: on }
    })
    // In Paris it is the first of May already.
    const now = Temporal.Instant.from('2026-04-30T22:30:00Z')
    const ahead = (zone: string) => holidaysAhead(days, zone, now).map(({ on }) => on)
    assert.deepEqual(ahead('Europe/Paris'), ['2026-05-01', '2026-06-29'])
    assert.deepEqual(ahead('America/New_York'), ['2026-04-30', '2026-05-01'])
  })
})
