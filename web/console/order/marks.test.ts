import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { badTagOf, changeOf, PRIORITIES } from './marks.ts'

const marks = fc.record({
  priority: fc.constantFrom(...PRIORITIES),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
})

describe('what is changed of the marks of an order', () => {
  it('leads to what was typed, and is nothing where that is so already', () => {
    fc.assert(
      fc.property(marks, marks, (order, typed) => {
        const change = changeOf(order, typed)
        const { add = [], remove = [] } = change?.tags ?? {}
        const after = [...order.tags.filter((tag) => !remove.includes(tag)), ...add]
        assert.deepEqual(after.toSorted(), typed.tags.toSorted())
        assert.equal(change?.priority ?? order.priority, typed.priority)
        assert.equal(changeOf(typed, typed), undefined)
      }),
    )
  })

  it('names what is no tag', () => {
    assert.equal(badTagOf(['b2b', 'two-words']), undefined)
    for (const bad of ['Big', 'two words', 'a--b', '-a', 'ä', 'a'.repeat(41)]) {
      assert.equal(badTagOf(['ok', bad]), bad)
    }
  })
})
