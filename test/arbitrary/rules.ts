import fc from 'fast-check'
import type { RuleSku } from '../../src/inventory/domain/rules/active.ts'
import type { RulePlace } from '../../src/inventory/domain/rules/places.ts'
import type { Rule, RuleTerms, RuleTimes } from '../../src/inventory/domain/rules/rule.ts'

const orAny = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { freq: 2 })

/** Some days around the last Sunday of March 2026, on which Paris goes forward. */
export const moments: fc.Arbitrary<Temporal.Instant> = fc
  .integer({ min: 0, max: 6 * 24 * 60 - 1 })
  .map((minute) => Temporal.Instant.from('2026-03-26T00:00:00Z').add({ minutes: minute }))

const wallTimes = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)

export const times: fc.Arbitrary<RuleTimes> = fc
  .record({
    edges: fc.uniqueArray(moments, {
      minLength: 2,
      maxLength: 2,
      comparator: (a, b) => a.equals(b),
    }),
    open: fc.tuple(fc.boolean(), fc.boolean()),
    weekdays: orAny(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })),
    hours: orAny(fc.record({ from: wallTimes, to: wallTimes })),
  })
  .map(({ edges, open, weekdays, hours }) => {
    const [from, until] = edges.toSorted(Temporal.Instant.compare)
    return { from: open[0] ? null : from!, until: open[1] ? null : until!, weekdays, hours }
  })

const skuIds = fc.integer({ min: 1, max: 3 })
const categories = fc.constantFrom('shoes', 'hats')
const tags = fc.constantFrom('new', 'heavy', 'fragile')
const groups = fc.constantFrom('north', 'south')
const kinds = fc.constantFrom('store', 'warehouse')

/** What some kinds of rules say. */
export const terms: fc.Arbitrary<RuleTerms> = fc.oneof(
  fc.record({ kind: fc.constant('pool' as const), sells: fc.boolean() }),
  fc.record({ kind: fc.constant('eligibility' as const), eligible: fc.boolean() }),
  fc.record({
    kind: fc.constant('safety_stock' as const),
    quantity: fc.integer({ min: 0, max: 9 }),
    percent: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('safety_stock' as const),
    quantity: fc.constant(null),
    percent: fc.integer({ min: 0, max: 100 }),
  }),
)

export const scopes = fc.record({
  skuId: orAny(skuIds),
  category: orAny(categories),
  skuTag: orAny(tags),
  locationId: orAny(fc.integer({ min: 1, max: 4 })),
  group: orAny(groups),
  locationTag: orAny(tags),
  locationKind: orAny(kinds),
  channelId: orAny(fc.integer({ min: 1, max: 2 })),
  method: orAny(fc.constantFrom('standard', 'express')),
})

export function rules(max = 12): fc.Arbitrary<Rule[]> {
  return fc
    .array(fc.record({ scope: scopes, times, terms }), { maxLength: max })
    .map((all) => all.map((one, i) => ({ ...one, id: ruleId(i), name: `Rule ${i}` })))
}

/** Ids in the order in which rules are made. */
export function ruleId(i: number): string {
  return `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`
}

/** Three SKUs, as tags and categories fall. */
export const skus: fc.Arbitrary<RuleSku[]> = fc.tuple(
  ...[1, 2, 3].map((id) =>
    fc.record({
      id: fc.constant(id),
      category: orAny(categories),
      tags: fc.uniqueArray(tags).map((some) => some.toSorted()),
      decimals: fc.constantFrom(0, 2),
    }),
  ),
)

/** Four locations in three time zones. */
export const places: fc.Arbitrary<RulePlace[]> = fc.tuple(
  ...[1, 2, 3, 4].map((id) =>
    fc.record({
      id: fc.constant(id),
      groups: fc.uniqueArray(groups),
      tags: fc.uniqueArray(tags),
      kind: kinds,
      timeZone: fc.constantFrom('Europe/Paris', 'Asia/Kolkata', 'America/New_York'),
    }),
  ),
)
