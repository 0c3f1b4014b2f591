import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { object, partial, quantity, text } from './schemas.ts'
import { validatorOf } from './validate.ts'

describe('changes of many kinds', () => {
  const change = Type.Union([
    object({ action: Type.Literal('set'), fields: partial({ quantity, name: text() }) }),
    object({ action: Type.Literal('pause'), reason: text() }),
    object({ action: Type.Literal('archive') }),
  ])
  const check = validatorOf(object({ changes: Type.Array(change) }), 'body')
  const archive = { action: 'archive' }
  const wrong: [string, unknown[], string, string][] = [
    [
      'a wrong value',
      [{ action: 'set', fields: { quantity: 0 } }],
      'field_invalid',
      '/fields/quantity',
    ],
    ['an unknown field', [{ action: 'set', fields: { id: 7 } }], 'field_unknown', '/fields/id'],
    ['another unknown field', [{ ...archive, fields: {} }], 'field_unknown', '/fields'],
    ['a missing field', [{ action: 'pause' }], 'field_invalid', '/reason'],
    ['an unknown action', [{ action: 'sell', fields: {} }], 'field_invalid', '/action'],
    ['no action', [{}], 'field_invalid', '/action'],
  ]
  for (const [name, changes, code, field] of wrong) {
    it(`tell ${name} of the one that was meant`, () => {
      const alone = check({ changes })
      const second = check({ changes: [archive, ...changes] })
      assert.ok('error' in alone && 'error' in second)
      assert.deepEqual([alone.error.code, second.error.code], [code, code])
      assert.equal(alone.error.field, `/changes/0${field}`)
      assert.equal(second.error.field, `/changes/1${field}`)
    })
  }

  it('tell which actions there are', () => {
    const checked = check({ changes: [{ action: 'sell' }] })
    assert.ok('error' in checked)
    assert.equal(checked.error.message, '/changes/0/action must be one of set, pause, archive')
  })

  it('tell what a value of an enumeration may be', () => {
    const checked = validatorOf(
      object({ kind: Type.Enum(['store', 'depot']) }),
      'body',
    )({
      kind: 'shop',
    })
    assert.ok('error' in checked)
    assert.equal(checked.error.message, '/kind must be one of store, depot')
  })

  it('may leave out any field, and be right', () => {
    for (const fields of [{}, { name: 'a' }, { quantity: 1, name: 'a' }]) {
      assert.ok('value' in check({ changes: [{ action: 'set', fields }, archive] }))
    }
  })
})
