import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { emptyCondition, emptyTyped, emptyWish, typedOf, type Typed } from './draft.ts'
import { faultsOf } from './faults.ts'
import { ruleOf, type Sent } from './rule-of.ts'
import { startOf, STARTS } from './starts.ts'

const midnight = (day: string) => new Date(`${day}T00:00:00`).toISOString()
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const texts = fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { minLength: 1 })
const count = fc.integer({ min: 1, max: 1000 })
const cost = fc.integer({ min: 1, max: 1e9 })

/** Only what is said: what the API does not have is left out. */
function given<Fields extends object>(fields: Fields): Fields {
  return JSON.parse(JSON.stringify(fields)) as Fields
}

const places = fc
  .record({
    kinds: optional(fc.constant(['store'])),
    groups: optional(texts),
    tags: optional(texts),
  })
  .map(given)
const except = optional(fc.record({ countries: texts }))
const tier = (isFirst: boolean) =>
  fc
    .record({
      places,
      except,
      keeps: optional(count),
      opensToSave: isFirst ? fc.constant(undefined) : optional(cost),
    })
    .map(given)
const not = optional(fc.constant(true))
const condition = fc
  .oneof(
    fc.record({
      of: fc.constantFrom('channel', 'country', 'postcode', 'customer', 'customer_tag'),
      in: texts,
      not,
    }),
    fc.record({
      of: fc.constantFrom('sku', 'category', 'sku_tag'),
      in: texts,
      lines: fc.constantFrom('any', 'all'),
      not,
    }),
    fc.record({
      of: fc.constantFrom('value', 'units', 'lines', 'weight', 'longest', 'wanted_in'),
      from: count,
      below: optional(fc.integer({ min: 1001, max: 1e9 })),
      not,
    }),
    fc.record({
      of: fc.constant('wanted_on'),
      from: fc.constant('2026-12-01'),
      until: optional(fc.constant('2026-12-24')),
      not,
    }),
    fc.record({ of: fc.constant('weekday'), in: fc.constant([2, 6]), not }),
    fc.record({
      of: fc.constant('hours'),
      from: fc.constant('22:00'),
      until: fc.constant('06:00'),
    }),
  )
  .map(given)
const wish = fc
  .record({ places, except, perParcel: cost, perUnit: optional(cost), isFor: fc.boolean() })
  .map(({ isFor, perParcel, perUnit, ...rest }) => {
    const sign = isFor ? -1 : 1
    return given({
      ...rest,
      perParcel: sign * perParcel,
      perUnit: perUnit === undefined ? undefined : sign * perUnit,
    })
  })
const never = fc
  .record({
    maxKm: optional(count),
    maxParcels: optional(fc.integer({ min: 1, max: 100 })),
    maxParcelsPerLine: optional(fc.integer({ min: 2, max: 100 })),
    alone: optional(texts),
    sameCountry: optional(fc.constant(true)),
    onTime: optional(fc.constant(true)),
    services: optional(texts),
    noSplitBelow: optional(fc.record({ value: count }, { requiredKeys: ['value'] })),
  })
  .map(given)
const rule = fc
  .record({
    name: fc.constantFrom('One', 'Two words'),
    when: fc.array(condition, { maxLength: 4 }),
    use: fc
      .tuple(tier(true), fc.array(tier(false), { maxLength: 2 }))
      .map(([a, rest]) => [a, ...rest]),
    choose: fc.constantFrom(
      { by: 'least_cost' },
      { by: 'ranking', ranking: ['nearest', 'priority'], completeFirst: false },
    ),
    never,
    wishes: fc.array(wish, { maxLength: 2 }),
    otherwise: fc.constantFrom('next_rule', 'channel', 'accept', 'ask', 'refuse', 'cancel'),
    from: fc.constantFrom(null, midnight('2026-12-01'), '2026-12-01T07:30:00.000Z'),
    until: fc.constantFrom(null, midnight('2026-12-25')),
  })
  .map((one) => given(one) as unknown as Sent)

describe('a routing rule as it is typed', () => {
  it('is sent as it came where nothing is changed, and has no fault', () => {
    fc.assert(
      fc.property(rule, fc.constantFrom('EUR', 'JPY', undefined), (one, currency) => {
        const typed = typedOf(one, currency)
        assert.deepEqual(ruleOf(typed, currency, one), one)
        assert.deepEqual([...faultsOf(typed, currency)], [])
      }),
    )
  })

  it('has the days that are typed, the last one with it', () => {
    const sent = ruleOf({ ...emptyTyped(), from: '2026-12-01', until: '2026-12-24' }, 'EUR')
    assert.equal(sent.from, midnight('2026-12-01'))
    assert.equal(sent.until, midnight('2026-12-25'))
  })

  it('is told all its faults at once, each at its field', () => {
    const typed: Typed = {
      ...emptyTyped(),
      when: [
        emptyCondition('channel'),
        { ...emptyCondition('value'), from: '5', below: '4' },
        emptyCondition('weight'),
        { ...emptyCondition('hours'), from: '08:00' },
      ],
      isRanked: true,
      ranking: [],
      wishes: [
        emptyWish(),
        { ...emptyWish(), skuTags: ['x'], parcel: '1' },
        { ...emptyWish(), byWorkload: true, parcel: '-1' },
        { ...emptyWish(), stockBelow: '0.5', unit: '-1' },
      ],
      from: '2026-12-02',
      until: '2026-12-01',
    }
    typed.never = { ...typed.never, maxKm: '-1', maxParcels: '1.5', belowValue: 'much' }
    typed.never.maxParcelsPerLine = '1'
    assert.deepEqual(Object.fromEntries(faultsOf(typed, 'EUR')), {
      '/name': 'name',
      '/when/0': 'choose',
      '/when/1/below': 'below',
      '/when/2': 'range',
      '/when/3': 'hours',
      '/choose': 'ranking',
      '/never/maxKm': 'number',
      '/never/maxParcels': 'whole',
      '/never/maxParcelsPerLine': 'several',
      '/never/noSplitBelow/value': 'amount',
      '/wishes/0/perParcel': 'worth',
      '/wishes/1/perUnit': 'perUnit',
      '/wishes/2/perParcel': 'busy',
      '/wishes/3/stockBelow': 'whole',
      '/wishes/3/perUnit': 'lastUnit',
      '/until': 'until',
    })
  })

  it('begins with rules that could be sent as they are', () => {
    for (const start of STARTS) {
      assert.deepEqual([...faultsOf(startOf(start, 'Name'), 'EUR')], [])
    }
  })
})
