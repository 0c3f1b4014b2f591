import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rules } from '../../../../test/arbitrary/routing-rules.ts'
import type { RoutingLocation } from '../types.ts'
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
  byCards: new Set(['WEB']),
  pools: new Map([
    ['WEB', new Set([1, 2, 4])],
    ['SHOP', new Set([2, 3])],
  ]),
  groups: new Set(['NORTH']),
  owners: new Set(['FR01']),
  partners: new Set(),
  services: new Set(['PARCEL']),
  locationTags: new Set(['outlet']),
  skus: new Set(['SKU-1', 'SKU-2']),
  categories: new Set(['shoes', 'hats']),
  hazards: new Set(['3']),
  currencies: new Map([
    ['WEB', 'EUR'],
    ['SHOP', 'EUR'],
  ]),
  skuTags: new Set(['new', 'old']),
  locations: [
    location,
    { ...location, id: 2, code: 'L2', region: 'ARA', sameDay: true },
    { ...location, id: 3, code: 'L3', kind: 'warehouse' },
    { ...location, id: 4, code: 'L4', kind: 'supplier', ships: false },
  ],
  inOrders: {
    regions: new Set(['IDF']),
    customerTags: new Set(['vip']),
    orderTags: new Set(['gift']),
  },
}
const kindsOf = (...list: Partial<RoutingRule>[]) =>
  problemsOf(
    list.map((one, i) => ({ ...plain, id: i === 0 ? A : B, ...one })),
    known,
    now,
  ).map(({ kind, ruleId, otherId, value }) => [kind, ruleId === A ? 'A' : 'B', otherId, value])

const wish = { places: {}, perParcel: 1 }
const byOrder = { by: 'ranking' as const, ranking: ['nearest' as const], completeFirst: true }
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
  [
    'what is shadowed by one that has begun',
    [{ from: '2026-11-29T12:00:00Z' }, {}],
    [['shadowed', 'B', A, null]],
  ],
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
    'limits that count nowhere but where a plan goes by rate cards',
    [{ never: { onTime: true }, otherwise: 'next_rule' }, { never: { services: ['PARCEL'] } }],
    [
      ['not_by_cards', 'A', null, 'SHOP'],
      ['not_by_cards', 'B', null, 'SHOP'],
    ],
  ],
  [
    'who is there soonest where nobody knows it',
    [{ choose: { by: 'ranking', ranking: ['nearest', 'soonest'], completeFirst: true } }],
    [['not_by_cards', 'A', null, 'SHOP']],
  ],
  [
    'wishes that are weighed nowhere, since it goes by an order',
    [
      { choose: byOrder, wishes: [wish], otherwise: 'next_rule' },
      { choose: byOrder, wishes: [wish], otherwise: 'next_rule', never: { maxParcels: 1 } },
      { choose: byOrder, wishes: [wish], use: [{ places: {} }, { places: {}, opensToSave: 1 }] },
    ],
    [['wish_idle', 'A', null, null]],
  ],
  [
    'closings that are over, that no day is, and that are about no place of the rule',
    [
      {
        use: [{ places: { locations: ['L1'] } }],
        never: {
          closed: [
            { places: {}, until: '2026-11-28' },
            // The day before, where it is still that.
            { places: {}, until: '2026-11-29' },
            // A Tuesday and a Wednesday.
            { places: {}, weekdays: [7], from: '2026-12-01', until: '2026-12-02' },
            { places: { locations: ['L2'] }, weekdays: [7] },
            { places: { groups: ['SOUTH'] }, weekdays: [7] },
          ],
        },
      },
    ],
    [
      ['unknown_group', 'A', null, 'SOUTH'],
      ['closing_idle', 'A', null, '1'],
      ['closing_idle', 'A', null, '3'],
      ['closing_no_places', 'A', null, '4'],
      ['closing_no_places', 'A', null, '5'],
    ],
  ],
  [
    'them only of channels that the rule may decide on',
    [
      { when: [{ of: 'channel', in: ['WEB'] }], never: { onTime: true } },
      { when: [{ of: 'channel', in: ['SHOP'], not: true }], never: { services: ['PARCEL'] } },
    ],
    [],
  ],
  [
    'what is no country, and what no order names lately',
    [
      {
        when: [
          { of: 'country', in: ['FR', 'ZZ', 'QX'] },
          { of: 'region', in: ['IDF', 'ARA', 'PACA'], not: true },
          { of: 'customer_tag', in: ['vip', 'VIP'] },
          { of: 'order_tag', in: ['gift', 'gifts'] },
        ],
      },
    ],
    [
      ['unknown_country', 'A', null, 'QX'],
      ['unused_region', 'A', null, 'PACA'],
      ['unused_customer_tag', 'A', null, 'VIP'],
      ['unused_order_tag', 'A', null, 'gifts'],
    ],
  ],
  [
    'a limit to the same day where no place sends on it',
    [
      {
        never: { sameDay: true },
        use: [{ places: { locations: ['L1'] } }],
        otherwise: 'next_rule',
      },
      { never: { sameDay: true }, use: [{ places: {}, except: { locations: ['L2'] } }] },
    ],
    [
      ['no_same_day', 'A', null, null],
      ['no_same_day', 'B', null, null],
    ],
  ],
  [
    'no such limit that a place of some tier keeps',
    [
      {
        never: { sameDay: true },
        use: [{ places: { locations: ['L1'] } }, { places: { regions: ['ARA'] } }],
      },
    ],
    [],
  ],
  [
    'places where there are none',
    [{ use: [{ places: {} }, { places: { kinds: ['locker'] } }] }],
    [['no_places', 'A', null, '2']],
  ],
  [
    'places that no channel of the rule sells from, or that send nothing',
    [
      {
        when: [{ of: 'channel', in: ['WEB'] }],
        use: [{ places: { kinds: ['warehouse'] } }, { places: { kinds: ['warehouse', 'store'] } }],
        otherwise: 'next_rule',
      },
      { use: [{ places: { kinds: ['warehouse'] } }, { places: { locations: ['L4'] } }] },
    ],
    [
      ['no_places_in_pool', 'A', null, '1'],
      ['no_places_in_pool', 'B', null, '2'],
    ],
  ],
]

describe('the problems of a list', () => {
  for (const [what, list, expected] of examples) {
    it(`tells ${what}`, () => assert.deepEqual(kindsOf(...list), expected))
  }

  it('tells nothing of regions and customers where there are no orders', () => {
    const when: Condition[] = [
      { of: 'region', in: ['PACA'] },
      { of: 'customer_tag', in: ['VIP'] },
      { of: 'order_tag', in: ['gifts'] },
    ]
    assert.deepEqual(problemsOf([{ ...plain, when }], { ...known, inOrders: undefined }, now), [])
  })

  it('keeps from publishing what decides otherwise than it says', () => {
    const one = { kind: 'unknown_channel' as const, ruleId: A, otherId: null, value: 'X' }
    const none = new Set<string>()
    assert.deepEqual(
      [isError(one, none), isError({ ...one, kind: 'shadowed' }, none)],
      [true, false],
    )
  })

  it('keeps what never fits from publishing only where it is new', () => {
    const one = { kind: 'contradictory' as const, ruleId: A, otherId: null, value: null }
    assert.deepEqual([isError(one, new Set([B])), isError(one, new Set([A]))], [true, false])
    const unknown = { ...one, kind: 'unknown_channel' as const }
    assert.equal(isError(unknown, new Set([A])), true)
  })
})
