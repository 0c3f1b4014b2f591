import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addToLevels, decideCount, nameOf, summed, type Levels, type Wish } from './counter.ts'

const wish: fc.Arbitrary<Wish> = fc
  .record({
    ruleId: fc.constantFrom('1', '2'),
    skuId: fc.integer({ min: 1, max: 2 }),
    key: fc.constantFrom('', 'aa'),
    quantity: fc.integer({ min: 1, max: 5 }),
  })
  // What a rule allows does not depend on who asks.
  .map((one) => ({
    ...one,
    limit: 4 + 3 * one.skuId + Number(one.ruleId),
    days: null,
    code: 'quota_exhausted' as const,
    rule: `Rule ${one.ruleId}`,
  }))
const orders = fc.array(fc.array(wish, { maxLength: 5 }).map(summed), { maxLength: 20 })

describe('units that are counted', () => {
  it('never exceed what the rule allows; who is refused would have exceeded it', () => {
    fc.assert(
      fc.property(orders, (all) => {
        const levels: Levels = new Map()
        const limits = new Map(all.flat().map((one) => [nameOf(one), one.limit]))
        for (const wishes of all) {
          const before = new Map(levels)
          const tooMany = decideCount(wishes, levels)
          assert.deepEqual(levels, before)
          if (tooMany) {
            const used = levels.get(nameOf(tooMany.wish)) ?? 0
            assert.equal(tooMany.left, tooMany.wish.limit! - used)
            assert.ok(tooMany.wish.quantity > tooMany.left)
          } else addToLevels(levels, wishes)
          for (const [name, used] of levels) assert.ok(used <= limits.get(name)!)
        }
      }),
    )
  })

  it('are none once everything was taken off again', () => {
    fc.assert(
      fc.property(orders, (all) => {
        const levels: Levels = new Map()
        for (const wishes of all) addToLevels(levels, wishes)
        for (const wishes of all) addToLevels(levels, wishes, -1)
        assert.ok([...levels.values()].every((used) => used === 0))
      }),
    )
  })
})

describe('wishes on one counter', () => {
  it('are one, with all their units', () => {
    fc.assert(
      fc.property(fc.array(wish), (wishes) => {
        const sums = summed(wishes)
        assert.equal(new Set(sums.map(nameOf)).size, sums.length)
        const all = (some: readonly Wish[]) => some.reduce((sum, { quantity }) => sum + quantity, 0)
        assert.equal(all(sums), all(wishes))
      }),
    )
  })
})
