import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { byCards, madeGroup, madeService, madeWorld } from '../../../test/routing/made-world.ts'
import { decideRouting, type Plan } from './decide.ts'
import type { Objective } from './objective.ts'
import { decideDays, UNKNOWN_DAYS } from './speed.ts'

const dayOf = (n: number) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString()

describe('days until a parcel arrives', () => {
  it('are told from day to day, none back, and so many where nobody knows', () => {
    assert.equal(decideDays('2026-03-04', '2026-03-04'), 0)
    // The clocks change between these.
    assert.equal(decideDays('2026-03-30', '2026-03-27'), 3)
    assert.equal(decideDays('2026-03-01', '2026-03-04'), 0)
    assert.equal(decideDays(undefined, '2026-03-04'), UNKNOWN_DAYS)
  })

  it('are the days between, and more the later it arrives', () => {
    fc.assert(
      fc.property(fc.nat(900), fc.nat(900), fc.nat(9), (on, today, more) => {
        const days = decideDays(dayOf(on), dayOf(today))
        assert.equal(days, Math.max(0, on - today))
        assert.ok(decideDays(dayOf(on + more), dayOf(today)) >= days)
      }),
    )
  })
})

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const timeZone = 'Europe/Paris'
const hours = {
  weekly: WEEK.map((day) => ({ day, open: '08:00', close: '20:00' })),
  exceptions: [],
}
const open = { hours, timeZone, holidays: [], handlingMinutes: 60 }
/** A Monday at noon, by the clock of all. */
const now = Temporal.PlainDateTime.from('2026-11-30T12:00').toZonedDateTime(timeZone).toInstant()
const collected = WEEK.map((day) => ({ day, at: '18:00' }))
const cheap = madeService('CHEAP', { price: 40_000, transitDays: 4, collected })
const fast = madeService('FAST', { price: 70_000, transitDays: 1, collected })

/** What one place sends, of which the hours are known or not, and what that costs. */
function sent(
  objective: Objective,
  { isKnown = true, over = {}, ...of }: { isKnown?: boolean; over?: object; plan?: Plan } = {},
) {
  const daysOf = () => (isKnown ? open : { ...open, hours: null })
  const world = madeWorld({ A: { has: [9] } }, { moment: { now, daysOf } })
  const plan: Plan = {
    id: null,
    version: 1,
    strategy: 'least_cost',
    tariff: byCards(cheap, fast),
    objective,
    ...of.plan,
  }
  const { record } = decideRouting(madeGroup([1], over), plan, world.network, world.stock)
  const [{ carriage, cost, time }] = record.chosen as [(typeof record.chosen)[number]]
  return [carriage?.service, cost.speed, time?.days]
}

describe('a price for each day until a parcel arrives', () => {
  it('takes a faster service once the days that it saves are worth more than it costs', () => {
    assert.deepEqual(sent({}), ['CHEAP', undefined, undefined])
    // Three days sooner for 3.00 more.
    assert.deepEqual(sent({ dayPerParcel: 9999 }), ['CHEAP', 39_996, 4])
    assert.deepEqual(sent({ dayPerParcel: 10_001 }), ['FAST', 10_001, 1])
  })

  it('counts only where no day is wanted: else it counts whether it is late', () => {
    const wanted = { over: { wantedBy: '2026-12-04' } }
    assert.deepEqual(sent({ dayPerParcel: 90_000 }, wanted), ['CHEAP', undefined, undefined])
  })

  it('takes what nobody knows for slow, and so as no reason for a dearer service', () => {
    const unknown = sent({ dayPerParcel: 10_001 }, { isKnown: false })
    assert.deepEqual(unknown, ['CHEAP', UNKNOWN_DAYS * 10_001, UNKNOWN_DAYS])
  })

  it('goes from the place that is sooner by more than it is dearer, among many', () => {
    const places = fc.array(fc.record({ minutes: fc.nat(9000), parcelCost: fc.nat(60_000) }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(places, fc.nat(20_000), (all, dayPerParcel) => {
        const daysOf = (id: number) => ({ ...open, handlingMinutes: all[id - 1]!.minutes })
        const codes = all.map(({ parcelCost }, n) => [`P${n}`, { has: [1], parcelCost }] as const)
        const world = madeWorld(Object.fromEntries(codes), { moment: { now, daysOf } })
        const plan: Plan = {
          id: null,
          version: 1,
          strategy: 'least_cost',
          tariff: byCards(cheap, fast),
          objective: { dayPerParcel },
        }
        const { record } = decideRouting(madeGroup([1]), plan, world.network, world.stock)
        const ways = all.flatMap((_, n) =>
          [cheap, fast].map((service) => {
            const one: Plan = { ...plan, tariff: byCards(service), objective: {} }
            const avoid = all.flatMap((__, other) => {
              return other === n ? [] : [{ locationId: other + 1, skuId: null }]
            })
            const { network, stock } = world
            const alone = decideRouting(madeGroup([1], { avoid }), one, network, stock).record
            const { arrivesOn } = alone.chosen[0]!.time!
            const days = Temporal.PlainDate.from('2026-11-30').until(arrivesOn!).days
            return alone.cost + days * dayPerParcel
          }),
        )
        assert.equal(record.cost, Math.min(...ways))
      }),
      { numRuns: 200 },
    )
  })
})
