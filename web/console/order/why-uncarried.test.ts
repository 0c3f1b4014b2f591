import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decided, names, plain, teller } from './why-example.ts'
import { stepsOf, type DecisionRecord } from './why.ts'

function told(excluded: DecisionRecord['excluded']): string[] {
  const short = [{ lineNo: 1, skuId: 0, wanted: 2, available: 0 }]
  const record = { ...decided, chosen: [], candidates: [], short, excluded }
  return stepsOf(record, names, teller).map(({ says }) => plain(says))
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
