import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  alertKinds,
  decideAlerts,
  decideFeedAlerts,
  isAbout,
  isAlarming,
  type AlertRule,
  type LateFeed,
  type OpenAlert,
  type OpenFeedAlert,
  type Standing,
  type StockRule,
} from './alerts.ts'
import { allStock } from './rules/rule.ts'

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000)
const NOW = at(10)

const orAny = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary)
const skuIds = fc.integer({ min: 1, max: 2 })
const locationIds = fc.integer({ min: 1, max: 2 })
const categories = fc.constantFrom('kitchen', 'garden')
const words = fc.constantFrom('red', 'blue')
const fewWords = fc.uniqueArray(words)
const kinds = fc.constantFrom('store', 'warehouse')

const rules: fc.Arbitrary<AlertRule[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...alertKinds),
      limit: fc.integer({ min: 0, max: 5 }),
      skuId: orAny(skuIds),
      category: orAny(categories),
      skuTag: orAny(words),
      locationId: orAny(locationIds),
      group: orAny(words),
      locationTag: orAny(words),
      locationKind: orAny(kinds),
      from: fc.integer({ min: 8, max: 11 }),
      until: orAny(fc.integer({ min: 9, max: 12 })),
      raisesTask: fc.boolean(),
      archived: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map(({ limit, from, until, ...rest }, i) => ({
      ...rest,
      id: `rule ${i}`,
      version: 1,
      name: 'Rule',
      threshold: rest.kind === 'low' || rest.kind === 'over' ? limit : null,
      validFrom: at(from),
      validUntil: until === null ? null : at(until),
    })),
  )

const levels: fc.Arbitrary<Standing[]> = fc
  .record({
    skus: fc.array(
      fc.record({
        category: orAny(categories),
        tags: fewWords,
        decimals: fc.constantFrom(0, 1),
      }),
      { minLength: 2, maxLength: 2 },
    ),
    locations: fc.array(fc.record({ groups: fewWords, tags: fewWords, kind: kinds }), {
      minLength: 2,
      maxLength: 2,
    }),
    rows: fc.uniqueArray(
      fc.record({
        skuId: skuIds,
        locationId: locationIds,
        onHand: fc.integer({ min: -3, max: 8 }),
        available: fc.integer({ min: -3, max: 8 }),
        uncovered: fc.integer({ min: 0, max: 3 }),
      }),
      { selector: ({ skuId, locationId }) => `${skuId} ${locationId}`, maxLength: 4 },
    ),
  })
  .map(({ skus, locations, rows }) =>
    rows.map((row) => ({
      ...row,
      sku: { id: row.skuId, ...skus[row.skuId - 1]! },
      location: { id: row.locationId, ...locations[row.locationId - 1]! },
    })),
  )

const isOfStock = (one: AlertRule): one is StockRule => one.kind !== 'overdue_feed'

const feeds: fc.Arbitrary<LateFeed[]> = fc
  .uniqueArray(
    fc.record({
      sourceId: fc.integer({ min: 1, max: 2 }),
      locationId: locationIds,
      minutes: fc.integer({ min: 0, max: 90 }),
    }),
    { selector: ({ sourceId, locationId }) => `${sourceId} ${locationId}`, maxLength: 4 },
  )
  .map((all) =>
    all.map((feed) => ({
      ...feed,
      source: `SYSTEM-${feed.sourceId}`,
      location: {
        id: feed.locationId,
        groups: ['red'],
        tags: [],
        kind: feed.locationId === 1 ? 'store' : 'warehouse',
      },
    })),
  )

/** After a decision about feeds: what is open then. */
function afterFeeds(
  open: readonly OpenFeedAlert[],
  { raise, clear }: ReturnType<typeof decideFeedAlerts>,
) {
  const raised = raise.map(({ rule: { id: ruleId, raisesTask }, feed }): OpenFeedAlert => {
    const { sourceId, source, locationId } = feed
    const id = `${ruleId} ${sourceId} ${locationId}`
    return { id, ruleId, kind: 'overdue_feed', sourceId, source, locationId, raisesTask }
  })
  return [...open.filter((alert) => !clear.includes(alert)), ...raised]
}

/** After a decision: what is open then. */
function after(open: readonly OpenAlert[], { raise, clear }: ReturnType<typeof decideAlerts>) {
  const raised = raise.map(({ rule, level }): OpenAlert => {
    const { skuId, locationId } = level
    const { id: ruleId, kind, raisesTask } = rule
    return { id: `${ruleId} ${skuId} ${locationId}`, ruleId, kind, skuId, locationId, raisesTask }
  })
  return [...open.filter((alert) => !clear.includes(alert)), ...raised]
}

describe('alerts', () => {
  it('are open exactly where a rule tells of stock as it is, and told of once', () => {
    fc.assert(
      fc.property(rules, levels, levels, (all, before, now) => {
        const here = now.map((level) => ({ skuId: level.skuId, locationId: level.locationId }))
        const isHere = ({ skuId, locationId }: OpenAlert) =>
          here.some((one) => one.skuId === skuId && one.locationId === locationId)
        const first = after([], decideAlerts(all, before, [], NOW)).filter(isHere)
        const open = after(first, decideAlerts(all, now, first, NOW))
        const wanted = now.flatMap((level) =>
          all
            .filter(isOfStock)
            .filter((rule) => isAbout(rule, level, NOW) && isAlarming(rule, level))
            .map((rule) => `${rule.id} ${level.skuId} ${level.locationId}`),
        )
        assert.deepEqual(open.map(({ id }) => id).toSorted(), wanted.toSorted())
        // Looked at again, nothing is said.
        assert.deepEqual(decideAlerts(all, now, open, NOW), { raise: [], clear: [] })
      }),
    )
  })

  it('end with their rule, whatever the stock', () => {
    fc.assert(
      fc.property(rules, levels, (all, now) => {
        const open = after([], decideAlerts(all, now, [], NOW))
        const ended = all.map((rule) => ({ ...rule, archived: true }))
        assert.deepEqual(decideAlerts(ended, now, open, NOW), { raise: [], clear: open })
      }),
    )
  })

  it('of feeds are open exactly where a rule tells of one that is overdue, and told once', () => {
    fc.assert(
      fc.property(rules, feeds, feeds, (all, before, now) => {
        const first = afterFeeds([], decideFeedAlerts(all, before, [], NOW))
        const open = afterFeeds(first, decideFeedAlerts(all, now, first, NOW))
        // By the function that is tested above: a feed is where it is, whatever the SKU.
        const anySku = { skuId: null, category: null, skuTag: null }
        const wanted = now.flatMap(({ sourceId, locationId, location }) =>
          all
            .filter((one) => !isOfStock(one))
            .filter((one) => isAbout({ ...one, ...anySku }, { ...base, location }, NOW))
            .map((one) => `${one.id} ${sourceId} ${locationId}`),
        )
        assert.deepEqual(open.map(({ id }) => id).toSorted(), wanted.toSorted())
        assert.deepEqual(decideFeedAlerts(all, now, open, NOW), { raise: [], clear: [] })
        const ended = all.map((one) => ({ ...one, archived: true }))
        assert.deepEqual(decideFeedAlerts(ended, now, open, NOW), { raise: [], clear: open })
      }),
    )
  })

  it('are about stock that all they name fits, groups and tags too', () => {
    const level: Standing = {
      ...base,
      sku: { ...base.sku, category: 'kitchen', tags: ['red', 'new'] },
      location: { ...base.location, groups: ['north', 'large'], tags: ['shelf'] },
    }
    const is = (of: Partial<AlertRule>) => isAbout({ ...rule, ...of }, level, NOW)
    const fits = { skuTag: 'new', group: 'large', locationTag: 'shelf', locationKind: 'store' }
    assert.deepEqual([is({}), is(fits), is({ ...fits, category: 'kitchen' })], [true, true, true])
    const others = [{ skuTag: 'shelf' }, { group: 'south' }, { locationTag: 'new' }]
    assert.deepEqual(
      others.map((other) => is({ ...fits, ...other })),
      [false, false, false],
    )
  })

  it('go by whole units: low at most so many, out is none, over is more', () => {
    const level = { ...base, available: 25, onHand: 30, sku: { ...base.sku, decimals: 1 } }
    const is = (kind: StockRule['kind'], threshold: number | null, over: Partial<Standing> = {}) =>
      isAlarming({ ...rule, kind, threshold }, { ...level, ...over })
    assert.deepEqual([is('low', 2), is('low', 2.5), is('low', 3)], [false, true, true])
    assert.deepEqual(
      [is('low', 3, { available: 0 }), is('out', null, { available: 0 })],
      [false, true],
    )
    assert.deepEqual([is('over', 3), is('over', 2.9)], [false, true])
    assert.deepEqual([is('negative', null), is('negative', null, { onHand: -1 })], [false, true])
    assert.deepEqual(
      [is('uncovered', null), is('uncovered', null, { uncovered: 1 })],
      [false, true],
    )
  })
})

const base: Standing = {
  skuId: 1,
  locationId: 1,
  onHand: 0,
  available: 0,
  uncovered: 0,
  sku: { id: 1, category: null, tags: [], decimals: 0 },
  location: { id: 1, groups: [], tags: [], kind: 'store' },
}
const rule: StockRule = {
  id: 'rule',
  version: 1,
  name: 'Rule',
  kind: 'low',
  threshold: 1,
  ...allStock,
  validFrom: at(0),
  validUntil: null,
  raisesTask: false,
  archived: false,
}
