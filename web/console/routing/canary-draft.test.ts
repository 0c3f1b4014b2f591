import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readCanary, usual } from './canary-draft.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')

describe('a canary as it is typed', () => {
  it('is sent in the units of the API; a guard that is left empty does not count', () => {
    const guards = { ...usual.guards, costPercent: '2,5', timeMs: ' ' }
    const typed = { ...usual, percent: '0.5', channel: 'WEB', days: '2', guards }
    const { given, faults } = readCanary(typed, NOW)
    assert.equal(faults.size, 0)
    assert.deepEqual([given.sharePermille, given.channels], [5, ['WEB']])
    assert.deepEqual([given.guards.costPercent, given.guards.timeMs], [2.5, null])
    assert.equal(given.until, '2026-03-03T12:00:00.000Z')
    assert.equal('channels' in readCanary(usual, NOW).given, false)
  })

  it('says which fields cannot be read', () => {
    const guards = { ...usual.guards, latePoints: '-1', declinedPoints: 'few' }
    const { faults } = readCanary({ ...usual, percent: '100', days: '', orders: '5', guards }, NOW)
    assert.deepEqual([...faults].toSorted(), [
      'days',
      'declinedPoints',
      'latePoints',
      'orders',
      'percent',
    ])
  })
})
