import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  orderFacts,
  plainConditions,
  rules,
  skuOf,
} from '../../../../test/arbitrary/routing-rules.ts'
import { groups } from '../../../../test/arbitrary/routing.ts'
import type { RoutingLocation } from '../types.ts'
import type { Facts } from './facts.ts'
import { hazards } from '../../../lib/hazard.ts'
import { testOf } from './matching.ts'
import { namesIn, problemsOf, type Known } from './problems.ts'
import type { Alternative, Condition, PlainCondition, RoutingRule } from './rule.ts'

const plain: RoutingRule = {
  ...fc.sample(rules(), { numRuns: 1, seed: 1 })[0]!,
  use: [{ places: {} }],
  never: {},
  otherwise: 'channel',
}
const fits = (when: readonly Condition[], of: Facts) => testOf({ ...plain, when })(of)
const anyOf = (...conditions: Alternative[]): Condition => ({ of: 'any_of', conditions })

const facts: fc.Arbitrary<Facts> = fc.tuple(groups(), orderFacts).map(([group, order]) => {
  const demand = group.demand.map((one) => ({ ...one, sku: skuOf(one.skuId) }))
  return { ...order, group: { ...group, demand } }
})

describe('several conditions of which one must be so', () => {
  it('are so where one of them is', () => {
    const some = fc.array(plainConditions, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(some, facts, (all, of) => {
        const isOne = all.some((one) => fits([one], of))
        assert.equal(fits([anyOf(...all)], of), isOne)
      }),
    )
  })

  it('are so where all of several are that are one of them', () => {
    const some = fc.array(plainConditions, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(some, plainConditions, facts, (all, other, of) => {
        const isSo = all.every((one) => fits([one], of)) || fits([other], of)
        assert.equal(fits([anyOf({ of: 'all_of', conditions: all }, other)], of), isSo)
      }),
    )
  })

  it('are only what they say where there is one', () => {
    fc.assert(
      fc.property(plainConditions, facts, (one, of) => {
        assert.equal(fits([anyOf(one)], of), fits([one], of))
      }),
    )
  })
})

const location: RoutingLocation = {
  id: 1,
  code: 'L1',
  country: 'FR',
  region: null,
  point: undefined,
  ships: true,
  pickup: true,
  handlingCost: 0,
  parcelCost: 0,
  paused: false,
  archived: false,
  kind: 'store',
  groups: [],
  tags: [],
  legalEntity: 'FR01',
  partner: null,
}
const known: Known = {
  channels: new Set(['WEB', 'SHOP']),
  byCards: new Set(['WEB']),
  pools: new Map([['WEB', new Set([1])]]),
  groups: new Set(),
  owners: new Set(),
  partners: new Set(),
  services: new Set(),
  locationTags: new Set(),
  skus: new Set(['SKU-1']),
  categories: new Set(),
  skuTags: new Set(),
  hazards: new Set(hazards),
  currencies: new Map(),
  locations: [location],
  inOrders: { regions: new Set(), customerTags: new Set(), orderTags: new Set(['gift']) },
}

const country = (...of: string[]): PlainCondition => ({ of: 'country', in: of })
const large: PlainCondition = { of: 'units', from: 3 }

/** What is told of rules A, B and so on. */
function toldOf(...list: Partial<RoutingRule>[]): unknown[] {
  const named = list.map((one, i) => ({ ...plain, ...one, id: 'ABC'[i]! }))
  const now = Temporal.Instant.from('2026-11-29T12:00:00Z')
  return problemsOf(named, known, now).map(({ kind, ruleId, value }) => [kind, ruleId, value])
}

describe('what is told of them before a rule is published', () => {
  it('is that they contradict, where each does', () => {
    const told = [['contradictory', 'A', null]]
    const others = anyOf(country('DE'), country('IT'))
    assert.deepEqual(toldOf({ when: [country('FR'), others] }), told)
    assert.deepEqual(toldOf({ when: [others, country('FR')] }), told)
    assert.deepEqual(toldOf({ when: [others, anyOf(country('FR'), country('ES'))] }), told)
    assert.deepEqual(toldOf({ when: [country('FR'), anyOf(country('DE'), large)] }), [])
  })

  it('is that a later rule is never asked, where one of them takes all of it', () => {
    const told = [['shadowed', 'B', null]]
    const wide = anyOf(large, country('FR', 'DE'))
    assert.deepEqual(toldOf({ when: [wide] }, { when: [country('DE')] }), told)
    const narrow = anyOf(country('DE'), { of: 'units', from: 9 })
    assert.deepEqual(toldOf({ when: [wide] }, { when: [narrow] }), told)
    assert.deepEqual(toldOf({ when: [narrow] }, { when: [wide] }), [])
    assert.deepEqual(toldOf({ when: [wide] }, { when: [anyOf(country('IT'), large)] }), [])
  })

  it('is that hazardous goods of some class are among those of any', () => {
    const any: PlainCondition = { of: 'hazard', in: [], lines: 'any' }
    const liquids: PlainCondition = { of: 'hazard', in: ['3'], lines: 'any' }
    assert.deepEqual(toldOf({ when: [any] }, { when: [liquids] }), [['shadowed', 'B', null]])
    assert.deepEqual(toldOf({ when: [liquids] }, { when: [any] }), [])
  })

  it('is what they name and nobody knows', () => {
    const conditions: PlainCondition[] = [
      { of: 'sku', in: ['NO', 'SKU-1'], lines: 'any' },
      { of: 'channel', in: ['GONE'] },
      { of: 'order_tag', in: ['gift', 'gifts'] },
    ]
    assert.deepEqual(toldOf({ when: [anyOf(...conditions)] }), [
      ['unknown_sku', 'A', 'NO'],
      ['unknown_channel', 'A', 'GONE'],
      ['unused_order_tag', 'A', 'gifts'],
    ])
    const { skus, orderTags } = namesIn([{ ...plain, when: [anyOf(...conditions)] }])
    assert.deepEqual(
      [skus, orderTags],
      [
        ['NO', 'SKU-1'],
        ['gift', 'gifts'],
      ],
    )
  })

  it('is where limits do nothing: in any channel that one of them lets in', () => {
    const never = { onTime: true }
    const web: PlainCondition = { of: 'channel', in: ['WEB'] }
    assert.deepEqual(toldOf({ never, when: [anyOf(web)] }), [])
    assert.deepEqual(toldOf({ never, when: [anyOf(web, large)] }), [['not_by_cards', 'A', 'SHOP']])
    const largeOnes: Alternative = { of: 'all_of', conditions: [large, web] }
    assert.deepEqual(toldOf({ never, when: [anyOf(web, largeOnes)] }), [])
  })
})
