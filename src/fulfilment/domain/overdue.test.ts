import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideNextLook, decideWait, earlier } from './overdue.ts'

const at = (minutes: number) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000)
const { compare } = Temporal.Instant
const minutesFrom = (from: number, most: number) =>
  fc.integer({ min: from, max: most }).map((minutes) => ({ minutes }))
const moments = fc.record({
  shipBy: minutesFrom(0, 9000).map(({ minutes }) => at(minutes)),
  now: minutesFrom(0, 9000).map(({ minutes }) => at(minutes)),
  acceptMinutes: fc.integer({ min: 1, max: 600 }),
  closed: minutesFrom(0, 9000),
})

describe('work that its location has not accepted', () => {
  it('is looked at when it should be accepted, when it should have left, then by the clock', () => {
    fc.assert(
      fc.property(moments, ({ shipBy, now, acceptMinutes, closed }) => {
        const byClock = now.add({ minutes: acceptMinutes })
        const acceptBy = byClock.add(closed)
        const next = decideNextLook({ shipBy }, { acceptBy, acceptMinutes, now })
        assert.ok(compare(next, now) > 0, 'ahead')
        assert.ok(compare(next, acceptBy) <= 0)
        if (compare(shipBy, now) > 0) assert.ok(next.equals(earlier(acceptBy, shipBy)))
        else assert.ok(next.equals(byClock))
      }),
    )
  })

  it('is waited for when it should have left: for its time to accept, and a day at most', () => {
    fc.assert(
      fc.property(moments, fc.nat(2), fc.boolean(), (of, escalation, isShipBy) => {
        const { shipBy, now, acceptMinutes, closed } = of
        const dueAt = isShipBy ? shipBy : shipBy.add({ minutes: 1 })
        const acceptBy = shipBy.add(closed)
        const wait = decideWait({ dueAt, shipBy, escalation }, { acceptBy, acceptMinutes, now })
        if (!wait) {
          const isOver = compare(shipBy.add({ minutes: acceptMinutes }), now) <= 0
          const isAccepted =
            compare(acceptBy, now) <= 0 || compare(shipBy.add({ hours: 24 }), now) <= 0
          assert.ok(!isShipBy || (escalation > 0 ? isOver : isAccepted))
          return
        }
        assert.ok(isShipBy && compare(wait, now) > 0)
        if (escalation > 0) assert.ok(wait.equals(shipBy.add({ minutes: acceptMinutes })))
        else
          assert.ok(compare(wait, acceptBy) <= 0 && compare(wait, shipBy.add({ hours: 24 })) <= 0)
      }),
    )
  })
})
