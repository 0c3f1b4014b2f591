import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rounded, signed, verdictOf } from './said.ts'

const paired = (low: number | null, high: number | null, total = 1) => {
  return { total, mean: total, low, high, batches: low === null ? 2 : 9 }
}

describe('what is said of a difference', () => {
  it('is a verdict only where chance is not enough', () => {
    assert.equal(verdictOf(paired(-3, -1)), 'better')
    assert.equal(verdictOf(paired(1, 3)), 'worse')
    assert.equal(verdictOf(paired(-1, 3)), 'same')
    assert.equal(verdictOf(paired(null, null)), 'few')
    assert.equal(verdictOf(paired(null, null, 0)), 'same')
  })

  it('has its sign, and no minus before nothing', () => {
    const text = rounded('en', 1)
    assert.deepEqual(
      [2.34, -2.34, 0, -0].map((value) => signed(value, text)),
      ['+2.3', '-2.3', '0', '0'],
    )
  })
})
