import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newId } from '../../../lib/ids.ts'
import { decideLooked, type Look } from './looked.ts'

const MINUTE_MS = 60_000

describe('what a shadow looks at', () => {
  const orders = fc.array(
    fc.record({ id: fc.uuid(), at: fc.integer({ min: 0, max: 10 * MINUTE_MS }) }),
    { maxLength: 200 },
  )

  it('is no more in a minute than may be, and every order is looked at or has a reason', () => {
    fc.assert(
      fc.property(
        orders,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 30 }),
        (all, percent, perMinute) => {
          const byTime = all.toSorted((a, b) => a.at - b.at)
          const counts = new Map<number, number>()
          let look: Look = { percent, perMinute, minute: 0, inMinute: 0 }
          for (const order of byTime) {
            const { looked, next } = decideLooked(look, order)
            const minute = Math.floor(order.at / MINUTE_MS)
            const before = counts.get(minute) ?? 0
            if (looked === 'over_cap') assert.equal(before, perMinute)
            if (looked === 'look') counts.set(minute, before + 1)
            // Whether it is in the share hangs on the order alone.
            const alone = decideLooked({ ...look, minute: 0, inMinute: 0 }, order).looked
            assert.equal(alone === 'not_in_share', looked === 'not_in_share')
            look = next
          }
          for (const count of counts.values()) assert.ok(count <= perMinute)
        },
      ),
    )
  })

  it('is nearly the share that was asked for', () => {
    const look = { percent: 30, perMinute: 1e6, minute: 0, inMinute: 0 }
    const ids = Array.from({ length: 4000 }, () => newId(1_800_000_000_000))
    const all = ids.filter((id) => decideLooked(look, { id, at: 0 }).looked === 'look')
    assert.ok(Math.abs(all.length / ids.length - 0.3) < 0.05, `${all.length}`)
  })
})
