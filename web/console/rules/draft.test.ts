import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { draftOf, emptyDraft, KINDS, ruleOf, type Draft, type Terms } from './draft.ts'
import { faultsOf } from './faults.ts'
import type { Rule } from './sentence.ts'

const rule: Rule = {
  id: '0190a000-0000-7000-8000-000000000000',
  name: 'Outlets keep two',
  sku: null,
  category: 'Shoes',
  skuTag: null,
  location: null,
  group: 'OUTLETS',
  locationTag: null,
  locationKind: null,
  channel: 'WEB',
  method: 'express',
  from: '2026-12-01T10:30:00Z',
  until: new Date('2026-12-25T00:00:00').toISOString(),
  weekdays: [6, 7],
  hours: { from: '09:00', to: '24:00' },
  terms: { kind: 'safety_stock', quantity: 2, percent: null },
}

const terms: readonly Terms[] = [
  { kind: 'pool', sells: true },
  { kind: 'eligibility', eligible: false },
  { kind: 'safety_stock', quantity: null, percent: 12.5 },
  { kind: 'threshold', quantity: 3 },
  { kind: 'quota', quantity: 100 },
  { kind: 'ring_fence', quantity: 20, percent: null },
  { kind: 'purchase_limit', quantity: 2, minQuantity: null, per: 'customer', days: 30 },
  { kind: 'hold_limit', minutes: 15, extensions: 2, open: 3, per: 'address' },
  { kind: 'pre_order', quantity: null, withinDays: 30, minConfidence: 80 },
  { kind: 'backorder', quantity: 10, days: 14 },
]

const { id: _, ...said } = rule
/** Kinds that count over all locations name none. */
const overAll = new Set(['threshold', 'quota', 'purchase_limit', 'hold_limit'])

describe('the form of a rule', () => {
  it('has an example of each kind here', () => {
    assert.deepEqual(
      terms.map(({ kind }) => kind),
      KINDS,
    )
  })

  for (const one of terms) {
    it(`sends a rule of the kind ${one.kind} as it was, where nothing was typed`, () => {
      const given = { ...rule, terms: one }
      const draft = draftOf(given)
      assert.deepEqual(faultsOf(draft), {})
      const group = overAll.has(one.kind) ? null : 'OUTLETS'
      assert.deepEqual(ruleOf(draft, given), { ...said, group, terms: one })
    })
  }

  it('sends a limit for one order with a most, a least, or both', () => {
    const of = { kind: 'purchase_limit', per: 'order', days: null } as const
    const limits: Terms[] = [
      { ...of, quantity: 9, minQuantity: 7 },
      { ...of, quantity: null, minQuantity: 7 },
      { ...of, quantity: 9, minQuantity: null },
    ]
    for (const one of limits) {
      const draft = draftOf({ ...rule, terms: one })
      assert.deepEqual(faultsOf(draft), {})
      assert.deepEqual(ruleOf(draft).terms, one)
      const ofCustomer = ruleOf({ ...draft, per: 'customer', quantity: '9' }).terms
      assert.deepEqual(ofCustomer, { ...of, quantity: 9, minQuantity: null, per: 'customer' })
    }
  })

  it('shows the last day on which a rule counts, and sends the end of it', () => {
    assert.equal(draftOf(rule).until, '2026-12-24')
    const changed = { ...draftOf(rule), until: '2026-12-31', from: '2026-12-02', fromTime: '' }
    const { from, until } = ruleOf(changed, rule)
    assert.equal(until, new Date('2027-01-01T00:00:00').toISOString())
    assert.equal(from, new Date('2026-12-02T00:00:00').toISOString())
  })

  it('shows and sends a time of the day on which a rule begins or ends', () => {
    const sale = {
      ...rule,
      from: new Date('2026-11-27T09:30:00').toISOString(),
      until: new Date('2026-11-30T18:00:00').toISOString(),
    }
    const draft = draftOf(sale)
    const { from, fromTime, until, untilTime } = draft
    assert.deepEqual([from, fromTime], ['2026-11-27', '09:30'])
    assert.deepEqual([until, untilTime], ['2026-11-30', '18:00'])
    const later = ruleOf({ ...draft, fromTime: '10:00', untilTime: '' }, sale)
    assert.equal(later.from, new Date('2026-11-27T10:00:00').toISOString())
    assert.equal(later.until, new Date('2026-12-01T00:00:00').toISOString())
    // What was not touched keeps its seconds.
    const exact = { ...sale, from: new Date('2026-11-27T09:30:59').toISOString() }
    assert.equal(ruleOf(draftOf(exact), exact).from, exact.from)
    assert.deepEqual(ruleOf(draftOf(sale)).from, sale.from)
  })

  it('takes numbers as people type them', () => {
    const draft: Draft = { ...emptyDraft, name: ' x ', isPercent: true, percent: '2,5' }
    assert.deepEqual(ruleOf(draft).terms, { kind: 'safety_stock', quantity: null, percent: 2.5 })
    assert.equal(ruleOf(draft).name, 'x')
  })

  const faulty: readonly [Partial<Draft>, ReturnType<typeof faultsOf>][] = [
    [{ name: ' ' }, { name: 'name' }],
    [{ quantity: '' }, { quantity: 'quantity' }],
    [{ quantity: '-1' }, { quantity: 'quantity' }],
    [{ isPercent: true, percent: '101' }, { percent: 'percent' }],
    [{ isPercent: true, percent: '1.234' }, { percent: 'percent' }],
    [{ kind: 'quota' }, { channel: 'channel' }],
    [
      { kind: 'backorder', quantity: '0' },
      { quantity: 'some', days: 'whole' },
    ],
    [
      { kind: 'hold_limit', minutes: '1.5', open: '0' },
      { minutes: 'whole', open: 'whole' },
    ],
    [{ kind: 'purchase_limit', quantity: '6', minQuantity: '7' }, { minQuantity: 'least' }],
    [{ kind: 'purchase_limit', quantity: '' }, { quantity: 'some' }],
    [{ kind: 'purchase_limit', quantity: '', minQuantity: '0' }, { minQuantity: 'some' }],
    [
      { kind: 'purchase_limit', quantity: '', minQuantity: '7', per: 'address' },
      { quantity: 'some' },
    ],
    [{ kind: 'pre_order', quantity: '', minConfidence: '' }, { minConfidence: 'whole' }],
    [{ from: '2026-12-02', until: '2026-12-01' }, { until: 'until' }],
    [
      { fromTime: '09:00', untilTime: '10:00' },
      { from: 'day', until: 'day' },
    ],
    [
      { from: '2026-12-02', fromTime: '10:00', until: '2026-12-02', untilTime: '10:00' },
      { until: 'until' },
    ],
    [{ from: '2026-12-02', fromTime: '10:00', until: '2026-12-02', untilTime: '10:01' }, {}],
    [{ from: '2026-12-02', fromTime: '23:59', until: '2026-12-02' }, {}],
    [{ hoursFrom: '09:00' }, { hoursTo: 'hours' }],
  ]
  for (const [typed, faults] of faulty) {
    it(`finds what is wrong with ${JSON.stringify(typed)}`, () => {
      assert.deepEqual(faultsOf({ ...emptyDraft, name: 'x', ...typed }), faults)
    })
  }
})
