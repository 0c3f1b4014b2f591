import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { noPlan } from './plan.ts'
import { policiesOf, startBody, startFaults, usualStart } from './draft.ts'

const TODAY = '2026-11-30'
const usual = usualStart(TODAY, true)

describe('what a simulation is started with', () => {
  it('is usually the last four weeks, by the rules in force and the draft', () => {
    assert.deepEqual([usual.from, usual.until], ['2026-11-02', '2026-11-29'])
    assert.deepEqual(policiesOf(usual), [{ of: 'live' }, { of: 'draft' }])
    assert.deepEqual(policiesOf(usualStart(TODAY, false)), [{ of: 'live' }])
    assert.deepEqual(startFaults(usual, TODAY), new Set())
  })

  it('has each policy once more with prices, behind those without', () => {
    const lookAhead = { days: 14, marginPercent: 40, together: false }
    const policies = policiesOf({ ...usual, draft: false, version: '3', prices: true })
    assert.deepEqual(policies, [
      { of: 'live' },
      { of: 'version', version: 3 },
      { of: 'live', prices: true, lookAhead },
      { of: 'version', version: 3, prices: true, lookAhead },
    ])
  })

  it('finds prices of all together where that is asked for, else of each SKU for itself', () => {
    const priced = { ...usual, draft: false, prices: true, together: true }
    const [, ahead] = policiesOf(priced)
    const lookAhead = { days: 14, marginPercent: 40, together: true }
    assert.deepEqual(ahead, { of: 'live', prices: true, lookAhead })
    // What counts only with prices is not sent without.
    assert.deepEqual(policiesOf({ ...priced, prices: false }), [{ of: 'live' }])
  })

  it('has all rules decide as if their time had come, where that is asked for', () => {
    const asIfNow = { asIfNow: true }
    const [live, draft] = policiesOf({ ...usual, ...asIfNow })
    assert.deepEqual(
      [live, draft],
      [
        { of: 'live', ...asIfNow },
        { of: 'draft', ...asIfNow },
      ],
    )
  })

  it('has each policy once more by another plan, in whole units of money', () => {
    const left = { unfilledPerUnit: '5', unfilledPercent: '30' }
    const amounts = { ...noPlan.amounts, ...left, carbonPerTonne: '80,5' }
    const plan = { ...noPlan, channel: 'WEB', strategy: 'nearest' as const, amounts }
    const policies = policiesOf({ ...usual, draft: false, isPlan: true, plan, prices: true })
    const objective = { unfilledPerUnit: 50_000, unfilledPercent: 30, carbonPerTonne: 805_000 }
    const plans = [{ channel: 'WEB', strategy: 'nearest', objective }]
    const lookAhead = { days: 14, marginPercent: 40, together: false }
    assert.deepEqual(policies, [
      { of: 'live' },
      { of: 'live', plans },
      { of: 'live', prices: true, lookAhead },
      { of: 'live', plans, prices: true, lookAhead },
    ])
    const faults = (typed: Partial<typeof noPlan>) => [
      ...startFaults({ ...usual, isPlan: true, plan: { ...noPlan, ...typed } }, TODAY),
    ]
    assert.deepEqual(faults({}), ['plan'])
    assert.deepEqual(faults({ amounts: { ...amounts, latePerParcel: 'x' } }), ['latePerParcel'])
    assert.deepEqual(faults({ amounts: { ...amounts, latePerParcel: '-1' } }), ['latePerParcel'])
    assert.deepEqual(faults({ amounts: { ...amounts, unfilledPercent: '101' } }), [
      'unfilledPercent',
    ])
    assert.deepEqual(faults({ strategy: 'priority' }), [])
  })

  it('is told what is wrong with it', () => {
    const faults = (of: Partial<typeof usual>) => [...startFaults({ ...usual, ...of }, TODAY)]
    assert.deepEqual(faults({ from: '' }), ['from'])
    assert.deepEqual(faults({ from: '2026-11-30', until: '2026-11-29' }), ['from'])
    assert.deepEqual(faults({ from: '2026-08-29' }), ['from'])
    assert.deepEqual(faults({ from: '2026-08-30' }), [])
    assert.deepEqual(faults({ until: '2026-12-01' }), ['until'])
    assert.deepEqual(faults({ live: false, draft: false }), ['policies'])
    assert.deepEqual(faults({ version: '2', prices: true }), ['policies'])
    assert.deepEqual(faults({ days: '0', marginPercent: '101' }), [])
    assert.deepEqual(faults({ draft: false, prices: true, days: '91' }), ['days'])
    const priced = { draft: false, prices: true }
    assert.deepEqual(faults({ ...priced, days: '', marginPercent: '2.5' }), [
      'days',
      'marginPercent',
    ])
    assert.deepEqual(faults({ seed: '-1' }), ['seed'])
    assert.deepEqual(faults({ seed: '' }), ['seed'])
  })

  it('has a seed only where it is another than the usual one', () => {
    const now = Date.parse('2026-11-30T10:00:00Z')
    assert.equal('seed' in startBody(usual, now), false)
    assert.equal(startBody({ ...usual, seed: '7' }, now).seed, 7)
  })

  it('goes up to now where the last day has not ended', () => {
    const now = Date.parse('2026-11-30T10:00:00Z')
    const body = startBody({ ...usual, until: TODAY, hindsight: true }, now)
    assert.equal(body.until, '2026-11-30T10:00:00.000Z')
    assert.equal(body.hindsight, true)
    assert.equal('currency' in body, false)
    assert.equal(startBody({ ...usual, currency: 'USD' }, now).currency, 'USD')
    assert.ok(Date.parse(body.from) < Date.parse(body.until))
  })
})
