import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { priorities } from '../../lib/priority.ts'
import { Refusal } from '../../lib/refusal.ts'
import { decideMarks, sortedTags, TAGS_MOST, type Marks, type MarksChange } from './marks.ts'

const priority = fc.constantFrom(...priorities)
const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
const marks: fc.Arbitrary<Marks> = fc.record({ priority, tags: tags.map(sortedTags) })
const changes: fc.Arbitrary<MarksChange> = fc.record(
  { priority, tags: fc.record({ add: tags, remove: tags }, { requiredKeys: [] }) },
  { requiredKeys: [] },
)

describe('the marks of an order', () => {
  it('are as they were asked for, and what is told leads from before to after', () => {
    fc.assert(
      fc.property(marks, changes, (before, change) => {
        const { add = [], remove = [] } = change.tags ?? {}
        const decided = decideMarks(before, change)
        const isBoth = add.some((tag) => remove.includes(tag))
        assert.equal(decided instanceof Refusal, isBoth)
        if (decided instanceof Refusal) return
        const { marks: after, marked } = decided
        assert.equal(after.priority, change.priority ?? before.priority)
        const wanted = [...before.tags, ...add].filter((tag) => !remove.includes(tag))
        assert.deepEqual(after.tags, sortedTags(wanted))
        const { added = [], removed = [] } = marked.tags ?? {}
        const left = before.tags.filter((tag) => !removed.includes(tag))
        assert.deepEqual(sortedTags([...left, ...added]), after.tags)
        assert.ok(added.every((tag) => !before.tags.includes(tag)))
        assert.equal(marked.priority !== undefined, after.priority !== before.priority)
      }),
    )
  })

  it('change nothing the second time', () => {
    fc.assert(
      fc.property(marks, changes, (before, change) => {
        const once = decideMarks(before, change)
        if (once instanceof Refusal) return
        const twice = decideMarks(once.marks, change)
        assert.deepEqual(twice, { marks: once.marks, marked: {} })
      }),
    )
  })

  it('hold no card number, and no more tags than a screen can show', () => {
    const none: Marks = { priority: 'normal', tags: [] }
    const card = decideMarks(none, { tags: { add: ['vip', '4111111111111111'] } })
    assert.ok(card instanceof Refusal)
    assert.deepEqual([card.code, card.field], ['card_number_refused', '/tags/add/1'])
    const many = Array.from({ length: TAGS_MOST }, (_, i) => `t${i}`)
    const full = { ...none, tags: sortedTags(many) }
    assert.ok(!(decideMarks(full, { tags: { add: ['t1'] } }) instanceof Refusal))
    const over = decideMarks(full, { tags: { add: ['more'] } })
    assert.ok(over instanceof Refusal)
    assert.deepEqual([over.code, over.field], ['field_invalid', '/tags/add'])
    assert.ok(!(decideMarks(full, { tags: { add: ['more'], remove: ['t1'] } }) instanceof Refusal))
  })
})
