import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  conditions,
  orderFacts,
  plainConditions,
  rules,
  skuOf,
} from '../../../../test/arbitrary/routing-rules.ts'
import { groups } from '../../../../test/arbitrary/routing.ts'
import type { GroupToRoute } from '../types.ts'
import { factsOf, type Facts } from './facts.ts'
import { testOf } from './matching.ts'
import type { Condition, PlainCondition, RoutingRule } from './rule.ts'

const facts: fc.Arbitrary<Facts> = fc
  .tuple(
    groups(),
    orderFacts,
    fc.constantFrom('75011', '10 115', '1011', undefined),
    fc.constantFrom('standard', 'express'),
    fc.constantFrom(undefined, '2026-05-03', '2026-12-24'),
  )
  .map(([group, order, postalCode, method, wantedBy]) => {
    const demand = group.demand.map((one) => ({ ...one, sku: skuOf(one.skuId) }))
    const destination = { ...group.destination, postalCode }
    return { ...order, group: { ...group, method, destination, demand, wantedBy } }
  })

const plain: RoutingRule = fc.sample(rules(), { numRuns: 1, seed: 1 })[0]!
const fits = (when: Condition[], of: Facts) => testOf({ ...plain, when })(of)

describe('whether a rule fits', () => {
  it('is so where all of its conditions are, and never where it is switched off', () => {
    fc.assert(
      fc.property(fc.array(conditions, { maxLength: 4 }), facts, (when, of) => {
        assert.equal(
          fits(when, of),
          when.every((one) => fits([one], of)),
        )
        assert.equal(testOf({ ...plain, when, off: true })(of), false)
      }),
    )
  })

  it('is not so both of a condition and of its opposite; of what is known it is one', () => {
    fc.assert(
      fc.property(plainConditions, facts, (condition, of) => {
        const { not, ...rest } = condition
        const [one, other] = [fits([rest], of), fits([{ ...rest, not: true }], of)]
        assert.ok(!(one && other))
        const { country, postalCode } = of.group.destination
        const isKnown =
          (condition.of !== 'country' || country !== undefined) &&
          (condition.of !== 'postcode' || postalCode !== undefined) &&
          (condition.of !== 'customer' || of.customer?.kind !== undefined) &&
          (condition.of !== 'customer_tag' || of.customer?.tags !== undefined) &&
          (!condition.of.startsWith('wanted') || of.group.wantedBy !== undefined)
        // Weights and sizes that are not known may still be above what is asked for.
        const isMeasured = condition.of === 'weight' || condition.of === 'longest'
        if (!isMeasured || one || other) assert.equal(one || other, isKnown, String(not))
      }),
    )
  })
})

const monday = Temporal.Instant.from('2026-11-30T23:30:00Z')
const group: GroupToRoute = {
  no: 1,
  wantedBy: '2026-12-03',
  method: 'standard',
  destination: { country: 'FR', region: 'IDF', point: undefined, postalCode: '75 011' },
  pickupLocationId: undefined,
  demand: [
    {
      lineNo: 1,
      skuId: 1,
      quantity: 250,
      gramsPerUnit: 3,
      wholePerUnit: 0.01,
      size: [900, 20, 10],
      sku: { code: 'CLOTH', category: 'fabric', tags: ['new', 'long'] },
    },
    {
      lineNo: 2,
      skuId: 2,
      quantity: 2,
      gramsPerUnit: 100,
      wholePerUnit: 1,
      sku: { code: 'PIN', category: null, tags: [], hazard: '3' },
    },
  ],
}
const customer = { kind: 'business' as const, tags: ['vip'] }
const tags = ['rush']
const order = { customer, tags, channel: 'WEB', timeZone: 'Europe/Paris', value: 4000, at: monday }
const known: Facts = { ...order, group }

const examples: [Condition, boolean][] = [
  [{ of: 'channel', in: ['SHOP', 'WEB'] }, true],
  [{ of: 'channel', in: ['WEB'], not: true }, false],
  [{ of: 'region', in: ['IDF'] }, true],
  [{ of: 'postcode', in: ['7501'] }, true],
  [{ of: 'postcode', in: ['750 11'] }, true],
  [{ of: 'postcode', in: ['13'] }, false],
  [{ of: 'sku', in: ['PIN'], lines: 'any' }, true],
  [{ of: 'sku', in: ['PIN'], lines: 'all' }, false],
  [{ of: 'sku', in: ['PIN', 'CLOTH'], lines: 'all' }, true],
  [{ of: 'category', in: ['fabric'], lines: 'any' }, true],
  [{ of: 'sku_tag', in: ['long'], lines: 'any' }, true],
  [{ of: 'hazard', in: [], lines: 'any' }, true],
  [{ of: 'hazard', in: [], lines: 'all' }, false],
  [{ of: 'hazard', in: ['3', '9'], lines: 'any' }, true],
  [{ of: 'hazard', in: ['9'], lines: 'any' }, false],
  [{ of: 'hazard', in: [], lines: 'any', not: true }, false],
  // 2.5 m of cloth and two pins.
  [{ of: 'units', from: 4.5, below: 4.6 }, true],
  [{ of: 'units', below: 4.5 }, false],
  [{ of: 'lines', from: 2 }, true],
  [{ of: 'weight', from: 950, below: 951 }, true],
  [{ of: 'longest', from: 900 }, true],
  [{ of: 'value', from: 4000 }, true],
  [{ of: 'value', below: 4000 }, false],
  [{ of: 'customer', in: ['guest', 'business'] }, true],
  [{ of: 'customer', in: ['guest'] }, false],
  [{ of: 'customer_tag', in: ['staff', 'vip'] }, true],
  [{ of: 'customer_tag', in: ['staff'], not: true }, true],
  [{ of: 'order_tag', in: ['gift', 'rush'] }, true],
  [{ of: 'order_tag', in: ['gift'] }, false],
  [{ of: 'order_tag', in: ['gift'], not: true }, true],
  // In Paris it is the first of December.
  [{ of: 'wanted_in', below: 3 }, true],
  [{ of: 'wanted_in', from: 3 }, false],
  [{ of: 'wanted_in', from: 2, below: 3 }, true],
  [{ of: 'wanted_on', until: '2026-12-03' }, true],
  [{ of: 'wanted_on', from: '2026-12-04' }, false],
  [{ of: 'wanted_on', from: '2026-12-01', until: '2026-12-02', not: true }, true],
  // In Paris it is Tuesday, half past midnight.
  [{ of: 'weekday', in: [2] }, true],
  [{ of: 'hours', from: '22:00', until: '06:00' }, true],
  [{ of: 'hours', from: '08:00', until: '18:00' }, false],
]

describe('a condition', () => {
  for (const [condition, is] of examples) {
    it(`${is ? 'is' : 'is not'} so of ${JSON.stringify(condition)}`, () => {
      assert.equal(fits([condition], known), is)
    })
  }

  it('is not so, nor its opposite, of a weight or a size that is not known', () => {
    const [cloth] = group.demand
    const pin = { ...group.demand[1]!, gramsPerUnit: 0 }
    const of = { ...known, group: { ...group, demand: [cloth!, pin] } }
    const both = (condition: PlainCondition) => [
      fits([condition], of),
      fits([{ ...condition, not: true }], of),
    ]
    assert.deepEqual(both({ of: 'weight', below: 2000 }), [false, false])
    assert.deepEqual(both({ of: 'weight', from: 2000 }), [false, false])
    // The cloth alone is heavier than that, and longer.
    assert.deepEqual(both({ of: 'weight', from: 700 }), [true, false])
    assert.deepEqual(both({ of: 'weight', below: 700 }), [false, true])
    assert.deepEqual(both({ of: 'longest', from: 900 }), [true, false])
    assert.deepEqual(both({ of: 'longest', below: 1000 }), [false, false])
  })

  it('is not so, nor its opposite, of a customer and a day that nobody has told', () => {
    const { customer: _, ...nobody } = order
    const of = { ...nobody, group: { ...group, wantedBy: undefined } }
    const all: PlainCondition[] = [
      { of: 'customer', in: ['guest'] },
      { of: 'customer_tag', in: ['vip'] },
      { of: 'wanted_in', below: 3 },
      { of: 'wanted_on', from: '2026-01-01' },
    ]
    for (const condition of all) {
      assert.equal(fits([condition], of), false)
      assert.equal(fits([{ ...condition, not: true }], of), false)
    }
  })

  it('is known of an order without tags: it has none', () => {
    const { tags: _, ...plainly } = known
    assert.equal(fits([{ of: 'order_tag', in: ['rush'] }], plainly), false)
    assert.equal(fits([{ of: 'order_tag', in: ['rush'], not: true }], plainly), true)
  })

  it('is so between two moments', () => {
    const between = (from: string | null, until: string | null) =>
      testOf({ ...plain, from, until })(known)
    assert.equal(between('2026-11-30T23:30:00Z', null), true)
    assert.equal(between('2026-11-30T23:30:01Z', null), false)
    assert.equal(between(null, '2026-11-30T23:30:00Z'), false)
    assert.equal(between(null, '2026-12-01T00:30:01+01:00'), true)
  })

  it('is asked of what is sent only', () => {
    assert.equal(factsOf({ ...group, order })?.channel, 'WEB')
    assert.equal(factsOf({ ...group, order, pickupLocationId: 3 }), undefined)
    assert.equal(factsOf(group), undefined)
  })

  it('does not ask what goes along with the rest', () => {
    const wrap = { ...group.demand[1]!, lineNo: 3, follows: true }
    const demand = [group.demand[0]!, wrap]
    const of = { ...known, group: { ...group, demand } }
    assert.equal(fits([{ of: 'sku', in: ['CLOTH'], lines: 'all' }], of), true)
  })
})
