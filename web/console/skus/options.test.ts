import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compareValues, compareVariants, variantOf } from './options.ts'

describe('options', () => {
  it('are named with the size last', () => {
    assert.equal(variantOf({ size: 'M', colour: 'navy' }), 'navy · M')
    assert.equal(variantOf({}), '')
  })

  it('are sorted as people do', () => {
    assert.deepEqual(['XL', 'S', 'M'].toSorted(compareValues), ['S', 'M', 'XL'])
    assert.deepEqual(['100', '20'].toSorted(compareValues), ['20', '100'])
  })

  it('go through the sizes of one colour, then of the next', () => {
    const variants = [
      { size: 'L', colour: 'navy' },
      { size: 'S', colour: 'navy' },
      { size: 'L', colour: 'ivory' },
    ]
    const sorted = variants.toSorted(compareVariants).map(variantOf)
    assert.deepEqual(sorted, ['ivory · L', 'navy · S', 'navy · L'])
  })
})
