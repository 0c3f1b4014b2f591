import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rules } from '../../../../test/arbitrary/routing-rules.ts'
import { decideStanding, standingIn } from './standing.ts'

const list = fc.array(rules(), { maxLength: 3 })

describe('what became of a draft', () => {
  it('is told by what it says, however it is written: as it was, published, or neither', () => {
    fc.assert(
      fc.property(list, list, list, (then, draft, published) => {
        const again = then.map((rule) => Object.fromEntries(Object.entries(rule).toReversed()))
        const same = again as typeof then
        assert.equal(decideStanding(then, { draft, published: same }), 'published')
        const text = (of: typeof then) => JSON.stringify(of)
        const isPublished = text(then) === text(published)
        const standing = decideStanding(then, { draft: same, published })
        assert.equal(standing, isPublished ? 'published' : 'same')
        const none = decideStanding(then, { draft: undefined, published })
        assert.equal(none, isPublished ? 'published' : 'changed')
      }),
    )
  })

  it('stands in others rule by rule, wherever it is in them', () => {
    const [one, other] = fc.sample(rules(), { numRuns: 2, seed: 7 })
    const second = { ...other!, id: '00000000-0000-7000-8000-000000000002' }
    const renamed = { ...second, name: `${second.name} again` }
    assert.equal(standingIn([one!, second], [[renamed], [second, one!]]).size, 2)
    assert.deepEqual([...standingIn([one!, second], [[renamed, one!]])], [one!.id])
    assert.deepEqual([...standingIn([one!], [])], [])
  })

  it('is another where its order is', () => {
    const [one, other] = fc.sample(rules(), { numRuns: 2, seed: 7 })
    const both = [one!, { ...other!, id: '00000000-0000-7000-8000-000000000002' }]
    const now = { draft: both.toReversed(), published: [] }
    assert.equal(decideStanding(both, now), 'changed')
  })
})
