import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  changesOf,
  effectOf,
  faultOf,
  oppositeOf,
  rowsOf,
  sourcesOf,
  wasBetween,
  WHATS,
  type From,
  type Stocked,
  type What,
} from './effect.ts'
import { CONDITIONS, KEPT, type Conditions } from './figures.ts'

/** A place, worked out as the server does. */
function place(onHand: number, conditions: Conditions = {}, held = 0, allocated = 0): Stocked {
  const unavailable = KEPT.reduce((sum, one) => sum + (conditions[one] ?? 0), 0)
  const free = onHand - unavailable - held - allocated
  const uncovered = Math.max(0, -free)
  return {
    onHand,
    unavailable,
    conditions,
    held,
    allocated,
    uncovered,
    available: Math.max(0, free),
  }
}

const sold = (amount: number) => ({ what: 'sold', amount, from: 'sale' }) as const
const counted = (amount: number) => ({ what: 'counted', amount, from: 'sale' }) as const

describe('what an adjustment does', () => {
  it('takes from what is available first', () => {
    const { after, cartsLose, lacking } = effectOf(place(12, { other: 2 }, 1, 6), sold(3))
    assert.deepEqual([after.onHand, after.available, cartsLose, lacking], [9, 0, 0, 0])
  })

  it('takes from carts before promised units lack cover', () => {
    const { after, cartsLose, lacking } = effectOf(place(12, { other: 2 }, 1, 6), counted(6))
    assert.deepEqual([after.held, after.available, cartsLose, lacking], [0, 0, 1, 2])
  })

  it('leaves what is on hand where units are only not to be sold any more', () => {
    const { after } = effectOf(place(5), { what: 'damaged', amount: 2, from: 'sale' })
    assert.deepEqual([after.onHand, after.available, after.conditions], [5, 3, { damaged: 2 }])
  })

  it('moves units from one condition to another, and for sale again', () => {
    const before = place(5, { in_inspection: 3 })
    const moved = { what: 'damaged', amount: 2, from: 'in_inspection' } as const
    const { after } = effectOf(before, moved)
    assert.deepEqual([after.available, after.conditions], [2, { in_inspection: 1, damaged: 2 }])
    assert.deepEqual(rowsOf(changesOf(before, moved)), [
      { change: 0, unavailableChange: 2, condition: 'damaged' },
      { change: 0, unavailableChange: -2, condition: 'in_inspection' },
    ])
    const back = effectOf(before, { what: 'backForSale', amount: 3, from: 'in_inspection' })
    assert.deepEqual([back.after.available, back.after.conditions], [5, {}])
  })

  it('takes what is thrown away out of its condition and off the shelf', () => {
    const thrown = { what: 'discarded', amount: 2, from: 'damaged' } as const
    const { after } = effectOf(place(5, { damaged: 2 }), thrown)
    assert.deepEqual([after.onHand, after.available, after.conditions], [3, 3, {}])
    assert.deepEqual(rowsOf(changesOf(place(5), thrown)), [
      { change: -2, unavailableChange: -2, condition: 'damaged' },
    ])
  })

  it('counts what lies there: what has left already stays on top of it', () => {
    const { after } = effectOf(place(10, { awaiting_owner: 2 }), counted(7))
    assert.deepEqual([after.onHand, after.available], [9, 7])
  })

  it('always adds up, and taking it back leads to the same figures', () => {
    const few = fc.integer({ min: 0, max: 20 })
    const kept = fc.record({ damaged: few, on_display: few, other: few, awaiting_owner: few })
    const what = fc.constantFrom<What>(...WHATS)
    fc.assert(
      fc.property(
        few,
        kept,
        few,
        few,
        what,
        few,
        (onHand, conditions, allocated, amount, kind, n) => {
          const before = place(onHand, conditions, 0, allocated)
          const sources: From[] = sourcesOf(before, kind)
          const from = sources[n % Math.max(1, sources.length)] ?? 'sale'
          const wanted = { what: kind, amount, from }
          const { after, lacking } = effectOf(before, wanted)
          const free = after.onHand - after.unavailable - after.held - after.allocated
          assert.equal(after.available - lacking, free)
          assert.ok(after.available === 0 || lacking === 0)
          const sum = KEPT.reduce((all, one) => all + (after.conditions[one] ?? 0), 0)
          assert.equal(after.unavailable, sum)
          const rows = rowsOf(changesOf(before, wanted))
          const versions = [
            { ...before, version: 1 },
            { ...after, version: 1 + rows.length },
          ] as const
          const back = oppositeOf(wanted, ...versions)!
          assert.equal(after.onHand + back.onHand, before.onHand)
          for (const one of CONDITIONS) {
            const again = (after.conditions[one] ?? 0) + (back.conditions[one] ?? 0)
            assert.equal(again, before.conditions[one] ?? 0)
          }
        },
      ),
    )
  })
})

describe('where units come from', () => {
  it('is what is for sale, or a condition that has some there', () => {
    const before = place(9, { damaged: 1, on_display: 2, awaiting_owner: 3 })
    assert.deepEqual(sourcesOf(before, 'damaged'), ['sale', 'on_display'])
    assert.deepEqual(sourcesOf(before, 'backForSale'), ['damaged', 'on_display'])
    assert.deepEqual(sourcesOf(before, 'sold'), ['sale', 'damaged', 'on_display'])
    assert.deepEqual(sourcesOf(before, 'found'), [])
    assert.deepEqual(sourcesOf(before, 'counted'), [])
  })
})

describe('an adjustment', () => {
  const before = place(12, { damaged: 2 })
  const faults = (text: string, what: What, { decimals = 0, from = 'sale' as From } = {}) =>
    faultOf(text, before, { what, from, decimals })

  it('is a number of whole units, or as fine as the SKU is counted', () => {
    assert.equal(faults('', 'found'), 'none')
    assert.equal(faults('x', 'found'), 'none')
    assert.equal(faults('1.5', 'found'), 'precise')
    assert.equal(faults('1.5', 'found', { decimals: 1 }), undefined)
  })

  it('changes something and leaves nothing below zero', () => {
    assert.equal(faults('0', 'sold'), 'nothing')
    assert.equal(faults('-1', 'sold'), 'positive')
    assert.equal(faults('13', 'sold'), 'negative')
    assert.equal(faults('-13', 'corrected'), 'negative')
    assert.equal(faults('-3', 'corrected'), undefined)
    assert.equal(faults('3', 'backForSale', { from: 'damaged' }), 'few')
    assert.equal(faults('-1', 'counted'), 'negative')
    assert.equal(faults('12', 'counted'), undefined)
  })

  it('cannot be taken back after a count that somebody came before', () => {
    const after = { ...place(9, { damaged: 2 }), version: 7 }
    assert.equal(oppositeOf(counted(9), { ...before, version: 5 }, after), undefined)
    assert.deepEqual(oppositeOf(counted(9), { ...before, version: 6 }, after), {
      onHand: 3,
      conditions: {},
    })
    assert.equal(wasBetween(counted(9), { ...before, version: 6 }, after), false)
    assert.deepEqual(changesOf(before, counted(9)), { onHand: -3, conditions: {} })
  })
})
