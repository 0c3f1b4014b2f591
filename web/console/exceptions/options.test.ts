import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Line, Order } from '../order/types.ts'
import { optionsOf, shortOf } from './options.ts'

const line = (no: number, sku: string, of: Partial<Line>) =>
  ({ no, sku, ordered: 2, cancelled: 0, allocated: 0, total: 5000, allocations: [], ...of }) as Line
const order = (...lines: Line[]) => ({ lines }) as Order
const TODAY = '2026-11-29'
const coming = (sku: string, dueOn: string, quantity = 10) => {
  return { sku, location: 'DC', quantity, dueOn }
}

describe('shortOf', () => {
  it('counts what is neither cancelled nor set aside', () => {
    assert.equal(shortOf(line(1, 'A', {})), 2)
    assert.equal(shortOf(line(1, 'A', { allocated: 1, cancelled: 1 })), 0)
    assert.equal(shortOf(line(1, 'A', { ordered: 0.3, allocated: 0.1 })), 0.2)
  })
})

describe('optionsOf', () => {
  it('waits for what comes first, and says what giving up costs', () => {
    const of = order(line(1, 'A', { allocated: 1 }), line(2, 'B', { allocated: 2 }))
    const [wait, cancel, ...others] = optionsOf(
      of,
      [
        coming('A', '2026-12-09'),
        coming('A', '2026-12-03'),
        coming('A', '2026-12-01', 0),
        coming('B', '2026-12-01'),
      ],
      TODAY,
    )
    assert.ok(wait?.kind === 'wait')
    assert.equal(wait.coming?.dueOn, '2026-12-03')
    assert.deepEqual([wait.short, wait.worth], [1, 2500])
    assert.deepEqual(cancel, { kind: 'cancel', isLate: false, worth: -2500 })
    assert.deepEqual(others, [])
  })

  it('tells lines that nothing is announced for after the others', () => {
    const of = order(line(1, 'A', {}), line(2, 'B', {}))
    const options = optionsOf(of, [coming('B', '2026-12-01')], TODAY)
    const lines = options.map((option) => (option.kind === 'wait' ? option.line.no : 'cancel'))
    assert.deepEqual(lines, [2, 1, 'cancel'])
  })

  it('has none where nothing is short', () => {
    assert.deepEqual(optionsOf(order(line(1, 'A', { allocated: 2 })), [], TODAY), [])
  })

  it('says what comes later than promised, what is overdue last', () => {
    const late = (location: string, expectedOn: string) => {
      return { location, quantity: 1, expectedOn, promisedOn: '2026-11-20' }
    }
    const allocations = [
      late('A', '2026-11-20'),
      late('B', '2026-12-24'),
      { location: 'C', quantity: 1 },
      { ...late('D', '2026-12-24'), promisedOn: '2026-12-24' },
    ]
    const of = order(line(1, 'A', { ordered: 4, allocated: 4, allocations }))
    const told = optionsOf(of, [], TODAY).map((option) =>
      option.kind === 'late'
        ? [option.units.location, option.isOverdue, option.worth]
        : [option.kind, option.worth],
    )
    assert.deepEqual(told, [
      ['B', false, 1250],
      ['A', true, 1250],
      ['cancel', -2500],
    ])
  })
})
