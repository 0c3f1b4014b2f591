import fc from 'fast-check'
import {
  rankings,
  type Alternative,
  type Condition,
  type Limits,
  type PlainCondition,
  type RoutingRule,
  type Tier,
} from '../../src/routing/domain/rules/rule.ts'
import type { OrderFacts } from '../../src/routing/index.ts'

const COUNTRIES = ['FR', 'DE', 'IT']
const some = <Value>(...values: Value[]) =>
  fc.subarray(values, { minLength: 1 }) as fc.Arbitrary<Value[]>
const range = fc
  .record({ from: fc.nat(6), length: fc.integer({ min: 1, max: 9 }) })
  .chain(({ from, length }) =>
    fc.constantFrom({ from }, { below: from + length }, { from, below: from + length }),
  )
const lines = fc.constantFrom('any' as const, 'all' as const)

/** A category by its SKU, as `skuOf` has it. */
export const CATEGORIES = ['shoes', 'hats', 'shoes']
export const skuOf = (skuId: number) => ({
  code: `SKU-${skuId}`,
  category: CATEGORIES[skuId - 1]!,
  tags: skuId === 2 ? ['new'] : [],
  hazard: skuId === 3 ? ('3' as const) : null,
})

export const plainConditions: fc.Arbitrary<PlainCondition> = fc
  .record({
    not: fc.boolean(),
    what: fc.oneof(
      some('WEB', 'SHOP').map((all) => ({ of: 'channel' as const, in: all })),
      some('standard', 'express').map((all) => ({ of: 'method' as const, in: all })),
      some(...COUNTRIES).map((all) => ({ of: 'country' as const, in: all })),
      some('75', '7', '10 1').map((all) => ({ of: 'postcode' as const, in: all })),
      fc.record({ of: fc.constant('sku' as const), in: some('SKU-1', 'SKU-2'), lines }),
      fc.record({ of: fc.constant('category' as const), in: some('shoes', 'hats'), lines }),
      fc.record({
        of: fc.constant('hazard' as const),
        in: fc.constantFrom([], ['3'], ['8', '9']),
        lines,
      }),
      fc.record({ of: fc.constant('sku_tag' as const), in: some('new', 'old'), lines }),
      fc
        .tuple(fc.constantFrom('value', 'units', 'lines', 'weight', 'longest', 'wanted_in'), range)
        .map(([of, measure]) => ({ of: of as 'value', ...measure })),
      some('guest', 'business').map((all) => ({ of: 'customer' as const, in: all })),
      some('vip', 'staff').map((all) => ({ of: 'customer_tag' as const, in: all })),
      some('rush', 'gift').map((all) => ({ of: 'order_tag' as const, in: all })),
      fc.constantFrom(
        { of: 'wanted_on' as const, from: '2026-04-01' },
        { of: 'wanted_on' as const, until: '2026-06-01' },
        { of: 'wanted_on' as const, from: '2026-03-01', until: '2026-09-01' },
      ),
      some(1, 2, 3, 4, 5, 6, 7).map((all) => ({ of: 'weekday' as const, in: all })),
      fc.constantFrom(
        { of: 'hours' as const, from: '08:00', until: '18:00' },
        { of: 'hours' as const, from: '22:00', until: '06:00' },
      ),
    ),
  })
  .map(({ not, what }) => ({ ...what, ...(not && { not }) }))

const alternatives: fc.Arbitrary<Alternative> = fc.oneof(
  { arbitrary: plainConditions, weight: 3 },
  {
    arbitrary: fc
      .array(plainConditions, { minLength: 1, maxLength: 2 })
      .map((all) => ({ of: 'all_of' as const, conditions: all })),
    weight: 1,
  },
)

export const conditions: fc.Arbitrary<Condition> = fc.oneof(
  { arbitrary: plainConditions, weight: 4 },
  {
    arbitrary: fc
      .array(alternatives, { minLength: 1, maxLength: 3 })
      .map((all) => ({ of: 'any_of' as const, conditions: all })),
    weight: 1,
  },
)

const tiers: fc.Arbitrary<Tier> = fc.record(
  {
    places: fc.oneof(
      fc.constant({}),
      some(...COUNTRIES).map((countries) => ({ countries })),
      some('L1', 'L2', 'L3', 'L4', 'L5').map((locations) => ({ locations })),
    ),
    keeps: fc.integer({ min: 1, max: 3 }),
    opensToSave: fc.nat(20_000),
  },
  { requiredKeys: ['places'] },
)

const limits: fc.Arbitrary<Limits> = fc.record(
  {
    maxKm: fc.integer({ min: 100, max: 900 }),
    sameCountry: fc.boolean(),
    maxParcels: fc.integer({ min: 1, max: 3 }),
    wholeLines: fc.boolean(),
    shipComplete: fc.boolean(),
    noSplitBelow: fc.oneof(
      fc.record({ value: fc.integer({ min: 1, max: 2000 }) }),
      fc.record({ units: fc.integer({ min: 1, max: 9 }) }),
    ),
    together: some('shoes', 'hats'),
    maxParcelsPerLine: fc.integer({ min: 2, max: 3 }),
    alone: some('shoes', 'hats'),
    closed: fc
      .tuple(some(...COUNTRIES), some(1, 2, 3, 4, 5, 6, 7))
      .map(([countries, weekdays]) => [{ places: { countries }, weekdays }]),
  },
  { requiredKeys: [] },
)

export function rules(id = '00000000-0000-7000-8000-000000000001'): fc.Arbitrary<RoutingRule> {
  return fc.record({
    id: fc.constant(id),
    name: fc.constant('A rule'),
    off: fc.constant(false),
    from: fc.constant(null),
    until: fc.constant(null),
    when: fc.constant([]),
    use: fc.array(tiers, { minLength: 1, maxLength: 3 }),
    choose: fc.oneof(
      fc.constant({ by: 'least_cost' as const }),
      fc.record({
        by: fc.constant('ranking' as const),
        ranking: fc.shuffledSubarray([...rankings], {
          minLength: 1,
        }),
        completeFirst: fc.boolean(),
      }),
    ),
    never: limits,
    wishes: fc.constant([]),
    otherwise: fc.constantFrom('channel' as const, 'ask' as const),
  })
}

export const orderFacts: fc.Arbitrary<OrderFacts> = fc.record({
  channel: fc.constantFrom('WEB', 'SHOP', 'OTHER'),
  timeZone: fc.constantFrom('Europe/Paris', 'America/New_York'),
  value: fc.nat(4000),
  at: fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms)),
  customer: fc.constantFrom(
    undefined,
    { kind: 'guest' as const },
    { kind: 'business' as const, tags: ['vip'] },
    { tags: [] },
  ),
  tags: fc.constantFrom(undefined, ['rush'], ['rush', 'other']),
})
