import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changeTo, queryOf } from './saved-views.ts'

describe('a saved view', () => {
  it('is the address without what is open, in whatever order it was put together', () => {
    const address = { state: 'late', open: 'x', channel: 'web', q: '' }
    assert.equal(queryOf(address), 'channel=web&state=late')
    assert.equal(queryOf({ channel: 'web', state: 'late' }), queryOf(address))
  })

  it('replaces the whole address', () => {
    const before = { state: 'late', q: 'Ada', open: 'x' }
    assert.deepEqual(changeTo('channel=web&q=a%26b', before), {
      state: undefined,
      open: undefined,
      q: 'a&b',
      channel: 'web',
    })
  })
})
