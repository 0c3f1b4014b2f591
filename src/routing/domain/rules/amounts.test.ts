import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rules } from '../../../../test/arbitrary/routing-rules.ts'
import { currenciesOf } from './amounts.ts'
import type { Condition, RoutingRule } from './rule.ts'

const [base] = fc.sample(rules(), { numRuns: 1, seed: 1 })
const plain: RoutingRule = { ...base!, when: [], use: [{ places: {} }], never: {}, wishes: [] }
const currencies = new Map([
  ['WEB', 'EUR'],
  ['SHOP', 'EUR'],
  ['TOKYO', 'JPY'],
])
const all = [...currencies.keys()]
const read = (rule: Partial<RoutingRule>, channels = all) =>
  currenciesOf({ ...plain, ...rule }, channels, { currencies })

describe('the currencies in which amounts of a rule are read', () => {
  it('are those of its channels, wherever it says an amount', () => {
    const value: Condition = { of: 'value', from: 4000 }
    const units: Condition = { of: 'units', from: 2 }
    assert.deepEqual(read({ when: [value] }), ['EUR', 'JPY'])
    assert.deepEqual(read({ when: [value] }, ['WEB', 'SHOP']), ['EUR'])
    assert.deepEqual(read({ when: [{ of: 'any_of', conditions: [units, value] }] }).length, 2)
    assert.equal(read({ wishes: [{ places: {}, perParcel: 1 }] }).length, 2)
    assert.equal(read({ never: { noSplitBelow: { value: 4000 } } }).length, 2)
    assert.equal(read({ use: [{ places: {} }, { places: {}, opensToSave: 1 }] }).length, 2)
    assert.deepEqual(read({ when: [units], never: { noSplitBelow: { units: 2 } } }), [])
  })
})
