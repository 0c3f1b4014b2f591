import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addToLevels,
  decideCount,
  decideLowered,
  nameOf,
  summed,
  type Levels,
  type Use,
  type Wish,
} from './counter.ts'

const wish: fc.Arbitrary<Wish> = fc
  .record({
    ruleId: fc.constantFrom('1', '2'),
    skuId: fc.integer({ min: 1, max: 2 }),
    key: fc.constantFrom('', 'aa'),
    quantity: fc.integer({ min: 1, max: 5 }),
    groupNos: fc.integer({ min: 1, max: 3 }).map((no) => [no]),
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

/** Units of one SKU in groups of one order, each counted by some rules; and what is cancelled. */
const counted = fc.array(
  fc
    .record({ ordered: fc.integer({ min: 1, max: 9 }), cancelled: fc.nat(9) })
    .chain(({ ordered, cancelled }) => {
      const left = Math.max(0, ordered - cancelled)
      const keys = fc.subarray(['general', 'express', 'here', 'there'])
      return fc.record({ ordered: fc.constant(ordered), left: fc.constant(left), keys })
    }),
  { maxLength: 4 },
)

describe('what a cancellation gives back', () => {
  it('leaves counted what is still wanted in the groups that were counted, exactly', () => {
    fc.assert(
      fc.property(counted, (groups) => {
        const of = { ruleId: '1', skuId: 1 }
        const wishes = groups.flatMap(({ ordered, keys }, i) =>
          keys.map((key) => {
            const rest = { limit: null, days: null, code: 'quota_exhausted' as const, rule: 'R' }
            return { ...of, key, quantity: ordered, groupNos: [i + 1], ...rest }
          }),
        )
        const uses: Use[] = summed(wishes).map((one) => ({ ...one, ownerId: 'o' }))
        const wanted = groups.map(({ left }, i) => {
          return { orderId: 'o', skuId: 1, groupNo: i + 1, left }
        })
        const others = { orderId: 'o', skuId: 2, groupNo: 1, left: 9 }
        const lowered = decideLowered(uses, [...wanted, others])
        for (const use of uses) {
          const now = lowered.find(({ key }) => key === use.key)?.left ?? use.quantity
          const mine = groups.filter(({ keys }) => keys.includes(use.key))
          assert.equal(
            now,
            mine.reduce((sum, { left }) => sum + left, 0),
          )
        }
        assert.ok(lowered.every(({ left, quantity }) => left < quantity))
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
