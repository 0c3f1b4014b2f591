import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { DecisionRecord } from '../record.ts'
import { decideWhyNot } from './why-not.ts'

const record: DecisionRecord = {
  format: 1,
  plan: { id: 1, version: 1, strategy: 'least_cost' },
  group: { no: 1, method: 'standard' },
  wanted: [{ skuId: 1, quantity: 1, available: 3 }],
  chosen: [],
  cost: 100,
  gap: 0,
  candidates: [[1, 5, 100]],
  excluded: {},
  alternative: null,
  short: [],
}

describe('why a decision is not made again', () => {
  it('is nothing where it is the same, and what is nearest where it is not', () => {
    const other = (fields: Partial<DecisionRecord>) =>
      decideWhyNot(record, { ...record, ...fields })
    assert.equal(other({}), undefined)
    const declinesAt = '2026-03-02T00:00:00Z'
    assert.equal(other({ declinesAt, prices: [['P1', 'x']] }), 'declines_counted_anew')
    assert.equal(other({ prices: [['P1', 'x']], cost: 99 }), 'prices_made_anew')
    const wanted = [{ skuId: 1, quantity: 1, available: 2 }]
    assert.equal(other({ wanted, cost: 99 }), 'stock_differs')
    assert.equal(other({ full: [[1, 'orders', 3, 3]] }), 'stock_differs')
    assert.equal(other({ candidates: [[1, 5, 99]] }), 'otherwise_differs')
  })

  it('is said of every record that is not the same, byte for byte', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3), (one, two, available, cost) => {
        const again: DecisionRecord = {
          ...record,
          cost: 100 + cost,
          wanted: [{ skuId: 1, quantity: 1, available: 3 + available }],
          ...(one > 0 && { declinesAt: `${one}` }),
          ...(two > 0 && { prices: [['P1', `${two}`]] }),
        }
        const isSame = JSON.stringify(again) === JSON.stringify(record)
        assert.equal(decideWhyNot(record, again) === undefined, isSame)
        assert.equal(decideWhyNot(again, again), undefined)
      }),
    )
  })
})
