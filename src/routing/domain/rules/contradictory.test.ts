import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { conditions, orderFacts, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { groups } from '../../../../test/arbitrary/routing.ts'
import { deliveryMethods } from '../../../lib/delivery.ts'
import { customerKinds } from '../../../lib/customer.ts'
import type { Demand } from '../types.ts'
import { decideContradictory, decideLongOver } from './contradictory.ts'
import type { Facts } from './facts.ts'
import { testOf } from './matching.ts'
import { partsOf, plainOf, type Alternative, type Condition, type PlainCondition } from './rule.ts'

const [drawn] = fc.sample(fc.tuple(groups(), orderFacts), { numRuns: 1, seed: 1 })
const line: Demand = { lineNo: 1, skuId: 1, quantity: 1, gramsPerUnit: 1, wholePerUnit: 1 }
const base: Facts = {
  ...drawn![1],
  timeZone: 'Europe/Paris',
  at: Temporal.Instant.from('2026-03-02T09:00:00Z'),
  group: { ...drawn![0], demand: [line] },
}
const ofGroup = (group: Partial<Facts['group']>): Facts => {
  return { ...base, group: { ...base.group, ...group } }
}
const nowhere = { country: undefined, region: undefined, point: undefined }
const numbers = Array.from({ length: 20 }, (_, n) => n)

/** Deliveries with some of lines, each of them or not. */
function baskets(skus: NonNullable<Demand['sku']>[]): Facts[] {
  const some = skus.reduce<Demand[][]>(
    (all, sku) => [...all, ...all.map((lines) => [...lines, { ...line, sku }])],
    [[]],
  )
  return some.filter((demand) => demand.length > 0).map((demand) => ofGroup({ demand }))
}

const sku = { ...skuOf(1), code: 'OTHER', category: null, tags: [] as string[], hazard: null }
const tags = (...some: string[]) => ({ ...sku, tags: some })

/** Deliveries that are all there is to tell apart, by what conditions are about. */
const every: Partial<Record<PlainCondition['of'], Facts[]>> = {
  channel: ['WEB', 'SHOP', 'OTHER'].map((channel) => ({ ...base, channel })),
  method: deliveryMethods.map((method) => ofGroup({ method })),
  country: ['FR', 'DE', 'IT', 'ES'].map((country) =>
    ofGroup({ destination: { ...nowhere, country } }),
  ),
  postcode: ['75001', '70000', '7', '10 1', '1020', '2'].map((postalCode) => {
    return ofGroup({ destination: { ...nowhere, postalCode } })
  }),
  customer: customerKinds.map((kind) => ({ ...base, customer: { kind } })),
  order_tag: [[], ['rush'], ['gift'], ['rush', 'gift']].map((all) => ({ ...base, tags: all })),
  customer_tag: [[], ['vip'], ['staff'], ['vip', 'staff']].map((all) => {
    return { ...base, customer: { tags: all } }
  }),
  units: numbers.map((quantity) => ofGroup({ demand: [{ ...line, quantity }] })),
  wanted_in: numbers.map((days) => {
    return ofGroup({ wantedBy: Temporal.PlainDate.from('2026-03-01').add({ days }).toString() })
  }),
  wanted_on: ['2026-02-01', '2026-03-01', '2026-05-01', '2026-07-01', '2026-10-01'].map((day) => {
    return ofGroup({ wantedBy: day })
  }),
  weekday: numbers.map((n) => ({ ...base, at: base.at.add({ hours: 24 * n }) })),
  hours: numbers.map((n) => ({ ...base, at: base.at.add({ hours: 2 * n }) })),
  sku: baskets([skuOf(1), skuOf(2), sku]),
  category: baskets([skuOf(1), skuOf(2), sku]),
  sku_tag: baskets([sku, tags('new'), tags('old'), tags('new', 'old')]),
  hazard: baskets([sku, { ...sku, hazard: '3' }, { ...sku, hazard: '8' }, { ...sku, hazard: '7' }]),
}

/** Conditions of one kind, with the deliveries that there are for it. */
const ofOneKind = fc.constantFrom(...Object.entries(every)).chain(([of, all]) => {
  const isOwn = (condition: PlainCondition) => condition.of === of
  const one = conditions.map((condition): Condition[] => {
    if (condition.of !== 'any_of') return isOwn(condition) ? [condition] : []
    const own = condition.conditions.flatMap((some): Alternative[] => {
      const parts = partsOf(some).filter(isOwn)
      return parts.length > 0 ? [{ of: 'all_of', conditions: parts }] : []
    })
    return own.length > 0 ? [{ of: 'any_of', conditions: own }] : []
  })
  const some = fc.array(one, { minLength: 20, maxLength: 60 })
  return fc.record({ all: fc.constant(all), when: some.map((lists) => lists.flat().slice(0, 5)) })
})

const facts: fc.Arbitrary<Facts> = fc.tuple(groups(), orderFacts).map(([group, order]) => {
  const demand = group.demand.map((one) => ({ ...one, sku: skuOf(one.skuId) }))
  return { ...order, group: { ...group, demand } }
})

describe('conditions that contradict each other', () => {
  it('let in no delivery, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(conditions, { maxLength: 6 }),
        fc.array(facts, { minLength: 5, maxLength: 5 }),
        (when, all) => {
          const isTold = decideContradictory(when)
          for (const one of all) assert.ok(!isTold || !testOf({ when })(one))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('are, of one kind, just those that no delivery fits of all there are', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(ofOneKind, ({ when, all }) => {
        const isNone = !all.some(testOf({ when }))
        assert.equal(decideContradictory(when), isNone)
        if (isNone) seen.add(plainOf(when)[0]!.of)
      }),
      { numRuns: 2000 },
    )
    assert.ok(seen.size > 10, [...seen].join())
  })
})

const category = (lines: 'any' | 'all', ...some: string[]): PlainCondition => {
  return { of: 'category', in: some, lines }
}
const tag = (...some: string[]): PlainCondition => ({ of: 'order_tag', in: some })
const country = (...some: string[]): PlainCondition => ({ of: 'country', in: some })
const anyOf = (...some: Alternative[]): Condition => ({ of: 'any_of', conditions: some })

const examples: [string, Condition[], boolean][] = [
  ['a tag that is there and is not', [tag('gift'), { ...tag('gift', 'rush'), not: true }], true],
  ['of two tags one that is not', [tag('gift', 'rush'), { ...tag('gift'), not: true }], false],
  [
    'hours that are apart',
    [
      { of: 'hours', from: '22:00', until: '06:00' },
      { of: 'hours', from: '06:00', until: '12:00' },
    ],
    true,
  ],
  ['every line of two categories', [category('all', 'shoes'), category('all', 'hats')], true],
  ['a line of each of two', [category('any', 'shoes'), category('any', 'hats')], false],
  ['every line of one, one of another', [category('all', 'shoes'), category('any', 'hats')], true],
  [
    'a range and not that range',
    [
      { of: 'units', from: 3, below: 5 },
      { of: 'units', from: 2, below: 8, not: true },
    ],
    true,
  ],
  [
    'postcodes that begin otherwise',
    [
      { of: 'postcode', in: ['75'] },
      { of: 'postcode', in: ['76'] },
    ],
    true,
  ],
  [
    'each of several alternatives with another of the rest',
    [
      country('FR'),
      { of: 'channel', in: ['WEB'] },
      anyOf(country('DE'), { of: 'channel', in: ['SHOP'] }),
    ],
    true,
  ],
  [
    'alternatives with each other',
    [
      anyOf(country('FR'), tag('a')),
      anyOf(country('DE'), country('IT')),
      { ...tag('a'), not: true },
    ],
    true,
  ],
]

describe('conditions of which it is known whether they contradict each other', () => {
  it('are several together of one alternative', () => {
    const both: Alternative = { of: 'all_of', conditions: [country('FR'), tag('a')] }
    assert.equal(decideContradictory([anyOf(both), country('FR')]), false)
    assert.equal(decideContradictory([anyOf(both), country('DE')]), true)
    assert.equal(decideContradictory([anyOf(both, country('DE')), country('DE')]), false)
  })

  for (const [what, when, isSo] of examples) {
    it(`${isSo ? 'are' : 'are not'} ${what}`, () => {
      assert.equal(decideContradictory(when), isSo)
    })
  }

  it('are left open where there are too many alternatives to look at', () => {
    const many = anyOf(...numbers.map((n) => tag(`${n}`)))
    const last = anyOf(country('DE'), country('IT'))
    const when = [country('FR'), ...Array.from({ length: 18 }, () => many), last]
    assert.equal(decideContradictory(when), false)
    assert.equal(decideContradictory([country('FR'), last, ...when]), true)
  })
})

describe('conditions on what there never is', () => {
  it('contradict: less than nothing, parts of a line, no line; parts of a unit may be', () => {
    const dead: Condition[] = [
      { of: 'value', below: 0 },
      { of: 'lines', from: 2.5, below: 3 },
      { of: 'lines', below: 1 },
      { of: 'wanted_in', from: 0.5, below: 1 },
    ]
    for (const one of dead) assert.ok(decideContradictory([one]), JSON.stringify(one))
    // Of cloth two and three quarters may be ordered.
    assert.ok(!decideContradictory([{ of: 'units', from: 2.5, below: 3 }]))
    assert.ok(!decideContradictory([{ of: 'value', below: 1 }]))
  })

  it('are long over where they ask for a day of long ago, whatever else they say', () => {
    const now = Temporal.Instant.from('2026-03-02T09:00:00Z')
    const day = fc.integer({ min: -400, max: 400 })
    fc.assert(
      fc.property(conditions, day, fc.boolean(), (other, days, not) => {
        const until = Temporal.PlainDate.from('2026-03-02').add({ days }).toString()
        const asked: Condition = { of: 'wanted_on', until, ...(not && { not }) }
        if (decideContradictory([other])) assert.ok(!decideLongOver([other], now))
        else if (!not && days < -31) assert.ok(isOver(other, asked, now))
        if (other.of !== 'wanted_on' && other.of !== 'any_of' && (not || days >= -31)) {
          assert.ok(!decideLongOver([other, asked], now))
        }
      }),
    )
  })
})

/** Over, or nothing at all. */
function isOver(other: Condition, asked: Condition, now: Temporal.Instant): boolean {
  return decideContradictory([other, asked]) || decideLongOver([other, asked], now)
}
