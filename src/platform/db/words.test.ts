import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { wordsOf } from './words.ts'

describe('words that are typed', () => {
  it('hold letters and digits only, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const words = wordsOf(typed)
        assert.ok(words.length <= 8)
        for (const part of words.flat()) assert.match(part, /^[\p{L}\p{M}\p{N}]+$/u)
      }),
    )
  })

  it('are small, and their parts stay together', () => {
    const words = [['lm', '0042', 'navy', 'xl'], ['größe']]
    assert.deepEqual(wordsOf('LM-0042/Navy_XL  Größe. -'), words)
    assert.deepEqual(wordsOf('.*(%_'), [])
  })
})
