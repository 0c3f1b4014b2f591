import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  emptyClosing,
  emptyCondition,
  emptyTyped,
  emptyWish,
  typedOf,
  type Typed,
} from './draft.ts'
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
const plainCondition = fc
  .oneof(
    fc.record({
      of: fc.constantFrom(
        'channel',
        'country',
        'postcode',
        'customer',
        'customer_tag',
        'order_tag',
      ),
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
      of: fc.constant('hazard'),
      in: fc.constantFrom([], ['3']),
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
const alternative = fc.oneof(
  { arbitrary: plainCondition, weight: 3 },
  {
    arbitrary: fc.record({
      of: fc.constant('all_of'),
      conditions: fc.array(plainCondition, { minLength: 1, maxLength: 2 }),
    }),
    weight: 1,
  },
)
const condition = fc.oneof(
  { arbitrary: plainCondition, weight: 4 },
  {
    arbitrary: fc.record({
      of: fc.constant('any_of'),
      conditions: fc.array(alternative, { minLength: 1, maxLength: 3 }),
    }),
    weight: 1,
  },
)
const wish = fc
  .record({
    places,
    except,
    perParcel: cost,
    perUnit: optional(cost),
    perRank: optional(fc.integer({ min: 1, max: 1e7 })),
    isFor: fc.boolean(),
  })
  .map(({ isFor, perParcel, perUnit, ...rest }) => {
    const sign = isFor ? -1 : 1
    return given({
      ...rest,
      perParcel: sign * perParcel,
      perUnit: perUnit === undefined ? undefined : sign * perUnit,
    })
  })
const newYear = { from: '2026-12-24', until: '2027-01-02' }
const closing = fc
  .record({
    places,
    except,
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    from: optional(fc.constant('2026-12-01')),
    until: optional(fc.constant('2026-12-24')),
    isYearly: fc.boolean(),
  })
  .map(({ isYearly, ...one }) => given(isYearly ? { ...one, ...newYear, yearly: true } : one))
const never = fc
  .record({
    closed: optional(fc.array(closing, { minLength: 1, maxLength: 2 })),
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
      { by: 'ranking', ranking: ['nearest', 'soonest'], completeFirst: false },
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
      fc.property(rule, fc.constantFrom(2, 0, undefined), (one, digits) => {
        const typed = typedOf(one, digits)
        assert.deepEqual(ruleOf(typed, digits, one), one)
        assert.deepEqual([...faultsOf(typed, digits, one)], [])
      }),
    )
  })

  it('has the days that are typed, the last one with it', () => {
    const sent = ruleOf({ ...emptyTyped(), from: '2026-12-01', until: '2026-12-24' }, 2)
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
        emptyCondition('any_of'),
      ],
      isRanked: true,
      ranking: [],
      wishes: [
        emptyWish(),
        { ...emptyWish(), skuTags: ['x'], parcel: '1' },
        { ...emptyWish(), byWorkload: true, parcel: '-1' },
        { ...emptyWish(), stockBelow: '0.5', unit: '-1' },
        { ...emptyWish(), rank: '-1' },
        { ...emptyWish(), parcel: '0', unit: '0' },
      ],
      from: '2026-12-02',
      until: '2026-12-01',
    }
    typed.never = { ...typed.never, maxKm: '-1', maxParcels: '1.5', belowValue: 'much' }
    typed.never.maxParcelsPerLine = '1'
    const turned = { ...emptyClosing(), from: '2026-12-02', until: '2026-12-01' }
    const yearly = { ...emptyClosing(), yearly: true }
    const long = { ...yearly, from: '2026-12-02', until: '2027-12-02' }
    typed.never.closed = [emptyClosing(), turned, { ...yearly, weekdays: [1] }, long]
    assert.deepEqual(Object.fromEntries(faultsOf(typed, 2)), {
      '/name': 'name',
      '/when/0': 'choose',
      '/when/1/below': 'below',
      '/when/2': 'range',
      '/when/3': 'hours',
      '/when/4/conditions/0': 'choose',
      '/when/4/conditions/1': 'choose',
      '/choose': 'ranking',
      '/never/maxKm': 'number',
      '/never/maxParcels': 'whole',
      '/never/maxParcelsPerLine': 'several',
      '/never/noSplitBelow/value': 'amount',
      '/never/closed/0': 'closing',
      '/never/closed/1/until': 'until',
      '/never/closed/2/from': 'yearly',
      '/never/closed/2/until': 'yearly',
      '/never/closed/3/until': 'yearly',
      '/wishes/0/perParcel': 'worth',
      '/wishes/1/perUnit': 'perUnit',
      '/wishes/2/perParcel': 'busy',
      '/wishes/3/stockBelow': 'whole',
      '/wishes/3/perUnit': 'lastUnit',
      '/wishes/4/perRank': 'amount',
      '/wishes/5/perParcel': 'worth',
      '/until': 'until',
    })
  })

  it('may close places for less than a year, from a leap day on as well', () => {
    const yearly = { ...emptyClosing(), from: '2028-02-29', yearly: true }
    const faults = (until: string) => {
      const typed = { ...emptyTyped(), name: 'x' }
      typed.never = { ...typed.never, closed: [{ ...yearly, until }] }
      return [...faultsOf(typed, 2).values()]
    }
    assert.deepEqual([faults('2029-02-27'), faults('2029-02-28')], [[], ['yearly']])
  })

  it('begins with rules that could be sent as they are', () => {
    for (const start of STARTS) {
      assert.deepEqual([...faultsOf(startOf(start, 'Name'), 2)], [])
    }
  })
})
