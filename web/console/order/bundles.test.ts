import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cancellablesOf, orderedOf } from './bundles.ts'
import { cancelledBy } from './cancel.ts'
import type { Line, Order } from './types.ts'

const none = { cancelled: 0, released: 0, picked: 0, packed: 0, fulfilled: 0, returned: 0 }
const plain = { ...none, group: 1, sku: 'S', unit: 'piece', bundle: null }
const line = (no: number, ordered: number, of: Partial<Line> = {}): Line =>
  ({ ...plain, no, ordered, name: `Item ${no}`, total: 100 * ordered, ...of }) as Line
const part = (no: number, ordered: number, ratio: number, of: Partial<Line> = {}) =>
  line(no, ordered, { ...of, bundle: { line: 2, ratio } })
const orderWith = (lines: Line[]) =>
  ({
    lines,
    bundles: [
      { no: 2, group: 1, sku: 'SET', name: 'Gift set', ordered: 2, cancelled: 0, total: 600 },
    ],
    total: 1000,
  }) as unknown as Order

describe('the bundles of an order', () => {
  const order = orderWith([line(1, 3), line(3, 1), part(4, 4, 2), part(5, 2, 1)])

  it('stand where they were ordered, with what they are made of under them', () => {
    assert.deepEqual(
      orderedOf(order).map(({ no, bundle, lines }) => [no, bundle?.sku, lines.map((l) => l.no)]),
      [
        [1, undefined, [1]],
        [2, 'SET', [4, 5]],
        [3, undefined, [3]],
      ],
    )
  })

  it('are cancelled whole', () => {
    assert.deepEqual(
      cancellablesOf(order).map(({ no, name, most }) => [no, name, most]),
      [
        [1, 'Item 1', 3],
        [2, 'Gift set', 2],
        [3, 'Item 3', 1],
      ],
    )
    const { units, amount, isAll } = cancelledBy(order, new Map([[2, 1]]))
    assert.deepEqual([units, amount, isAll], [3, 300, false])
  })

  it('are cancelled part by part once something of the last one is packed', () => {
    const packed = { released: 4, picked: 4, packed: 3 }
    const rest = orderWith([line(1, 3), part(4, 4, 2, packed), part(5, 2, 1)])
    assert.deepEqual(
      cancellablesOf(rest).map(({ no, most }) => [no, most]),
      [
        [1, 3],
        [4, 1],
        [5, 2],
      ],
    )
  })
})
