import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allUnits, cancelledBy } from './cancel.ts'
import type { Line, Order } from './types.ts'

const line = { ordered: 2, cancelled: 0, released: 0, packed: 0, total: 3000 }
const order = {
  total: 5500,
  lines: [
    { ...line, no: 1 },
    { ...line, no: 2, ordered: 3, released: 2, packed: 0, total: 2000 },
  ] as Partial<Line>[],
} as Order

describe('what a cancellation comes to', () => {
  it('is the whole total where all goes, with what locations have to give back', () => {
    assert.deepEqual(cancelledBy(order, allUnits(order)), {
      units: 5,
      back: 2,
      amount: 5500,
      isAll: true,
      isWhole: true,
    })
  })

  it('is the share of the goods where some go, what nobody has first', () => {
    const some = cancelledBy(order, new Map([[2, 2]]))
    assert.deepEqual(some, { units: 2, back: 1, amount: 1333, isAll: false, isWhole: false })
    assert.equal(cancelledBy(order, new Map()).units, 0)
  })

  it('leaves out what is packed', () => {
    const packed = { ...order, lines: [{ ...order.lines[1]!, released: 3, packed: 2 }] }
    assert.deepEqual([...allUnits(packed)], [[2, 1]])
    assert.equal(cancelledBy(packed, allUnits(packed)).isAll, false)
  })
})
