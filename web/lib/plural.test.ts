import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pluralsOf } from './plural.ts'

describe('plurals', () => {
  it('takes the form of the language', () => {
    const en = pluralsOf('en')
    assert.equal(en(1, { one: '# order', other: '# orders' }), '1 order')
    assert.equal(en(1200, { one: '# order', other: '# orders' }), '1,200 orders')
    const ar = pluralsOf('ar')
    const forms = { one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' }
    assert.deepEqual(
      [1, 2, 3, 11, 100].map((count) => ar(count, forms)),
      ['one', 'two', 'few', 'many', 'other'],
    )
  })

  it('falls back to the last form', () => {
    assert.equal(pluralsOf('ar')(2, { other: '#' }), new Intl.NumberFormat('ar').format(2))
  })
})
