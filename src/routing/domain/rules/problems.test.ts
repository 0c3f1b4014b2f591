import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { conditions, orderFacts, rules, skuOf } from '../../../../test/arbitrary/routing-rules.ts'
import { groups } from '../../../../test/arbitrary/routing.ts'
import type { RoutingLocation } from '../types.ts'
import { testOf } from './matching.ts'
import { isError, problemsOf, type Known } from './problems.ts'
import type { Condition, RoutingRule } from './rule.ts'

const [base] = fc.sample(rules(), { numRuns: 1, seed: 1 })
const plain: RoutingRule = {
  ...base!,
  use: [{ places: {} }],
  never: {},
  choose: { by: 'least_cost' },
  otherwise: 'channel',
}
const A = '00000000-0000-7000-8000-00000000000a'
const B = '00000000-0000-7000-8000-00000000000b'
const now = Temporal.Instant.from('2026-11-29T12:00:00Z')

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
  groups: ['NORTH'],
  tags: ['outlet'],
  legalEntity: 'FR01',
  partner: null,
}
const known: Known = {
  channels: new Set(['WEB', 'SHOP']),
  groups: new Set(['NORTH']),
  owners: new Set(['FR01']),
  partners: new Set(),
  services: new Set(['PARCEL']),
  locationTags: new Set(['outlet']),
  skus: new Set(['SKU-1', 'SKU-2']),
  categories: new Set(['shoes', 'hats']),
  skuTags: new Set(['new', 'old']),
  locations: [location],
}
const kindsOf = (...list: Partial<RoutingRule>[]) =>
  problemsOf(
    list.map((one, i) => ({ ...plain, id: i === 0 ? A : B, ...one })),
    known,
    now,
  ).map(({ kind, ruleId, otherId, value }) => [kind, ruleId === A ? 'A' : 'B', otherId, value])

const facts = fc.tuple(groups(), orderFacts).map(([group, order]) => {
  const demand = group.demand.map((one) => ({ ...one, sku: skuOf(one.skuId) }))
  return { ...order, group: { ...group, demand } }
})
const some = fc.array(conditions, { maxLength: 3 })

describe('what is wrong with routing rules', () => {
  it('is never that one is shadowed which fits where the other does not', () => {
    fc.assert(
      fc.property(some, some, facts, (wide, narrow, of) => {
        const all = [
          { ...plain, id: A, when: wide },
          { ...plain, id: B, when: narrow },
        ]
        const isShadowed = problemsOf(all, known, now).some(({ kind }) => kind === 'shadowed')
        const [before, after] = all.map((rule) => testOf(rule)(of))
        if (isShadowed && after) assert.ok(before)
      }),
      { numRuns: 3000 },
    )
  })

  it('is never that one contradicts itself which fits', () => {
    fc.assert(
      fc.property(some, facts, (when, of) => {
        const problems = problemsOf([{ ...plain, when }], known, now)
        const isContradictory = problems.some(({ kind }) => kind === 'contradictory')
        if (testOf({ ...plain, when })(of)) assert.equal(isContradictory, false)
      }),
      { numRuns: 3000 },
    )
  })
})

const country = (...of: string[]): Condition[] => [{ of: 'country', in: of }]
const examples: [string, Partial<RoutingRule>[], unknown[]][] = [
  ['nothing of a plain one', [{}], []],
  [
    'what is shadowed',
    [{ when: country('FR', 'DE') }, { when: country('DE') }],
    [['shadowed', 'B', A, null]],
  ],
  ['not what asks the next', [{ otherwise: 'next_rule' }, {}], []],
  ['not what is off', [{ off: true }, {}], []],
  ['not what only counts for a time', [{ until: '2027-01-01T00:00:00Z' }, {}], []],
  ['what is over', [{ until: '2026-11-29T12:00:00Z' }], [['over', 'A', null, null]]],
  [
    'two values at once',
    [{ when: [...country('FR'), ...country('DE')] }],
    [['contradictory', 'A', null, null]],
  ],
  [
    'a value and not that value',
    [{ when: [...country('FR'), { of: 'country', in: ['FR', 'DE'], not: true }] }],
    [['contradictory', 'A', null, null]],
  ],
  [
    'measures that exclude each other',
    [
      {
        when: [
          { of: 'units', below: 3 },
          { of: 'units', from: 3 },
        ],
      },
    ],
    [['contradictory', 'A', null, null]],
  ],
  [
    'names that nobody knows',
    [
      {
        when: [
          { of: 'channel', in: ['WEB', 'GONE'] },
          { of: 'sku', in: ['NO'], lines: 'any' },
          { of: 'sku_tag', in: ['rare'], lines: 'any' },
        ],
        never: { services: ['SLOW'], together: ['boats'] },
        use: [{ places: { groups: ['NORTH', 'SOUTH'] } }, { places: { locations: ['L1', 'L9'] } }],
      },
    ],
    [
      ['unknown_channel', 'A', null, 'GONE'],
      ['unknown_sku', 'A', null, 'NO'],
      ['unused_tag', 'A', null, 'rare'],
      ['unknown_group', 'A', null, 'SOUTH'],
      ['unknown_location', 'A', null, 'L9'],
      ['unknown_service', 'A', null, 'SLOW'],
      ['unused_category', 'A', null, 'boats'],
    ],
  ],
  [
    'places where there are none',
    [{ use: [{ places: {} }, { places: { kinds: ['locker'] } }] }],
    [['no_places', 'A', null, '2']],
  ],
]

describe('the problems of a list', () => {
  for (const [what, list, expected] of examples) {
    it(`tells ${what}`, () => assert.deepEqual(kindsOf(...list), expected))
  }

  it('keeps from publishing what decides otherwise than it says', () => {
    const one = { kind: 'unknown_channel' as const, ruleId: A, otherId: null, value: 'X' }
    assert.deepEqual([isError(one), isError({ ...one, kind: 'shadowed' })], [true, false])
  })
})
