import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../lib/refusal.ts'
import { afterChanges, settableConditions, type ConditionLevels } from './condition.ts'
import { decideStockCount, type Counted, type MovedSince } from './stock-count.ts'

type Row = { there: number; conditions: ConditionLevels }

const counted: fc.Arbitrary<Counted> = fc.record(
  {
    onHand: fc.nat(50),
    conditions: fc.record(Object.fromEntries(settableConditions.map((one) => [one, fc.nat(9)])), {
      requiredKeys: [],
    }),
  },
  { requiredKeys: [] },
)
const levels = fc.record(
  Object.fromEntries(settableConditions.map((one) => [one, fc.integer({ min: 1, max: 9 })])),
)
const row: fc.Arbitrary<Row> = fc.record({ there: fc.nat(50), conditions: levels })
/** Of conditions only what adds to them: none is ever less than empty, in whatever order. */
const moved: fc.Arbitrary<MovedSince> = fc.oneof(
  fc.record({
    reason: fc.constantFrom('sale' as const, 'shipment' as const, 'receipt' as const),
    condition: fc.constantFrom(null, ...settableConditions),
    quantity: fc.integer({ min: -9, max: 9 }),
    unavailable: fc.nat(9),
    saysNumber: fc.constant(false),
  }),
  fc.nat(9).map((left): MovedSince => {
    const condition = 'awaiting_owner' as const
    return { reason: 'shipment', condition, quantity: 0, unavailable: left, saysNumber: false }
  }),
)

function moveBy({ there, conditions }: Row, one: MovedSince): Row {
  const { condition, quantity, unavailable } = one
  if (condition === 'awaiting_owner') return { there: there - unavailable, conditions }
  const after = condition ? afterChanges(conditions, [[condition, unavailable]]) : conditions
  return { there: there + quantity, conditions: after }
}

function countOf(now: Row, told: Counted, since: readonly MovedSince[]): Row {
  const change = decideStockCount(now, told, since)
  assert.ok(change !== 'overtaken' && !(change instanceof Refusal))
  const changes = change.conditions.map((one) => [one.condition, one.change] as const)
  const conditions = afterChanges(now.conditions, changes)
  return { there: now.there + change.quantity, conditions }
}

describe('a count of some time ago', () => {
  it('leads to the same, whether it is told at once or after what happened since', () => {
    fc.assert(
      fc.property(row, counted, fc.array(moved), (then, told, since) => {
        const atOnce = since.reduce(moveBy, countOf(then, told, []))
        const late = countOf(since.reduce(moveBy, then), told, since)
        assert.deepEqual(late, atOnce)
      }),
    )
  })

  it('gives way to numbers of later, of what it says itself', () => {
    const number: MovedSince = {
      reason: 'feed',
      condition: null,
      quantity: 2,
      unavailable: 0,
      saysNumber: true,
    }
    const ofDamaged = {
      ...number,
      reason: 'count',
      condition: 'damaged',
      saysNumber: false,
    } as const
    fc.assert(
      fc.property(row, counted, (now, told) => {
        const isOf = told.onHand !== undefined
        assert.equal(decideStockCount(now, told, [number]) === 'overtaken', isOf)
        const isDamaged = told.conditions?.damaged !== undefined
        assert.equal(decideStockCount(now, told, [ofDamaged]) === 'overtaken', isDamaged)
      }),
    )
    const all = { unavailable: 90 }
    const none = { there: 0, conditions: {} }
    assert.equal(decideStockCount(none, all, [ofDamaged]), 'overtaken')
    assert.ok(decideStockCount(none, all, [number]) !== 'overtaken')
  })

  it('takes no more out of a condition than it has by now', () => {
    const since: MovedSince = {
      reason: 'damage',
      condition: 'damaged',
      quantity: -3,
      unavailable: -3,
      saysNumber: false,
    }
    const now = { there: 4, conditions: {} }
    const told = { onHand: 6, conditions: { damaged: 1 } }
    assert.deepEqual(decideStockCount(now, told, [since]), { quantity: -1, conditions: [] })
  })
})
