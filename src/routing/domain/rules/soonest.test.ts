import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  byCards,
  decideMadeUp,
  givenBy,
  madeGroup,
  madeRule,
  madeService,
  madeWorld,
} from '../../../../test/routing/made-world.ts'
import type { Ranking } from './rule.ts'

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const timeZone = 'Europe/Paris'
const weekly = WEEK.map((day) => ({ day, open: '08:00', close: '20:00' }))
/** A Monday at noon, by the clock of all. */
const now = Temporal.PlainDateTime.from('2026-11-30T12:00').toZonedDateTime(timeZone).toInstant()
const every = WEEK.map((day) => ({ day, at: '18:00' }))

type LiveService = ReturnType<typeof madeService>

/** Places that need so many minutes; null: nobody knows their hours. */
function worldOf(minutes: readonly (number | null)[], has: readonly number[] = [9]) {
  const daysOf = (id: number) => {
    const handlingMinutes = minutes[id - 1]!
    const hours = handlingMinutes === null ? null : { weekly, exceptions: [] }
    return { hours, timeZone, holidays: [], handlingMinutes }
  }
  const places = minutes.map((_, n) => [`P${n}`, { has }] as const)
  return madeWorld(Object.fromEntries(places), { moment: { now, daysOf } })
}

const bySoonest = (...then: Ranking[]) =>
  madeRule({ choose: { by: 'ranking', ranking: ['soonest', ...then], completeFirst: true } })

/** From where, with which service, and when it arrives. */
function sent(world: ReturnType<typeof worldOf>, services: readonly LiveService[], group = [1]) {
  const decision = decideMadeUp(world, madeGroup(group), bySoonest(), byCards(...services))
  const [parcel] = decision.record.chosen
  const from = Object.keys(givenBy(world, decision)).join()
  return [from, parcel?.carriage?.service, parcel?.time?.arrivesOn]
}

const cheap = madeService('CHEAP', { price: 40_000, transitDays: 4, collected: every })
const fast = madeService('FAST', { price: 90_000, transitDays: 1, collected: every })

describe('a ranking by who is there soonest', () => {
  it('takes the first place that is, with the service that is, whatever that costs', () => {
    assert.deepEqual(sent(worldOf([60]), [cheap, fast]), ['P0', 'FAST', '2026-12-01'])
    // Ready only the next day, after what collects.
    assert.deepEqual(sent(worldOf([900, 60]), [cheap, fast]), ['P1', 'FAST', '2026-12-01'])
    assert.deepEqual(sent(worldOf([null, 900]), [cheap, fast]), ['P1', 'FAST', '2026-12-02'])
  })

  it('takes the cheapest of those that arrive on the same day', () => {
    const dear = { ...fast, code: 'DEAR' }
    const dearer = madeService('DEAR', { price: 99_000, transitDays: 1, collected: every })
    assert.deepEqual(sent(worldOf([60]), [dearer, fast]), ['P0', 'FAST', '2026-12-01'])
    assert.deepEqual(sent(worldOf([60]), [fast, dear]), ['P0', 'FAST', '2026-12-01'])
  })

  it('takes no service that cannot take the goods where another can', () => {
    const small = { ...fast, maxG: 50 }
    assert.deepEqual(sent(worldOf([60]), [cheap, small]), ['P0', 'CHEAP', '2026-12-04'])
    const unsaid = { transitDays: null, collected: every }
    const timeless = madeService('PALLET', { ...unsaid, price: 120_000 })
    assert.deepEqual(sent(worldOf([60]), [timeless, small]), ['P0', 'PALLET', undefined])
    const light = { ...fast, maxG: 100 }
    assert.deepEqual(sent(worldOf([60]), [cheap, light]), ['P0', 'FAST', '2026-12-01'])
  })

  it('passes over what has no price there, and cuts what nobody takes whole', () => {
    const noPrice = madeService('NONE', { price: null, collected: every })
    const small = { ...fast, maxG: 50 }
    assert.deepEqual(sent(worldOf([60]), [noPrice, cheap]), ['P0', 'CHEAP', '2026-12-04'])
    assert.deepEqual(sent(worldOf([60]), [noPrice, small]), ['P0', 'FAST', '2026-12-01'])
  })

  it('leaves it to the next ranking where it is a tie, and where nothing is known', () => {
    const rule = bySoonest('most_stock')
    const asked = (
      minutes: readonly (number | null)[],
      by?: Parameters<typeof decideMadeUp>[3],
    ) => {
      const world = worldOf(minutes)
      const stock: typeof world.stock = {
        forEach: (_, visit) => minutes.forEach((__, n) => visit(n + 1, n + 1)),
      }
      return givenBy(world, decideMadeUp({ ...world, stock }, madeGroup([1]), rule, by))
    }
    assert.deepEqual(asked([60, 90, 900], byCards(cheap, fast)), { P1: 1 })
    assert.deepEqual(asked([null, null], byCards(cheap, fast)), { P1: 1 })
    // Without cards nobody knows when anything arrives.
    assert.deepEqual(asked([60, 900]), { P1: 1 })
  })

  it('is never later than anything that another place or service could do', () => {
    const minutes = fc.array(fc.option(fc.nat(9000), { freq: 4 }), { minLength: 1, maxLength: 5 })
    const service = fc.record({
      price: fc.integer({ min: 1, max: 99_000 }),
      transitDays: fc.nat(6),
      days: fc.subarray(WEEK, { minLength: 1 }),
    })
    const services = fc.array(service, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(minutes, services, (all, drawn) => {
        const own = drawn.map(({ days, ...of }, n) => {
          return madeService(`S${n}`, {
            ...of,
            collected: days.map((day) => ({ day, at: '18:00' })),
          })
        })
        const world = worldOf(all)
        const decide = (by: readonly LiveService[], avoid: readonly number[] = []) =>
          decideMadeUp(
            world,
            madeGroup([1], { avoid: avoid.map((locationId) => ({ locationId, skuId: null })) }),
            bySoonest(),
            byCards(...by),
          ).record.chosen[0]!
        const ids = all.map((_, n) => n + 1)
        const ways = ids.flatMap((id) =>
          own.map((one) => {
            const parcel = decide(
              [one],
              ids.filter((other) => other !== id),
            )
            return { id, on: parcel.time?.arrivesOn ?? '9999', cost: parcel.cost.total }
          }),
        )
        const { locationId, time, cost } = decide(own)
        const first = ways.map(({ on }) => on).toSorted()[0]!
        assert.equal(time?.arrivesOn ?? '9999', first)
        // The first of these places, and of its services that are there then the cheapest.
        const soonest = ways.filter(({ on }) => on === first)
        assert.equal(locationId, soonest[0]!.id)
        const least = Math.min(...soonest.flatMap((one) => (one.id === locationId ? one.cost : [])))
        assert.equal(cost.total, least)
      }),
      { numRuns: 300 },
    )
  })
})
