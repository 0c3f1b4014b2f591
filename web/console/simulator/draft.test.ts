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
    const policies = policiesOf({ ...usual, draft: false, version: '3', prices: true })
    assert.deepEqual(policies, [
      { of: 'live' },
      { of: 'version', version: 3 },
      { of: 'live', prices: true },
      { of: 'version', version: 3, prices: true },
    ])
  })

  it('has each policy once more by another plan, in whole units of money', () => {
    const amounts = { ...noPlan.amounts, unfilledPerUnit: '5', carbonPerTonne: '80,5' }
    const plan = { ...noPlan, channel: 'WEB', strategy: 'nearest' as const, amounts }
    const policies = policiesOf({ ...usual, draft: false, isPlan: true, plan, prices: true })
    const objective = { unfilledPerUnit: 50_000, carbonPerTonne: 805_000 }
    const plans = [{ channel: 'WEB', strategy: 'nearest', objective }]
    assert.deepEqual(policies, [
      { of: 'live' },
      { of: 'live', plans },
      { of: 'live', prices: true },
      { of: 'live', plans, prices: true },
    ])
    const faults = (typed: Partial<typeof noPlan>) => [
      ...startFaults({ ...usual, isPlan: true, plan: { ...noPlan, ...typed } }, TODAY),
    ]
    assert.deepEqual(faults({}), ['plan'])
    assert.deepEqual(faults({ amounts: { ...amounts, latePerParcel: 'x' } }), ['latePerParcel'])
    assert.deepEqual(faults({ amounts: { ...amounts, latePerParcel: '-1' } }), ['latePerParcel'])
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
  })

  it('goes up to now where the last day has not ended', () => {
    const now = Date.parse('2026-11-30T10:00:00Z')
    const body = startBody({ ...usual, until: TODAY, hindsight: true }, now)
    assert.equal(body.until, '2026-11-30T10:00:00.000Z')
    assert.equal(body.hindsight, true)
    assert.ok(Date.parse(body.from) < Date.parse(body.until))
  })
})
