import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { capacityOf, isSound, noLimit, textOf, textOfTyped } from './capacity.ts'

const most = fc.option(fc.nat(1_000_000))
const limit = { orders: most, lines: most, units: most }
const capacities = fc.record({
  ...limit,
  weekdays: fc
    .uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 7 }), ...limit }), {
      selector: ({ day }) => day,
    })
    .map((days) => days.toSorted((a, b) => a.day - b.day)),
})

describe('the capacity of a location in its form', () => {
  it('is sent as it was read where nothing was typed', () => {
    fc.assert(
      fc.property(capacities, (capacity) => {
        const text = textOf(capacity)
        assert.ok(isSound(text))
        assert.deepEqual(capacityOf(text), structuredClone(capacity))
      }),
    )
  })

  it('is no limit where there is none, and whole numbers only', () => {
    const none = { orders: null, lines: null, units: null, weekdays: [] }
    assert.deepEqual(capacityOf(textOf(null)), none)
    const typed = (orders: string) => textOfTyped({ ...noLimit, orders, weekdays: [] })
    assert.deepEqual(
      ['', ' 7 ', '0', '1000000', '1000001', '1.5', '-1', 'x'].map((text) => isSound(typed(text))),
      [true, true, true, true, false, false, false, false],
    )
    const monday = textOfTyped({ ...noLimit, weekdays: [{ ...noLimit, day: 1, lines: '1e3' }] })
    assert.equal(isSound(monday), false)
  })
})
