import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createDayLoads, type DayShare } from './day-load.ts'

const limit = { orders: 5, lines: null, units: null }
const TODAY = '2026-12-01'

describe('the work that an order has at places', () => {
  it('is of another day only where none of it is of the day on which it would be done now', () => {
    const share = (locationId: number, workOn: string, lineNo = 1): DayShare => {
      return { orderId: 'a', locationId, lineNo, units: 1, workOn }
    }
    const own = [
      share(1, TODAY),
      share(2, '2026-11-30'),
      share(3, '2026-11-30'),
      share(3, TODAY, 2),
    ]
    const days = createDayLoads(() => ({ on: TODAY, limit }), [], own)
    const other = [1, 2, 3, 4].filter((id) => days.isOfOtherDay('a', id))
    assert.deepEqual(other, [2])
    assert.equal(days.isOfOtherDay('b', 2), false)
  })
})
