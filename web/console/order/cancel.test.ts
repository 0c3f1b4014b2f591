import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allUnits, cancelledBy } from './cancel.ts'
import type { Line, Order } from './types.ts'

const line = {
  group: 1,
  stocked: true,
  fulfilled: 0,
  ordered: 2,
  cancelled: 0,
  released: 0,
  packed: 0,
  total: 3000,
}
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
      hasAlong: false,
    })
  })

  it('is the share of the goods where some go, what nobody has first', () => {
    const some = cancelledBy(order, new Map([[2, 2]]))
    assert.deepEqual(some, {
      units: 2,
      back: 1,
      amount: 1333,
      isAll: false,
      isWhole: false,
      hasAlong: false,
    })
    assert.equal(cancelledBy(order, new Map()).units, 0)
  })

  it('takes gift wrap along with the last of its goods, and not before', () => {
    const [goods, other] = order.lines as [Line, Line]
    const wrap = { ...goods, no: 3, ordered: 1, stocked: false, total: 500 }
    const wrapped = { ...order, lines: [goods, wrap, { ...other, group: 2 }] }
    const all = cancelledBy(wrapped, new Map([[1, 2]]))
    assert.deepEqual([all.units, all.amount, all.hasAlong], [3, 3500, true])
    const some = cancelledBy(wrapped, new Map([[1, 1]]))
    assert.deepEqual([some.units, some.amount, some.hasAlong], [1, 1500, false])
    const sent = { ...wrapped, lines: [{ ...goods, ordered: 3, released: 1, packed: 1 }, wrap] }
    assert.equal(cancelledBy(sent, new Map([[1, 2]])).hasAlong, false)
  })

  it('leaves out what is packed', () => {
    const packed = { ...order, lines: [{ ...order.lines[1]!, released: 3, packed: 2 }] }
    assert.deepEqual([...allUnits(packed)], [[2, 1]])
    assert.equal(cancelledBy(packed, allUnits(packed)).isAll, false)
  })
})
