import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  alertKinds,
  decideAlerts,
  isAbout,
  isAlarming,
  type AlertRule,
  type OpenAlert,
  type Standing,
} from './alerts.ts'

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000)
const NOW = at(10)

const orAny = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary)
const skuIds = fc.integer({ min: 1, max: 2 })
const locationIds = fc.integer({ min: 1, max: 2 })
const categories = fc.constantFrom('kitchen', 'garden')
const kinds = fc.constantFrom('store', 'warehouse')

const rules: fc.Arbitrary<AlertRule[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...alertKinds),
      limit: fc.integer({ min: 0, max: 5 }),
      skuId: orAny(skuIds),
      category: orAny(categories),
      locationId: orAny(locationIds),
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

const levels: fc.Arbitrary<Standing[]> = fc.uniqueArray(
  fc.record({
    skuId: skuIds,
    locationId: locationIds,
    onHand: fc.integer({ min: -3, max: 8 }),
    available: fc.integer({ min: -3, max: 8 }),
    uncovered: fc.integer({ min: 0, max: 3 }),
    decimals: fc.constantFrom(0, 1),
    category: orAny(categories),
    locationKind: kinds,
  }),
  { selector: ({ skuId, locationId }) => `${skuId} ${locationId}`, maxLength: 4 },
)

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

  it('go by whole units: low at most so many, out is none, over is more', () => {
    const level = { ...base, available: 25, onHand: 30, decimals: 1 }
    const is = (kind: AlertRule['kind'], threshold: number | null, over: Partial<Standing> = {}) =>
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
  decimals: 0,
  category: null,
  locationKind: 'store',
}
const rule: AlertRule = {
  id: 'rule',
  version: 1,
  name: 'Rule',
  kind: 'low',
  threshold: 1,
  skuId: null,
  category: null,
  locationId: null,
  locationKind: null,
  validFrom: at(0),
  validUntil: null,
  raisesTask: false,
  archived: false,
}
