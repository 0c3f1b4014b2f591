import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startBody, startFaults, usualStart } from './draft.ts'

const today = '2026-03-02'
const usual = usualStart(today, { hasDraft: true, name: 'Near ones' })

describe('a shadow before it is started', () => {
  it('is a week of all orders by the draft', () => {
    assert.deepEqual([...startFaults(usual, today)], [])
    const { until, ...body } = startBody(usual)
    assert.deepEqual(body, {
      name: 'Near ones',
      rules: { of: 'draft' },
      percent: 100,
      perMinute: 600,
    })
    assert.equal(until, new Date('2026-03-10T00:00:00').toISOString())
  })

  it('may be of a version, without an end by the clock, for so many orders', () => {
    const other = { ...usual, rules: '3', until: '', orders: '500', percent: '10' }
    assert.deepEqual([...startFaults(other, today)], [])
    assert.deepEqual(startBody(other), {
      name: 'Near ones',
      rules: { of: 'version', version: 3 },
      orders: 500,
      percent: 10,
      perMinute: 600,
    })
  })

  it('is not sent while something is wrong with it', () => {
    const wrong = {
      name: ' ',
      rules: '',
      until: '2026-03-01',
      orders: '0',
      percent: '101',
      perMinute: '1.5',
    }
    assert.equal(startFaults(wrong, today).size, 6)
    assert.ok(startFaults({ ...usual, until: '2026-06-10' }, today).has('until'))
  })
})
