import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
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
