import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import {
  afterChanges,
  conditions,
  decideConditionChange,
  decideConditionLevels,
  settableConditions,
  sumOfConditions,
  type ConditionChange,
  type ConditionLevels,
  type SettableLevels,
} from './condition.ts'

const levels: fc.Arbitrary<ConditionLevels> = fc.record(
  Object.fromEntries(conditions.map((condition) => [condition, fc.integer({ min: 1, max: 9 })])),
  { requiredKeys: [] },
)
const named: fc.Arbitrary<SettableLevels> = fc.record(
  Object.fromEntries(settableConditions.map((condition) => [condition, fc.nat(9)])),
  { requiredKeys: [] },
)

const apply = (now: ConditionLevels, changes: readonly ConditionChange[]) =>
  afterChanges(
    now,
    changes.map(({ condition, change }) => [condition, change] as const),
  )

describe('units by condition', () => {
  it('are set as they were named; the others stay, and nothing is changed in vain', () => {
    fc.assert(
      fc.property(levels, named, (now, told) => {
        const changes = decideConditionLevels(now, { conditions: told })
        assert.ok(!(changes instanceof Refusal))
        const after = apply(now, changes)
        for (const one of conditions) {
          assert.equal(after[one] ?? 0, (told as ConditionLevels)[one] ?? now[one] ?? 0)
        }
        assert.ok(changes.every(({ change }) => change !== 0))
        assert.equal(new Set(changes.map(({ condition }) => condition)).size, changes.length)
        assert.deepEqual(decideConditionLevels(after, { conditions: told }), [])
      }),
    )
  })

  it('add up to a plain number through `other`, without what has left, or it is refused', () => {
    fc.assert(
      fc.property(levels, named, fc.nat(40), (now, told, unavailable) => {
        const { other: _, ...rest } = told
        const changes = decideConditionLevels(now, { unavailable, conditions: rest })
        const { awaiting_owner: awaiting = 0 } = now
        const held = sumOfConditions({ ...now, ...rest, other: 0, awaiting_owner: 0 })
        if (unavailable < held) {
          assert.ok(changes instanceof Refusal)
          assert.equal(changes.code, 'conditions_exceed')
          return
        }
        assert.ok(!(changes instanceof Refusal))
        const after = apply(now, changes)
        assert.equal(sumOfConditions(after), unavailable + awaiting)
        assert.equal(after.awaiting_owner ?? 0, awaiting)
        assert.equal(after.other ?? 0, unavailable - held)
      }),
    )
  })

  it('never fall below nothing, however many are taken out of one', () => {
    const changes = fc.record({
      condition: fc.constantFrom(...conditions),
      change: fc.integer({ min: -12, max: 12 }),
    })
    fc.assert(
      fc.property(levels, changes, (now, asked) => {
        const { condition, change } = decideConditionChange(now, asked)
        assert.equal(condition, asked.condition)
        const was = now[condition] ?? 0
        assert.equal(was + change, Math.max(0, was + asked.change))
        if (asked.change >= 0) assert.equal(change, asked.change)
        assert.ok(!Object.is(change, -0))
      }),
    )
  })

  it('leave out what has none left', () => {
    fc.assert(
      fc.property(levels, (now) => {
        const gone = Object.entries(now).map(([condition, units]) => {
          return [condition as keyof ConditionLevels, -units] as const
        })
        assert.deepEqual(afterChanges(now, gone), {})
        assert.equal(sumOfConditions(now), -gone.reduce((sum, [, units]) => sum + units, 0))
      }),
    )
  })
})
