import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideHeldBack, decideOverdue, freshnessOf, type FeedWatch } from './feed-watch.ts'

const instants = fc
  .integer({ min: 0, max: 10_000 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000))

const watches = fc.record({
  locationId: fc.integer({ min: 1, max: 3 }),
  source: fc.constantFrom('WMS', 'POS'),
  everyMinutes: fc.option(fc.integer({ min: 1, max: 600 })),
  bufferPercent: fc.nat(100),
  setAt: fc.option(instants),
  lastAsOf: fc.option(instants),
  lastReceivedAt: fc.constant(null),
  overdueSince: fc.constant(null),
  version: fc.constant(1),
}) as fc.Arbitrary<FeedWatch>

describe('a feed that is watched', () => {
  it('is overdue for good once its time is over, until it comes; never where nobody asked', () => {
    fc.assert(
      fc.property(watches, instants, fc.nat(1000), (watch, now, minutes) => {
        const later = now.add({ minutes })
        if (decideOverdue(watch, now)) assert.ok(decideOverdue(watch, later))
        const fresh = { ...watch, lastAsOf: now }
        assert.equal(decideOverdue(fresh, now), false)
        const every = watch.everyMinutes
        assert.equal(decideOverdue(fresh, later), every !== null && minutes > every)
      }),
    )
  })

  it('holds back a share of what is on hand, rounded up, never more than is available', () => {
    const units = fc.integer({ min: -50, max: 10_000 })
    fc.assert(
      fc.property(fc.nat(100), units, fc.nat(10_000), (percent, available, promised) => {
        const onHand = available + promised
        const kept = decideHeldBack(percent, onHand, available)
        assert.ok(kept >= 0 && kept <= Math.max(0, available))
        if (available > 0) assert.ok(kept === available || kept * 100 >= onHand * percent)
        if (percent > 0 && available > 0) assert.ok(kept >= 1)
        // Selling one more offers one less: what is held back stays until it is all there is.
        if (available > kept) assert.equal(decideHeldBack(percent, onHand, available - 1), kept)
      }),
    )
  })

  it('of several sources of a location tells the worst', () => {
    fc.assert(
      fc.property(fc.array(watches), instants, (all, now) => {
        for (const [locationId, { overdue, bufferPercent }] of freshnessOf(all, now)) {
          const here = all.filter((watch) => watch.locationId === locationId)
          const late = here.filter((watch) => decideOverdue(watch, now))
          assert.equal(overdue, late.length > 0)
          const most = Math.max(0, ...late.map((watch) => watch.bufferPercent))
          assert.equal(bufferPercent, most)
        }
      }),
    )
  })
})
