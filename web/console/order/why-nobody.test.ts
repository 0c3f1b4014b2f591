import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from '../../lib/format.ts'
import { stepsOf, type DecisionRecord } from './why.ts'
import { words } from './words-why.en.ts'

const record: DecisionRecord = {
  format: 1,
  plan: { id: 1, version: 1, strategy: 'least_cost' },
  group: { no: 1, method: 'standard' },
  wanted: [{ skuId: 0, quantity: 2, available: 0 }],
  chosen: [],
  cost: 0,
  gap: 0,
  candidates: [],
  excluded: {},
  alternative: null,
  short: [{ lineNo: 1, skuId: 0, wanted: 2, available: 0 }],
}

function told(excluded: DecisionRecord['excluded']): string[] {
  const names = {
    place: String,
    sku: () => ({ name: 'Chair', unit: 'piece', decimals: 0 }) as const,
    currency: 'EUR',
    pickup: null,
  }
  const formats = formatsOf('en', 'UTC')
  const steps = stepsOf({ ...record, excluded }, names, { words, formats })
  return steps.map(({ says }) => says.replaceAll('\u00a0', ' '))
}

describe('why nothing is sent', () => {
  it('is that no service of a carrier takes it, where that is so', () => {
    const waits = 'Waits until it can be sent: 2 × Chair'
    assert.deepEqual(told({ not_collected: [1, 2], not_in_pool: [4] }), [
      'No service of a carrier collects where it could have come from',
      waits,
    ])
    assert.match(told({ not_reached: [1] })[0]!, /^No service of a carrier goes there/)
    assert.match(told({ too_large: [[1, 0]] })[0]!, /^It is too large or too heavy/)
    const mixed = told({ not_collected: [1], no_stock: [[3, 0]] })
    assert.deepEqual(mixed, ['No place could send any of it', waits])
  })

  it('is that nobody had any, where carriers are not the reason', () => {
    assert.deepEqual(told({ no_stock: [[3, 0]] }), [
      'No place had any of it',
      'Waits for stock: 2 × Chair',
    ])
  })
})
