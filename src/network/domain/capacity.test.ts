import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { decideCapacity, limitOn, measures } from './capacity.ts'

const most = fc.option(fc.nat(500))
const limit = { orders: most, lines: most, units: most }
const given = fc.record(
  {
    ...limit,
    weekdays: fc.array(
      fc.record({ day: fc.integer({ min: 1, max: 7 }), ...limit }, { requiredKeys: ['day'] }),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: [] },
)

describe('the capacity of a location', () => {
  it('limits each day as its day of the week says, else as every day', () => {
    fc.assert(
      fc.property(given, fc.nat(400), (capacity, days) => {
        const kept = decideCapacity(capacity, '/capacity')
        const weekdays = capacity.weekdays ?? []
        const named = new Set(weekdays.map(({ day }) => day))
        assert.equal(kept instanceof Refusal, named.size < weekdays.length)
        if (kept instanceof Refusal) return
        const day = Temporal.PlainDate.from('2026-01-01').add({ days })
        const own = weekdays.find((one) => one.day === day.dayOfWeek) ?? capacity
        const found = limitOn(kept, day)
        for (const measure of measures) {
          assert.equal(found?.[measure] ?? null, own[measure] ?? null)
        }
        assert.deepEqual(decideCapacity(kept, '/capacity'), kept, 'what is kept stays as it is')
      }),
    )
  })

  it('is none where nothing limits any day', () => {
    assert.equal(decideCapacity(null, '/capacity'), null)
    assert.equal(decideCapacity({ orders: null, weekdays: [{ day: 1 }] }, '/capacity'), null)
    assert.notEqual(decideCapacity({ orders: 0 }, '/capacity'), null)
  })
})
