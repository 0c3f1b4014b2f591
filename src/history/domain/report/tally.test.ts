import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DecisionRecord } from '../../../routing/index.ts'
import { addOrder, emptyTally } from './tally.ts'

describe('the tally of a replay', () => {
  it('counts orders as re-routed that a location declined or did not accept in time', () => {
    const tally = emptyTally()
    const counters = { ordered: 1, cancelled: 0, allocated: 1, released: 1, picked: 1, packed: 1 }
    const lines = [{ no: 1, ...counters, fulfilled: 1, returned: 0, expected: 0 }]
    const nothing: Partial<DecisionRecord> = { chosen: [], short: [] }
    const record = nothing as DecisionRecord
    for (const cause of ['placed', 'stock_arrived', 're_routed', 'not_accepted']) {
      addOrder(tally, { held: false, lines, decisions: [{ cause, record }], real: [], paid: 0 })
    }
    assert.deepEqual([tally.orders, tally.reRoutedOrders], [4, 2])
  })
})
