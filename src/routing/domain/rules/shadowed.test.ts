import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { conditions, orderFacts, rules, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { groups } from '../../../../test/arbitrary/routing.ts'
import { testOf } from './matching.ts'
import type { Alternative, Condition, RoutingRule } from './rule.ts'
import { decideShadowed } from './shadowed.ts'

const now = Temporal.Instant.from('2026-06-01T00:00:00Z')
const [base] = fc.sample(rules(), { numRuns: 1, seed: 1 })
const plain: RoutingRule = { ...base!, otherwise: 'channel' }

const facts = fc.tuple(groups(), orderFacts).map(([group, order]) => {
  const demand = group.demand.map((one) => ({ ...one, sku: skuOf(one.skuId) }))
  return { ...order, group: { ...group, demand } }
})
const moment = fc.constantFrom(
  null,
  null,
  '2026-03-01T00:00:00Z',
  '2026-06-01T00:00:00Z',
  '2026-08-01T00:00:00Z',
  '2026-10-01T00:00:00Z',
)
const some = fc.array(conditions, { maxLength: 3 })
const drawn = fc.record({ when: some, from: moment, until: moment }).map((one): RoutingRule => {
  return { ...plain, ...one }
})

describe('a rule of which an earlier one takes all', () => {
  it('decides on nothing from now on on which that does not', () => {
    let told = 0
    fc.assert(
      fc.property(drawn, drawn, facts, (before, rule, of) => {
        fc.pre(Temporal.Instant.compare(of.at, now) >= 0)
        const isTold = decideShadowed(rule, [before], now) !== undefined
        if (isTold && testOf(rule)(of)) assert.ok(testOf(before)(of))
        told += isTold ? 1 : 0
      }),
      { numRuns: 4000 },
    )
    assert.ok(told > 100, `${told}`)
  })

  it('is one where several together are an alternative of it, or each of its own is within', () => {
    const fr = { of: 'country' as const, in: ['FR'] }
    const gift = { of: 'order_tag' as const, in: ['gift'] }
    const large = { of: 'units' as const, from: 9 }
    const both = { of: 'all_of' as const, conditions: [fr, gift] }
    const anyOf = (...all: Alternative[]) => ({ of: 'any_of' as const, conditions: all })
    const isShadowed = (wide: Condition[], narrow: Condition[]) =>
      decideShadowed({ ...plain, when: narrow }, [{ ...plain, when: wide }], now) !== undefined
    assert.equal(isShadowed([anyOf(both, large)], [fr, gift]), true)
    assert.equal(isShadowed([anyOf(both, large)], [fr]), false)
    assert.equal(isShadowed([anyOf(fr, large)], [anyOf(both, { ...large, from: 10 })]), true)
    assert.equal(isShadowed([anyOf(both)], [anyOf(both, large)]), false)
  })

  it('is one whenever the other has begun long ago, or ends later', () => {
    const isShadowed = (before: Partial<RoutingRule>, rule: Partial<RoutingRule> = {}) =>
      decideShadowed({ ...plain, ...rule }, [{ ...plain, ...before }], now) !== undefined
    assert.equal(isShadowed({ from: '2026-05-31T00:00:00Z' }), true)
    assert.equal(isShadowed({ from: '2026-06-02T00:00:00Z' }), false)
    assert.equal(
      isShadowed({ from: '2026-06-02T00:00:00Z' }, { from: '2026-06-03T00:00:00Z' }),
      true,
    )
    assert.equal(isShadowed({ until: '2026-07-01T00:00:00Z' }), false)
    assert.equal(
      isShadowed({ until: '2026-07-01T00:00:00Z' }, { until: '2026-06-30T00:00:00Z' }),
      true,
    )
  })
})
