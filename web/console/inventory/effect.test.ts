import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { changesOf, effectOf, faultOf, oppositeOf } from './effect.ts'
import type { Figures } from './figures.ts'

/** A place, worked out as the server does. */
function place(onHand: number, unavailable = 0, held = 0, allocated = 0): Figures {
  const free = onHand - unavailable - held - allocated
  return { onHand, unavailable, held, allocated, uncovered: Math.max(0, -free), available: free }
}

describe('what an adjustment does', () => {
  it('takes from what is available first', () => {
    const { after, cartsLose, lacking } = effectOf(place(12, 2, 1, 6), { by: 'change', amount: -3 })
    assert.deepEqual([after.onHand, after.available, cartsLose, lacking], [9, 0, 0, 0])
  })

  it('takes from carts before promised units lack cover', () => {
    const { after, cartsLose, lacking } = effectOf(place(12, 2, 1, 6), { by: 'count', amount: 6 })
    assert.deepEqual([after.held, after.available, cartsLose, lacking], [0, -2, 1, 2])
  })

  it('leaves what is on hand where units are only kept from being sold', () => {
    const { after } = effectOf(place(5), { by: 'keep', amount: 2 })
    assert.deepEqual([after.onHand, after.unavailable, after.available], [5, 2, 3])
  })

  it('always adds up, and taking it back leads to the same figures', () => {
    const few = fc.integer({ min: 0, max: 20 })
    const by = fc.constantFrom('change', 'count', 'keep')
    fc.assert(
      fc.property(few, few, few, few, by, (onHand, kept, allocated, amount, kind) => {
        const before = place(onHand, kept, 0, allocated)
        const { after, lacking } = effectOf(before, { by: kind, amount })
        assert.equal(after.available, after.onHand - after.unavailable - after.allocated)
        assert.equal(lacking, Math.max(0, -after.available))
        const versions = [
          { ...before, version: 1 },
          { ...after, version: 2 },
        ] as const
        const back = oppositeOf({ by: kind, amount }, ...versions)!
        assert.equal(after.onHand + back.change, before.onHand)
        assert.equal(after.unavailable + back.unavailableChange, before.unavailable)
      }),
    )
  })
})

describe('an adjustment', () => {
  const before = place(12, 2)
  const faults = (text: string, by: 'change' | 'count' | 'keep', decimals = 0) =>
    faultOf(text, before, { by, decimals })

  it('is a number of whole units, or as fine as the SKU is counted', () => {
    assert.equal(faults('', 'change'), 'none')
    assert.equal(faults('x', 'change'), 'none')
    assert.equal(faults('1.5', 'change'), 'precise')
    assert.equal(faults('1.5', 'change', 1), undefined)
  })

  it('changes something and leaves nothing below zero', () => {
    assert.equal(faults('0', 'change'), 'nothing')
    assert.equal(faults('-13', 'change'), 'negative')
    assert.equal(faults('-3', 'keep'), 'negative')
    assert.equal(faults('-1', 'count'), 'negative')
    assert.equal(faults('12', 'count'), undefined)
  })

  it('cannot be taken back after a count that somebody came before', () => {
    const wanted = { by: 'count', amount: 9 } as const
    const after = { ...place(9, 2), version: 7 }
    assert.equal(oppositeOf(wanted, { ...before, version: 5 }, after), undefined)
    assert.deepEqual(oppositeOf(wanted, { ...before, version: 6 }, after), {
      change: 3,
      unavailableChange: 0,
    })
    assert.deepEqual(changesOf(before, wanted), { onHand: -3, unavailable: 0 })
  })
})
