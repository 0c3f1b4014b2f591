import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { objectives } from '../../../../test/arbitrary/objectives.ts'
import {
  byCards,
  madeGroup,
  madeRule,
  madeService,
  madeWorld,
  north,
} from '../../../../test/routing/made-world.ts'
import { withoutRoomOf } from '../ahead.ts'
import { decideRouting, type Decision, type Plan } from '../decide.ts'
import { keptServices, type KeptServices } from '../kept.ts'
import { ruleSetOf } from '../rules/set.ts'
import { consideredOf } from './considered.ts'
import { decideImproved } from './improved.ts'

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const timeZone = 'Europe/Paris'
const weekly = WEEK.map((day) => ({ day, open: '08:00', close: '20:00' }))
/** A Monday at noon, by the clock of all. */
const now = Temporal.PlainDateTime.from('2026-11-30T12:00').toZonedDateTime(timeZone).toInstant()
const every = WEEK.map((day) => ({ day, at: '18:00' }))
const cheap = madeService('CHEAP', { price: 40_000, transitDays: 4, collected: every })
const fast = madeService('FAST', { price: 90_000, transitDays: 1, collected: every })
const soonest = madeRule({
  choose: { by: 'ranking', ranking: ['soonest'], completeFirst: true },
})
const plan: Plan = {
  id: null,
  version: 1,
  strategy: 'least_cost',
  tariff: byCards(cheap, fast),
  rules: ruleSetOf(1, [soonest]),
  improving: { leastSaving: 1, mostMoves: 3 },
}
const group = madeGroup([1, 1])

/** Of two goods A has one, B the other, and C so many of both, ready in so many minutes. */
function worldWith(units: number, minutes: number) {
  const daysOf = (id: number) => {
    const handlingMinutes = id === 3 ? minutes : 60
    return { hours: { weekly, exceptions: [] }, timeZone, holidays: [], handlingMinutes }
  }
  const has = { A: { has: [1] }, B: { has: [0, 1] }, C: { has: [units, units] } }
  return madeWorld(has, { moment: { now, daysOf } })
}

/** What is decided once C has all, of what came from A and B before. */
function oncePossible(minutes: number) {
  const [before, after] = [worldWith(0, minutes), worldWith(1, minutes)]
  const old = decideRouting(group, plan, before.network, before.stock)
  const { network, stock } = after
  const views = { group, plan, network, stock }
  const decision = decideRouting(group, plan, network, stock)
  const kept = keptServices([old.record])
  return {
    views,
    decision,
    one: consideredOf(views, { parts: old.parts, kept, decision, moves: 0 }),
  }
}

const drawnService = fc.record({
  price: fc.integer({ min: 1, max: 99_000 }),
  transitDays: fc.nat(6),
  days: fc.subarray(WEEK, { minLength: 1 }),
})

/** Places with some of two goods, by a rule that ranks or limits by when they arrive. */
const drawn = fc
  .record({
    minutes: fc.array(fc.nat(9000), { minLength: 1, maxLength: 4 }),
    units: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
    services: fc.array(drawnService, { minLength: 2, maxLength: 4 }),
    objective: objectives,
    wantedBy: fc.constantFrom('2026-12-02', '2026-12-09', undefined),
    isSoonest: fc.boolean(),
    onTime: fc.boolean(),
    perParcel: fc.integer({ min: 0, max: 20_000 }),
  })
  .map(({ minutes, units, services, objective, wantedBy, isSoonest, onTime, perParcel }) => {
    const daysOf = (id: number) => {
      const hours = { weekly, exceptions: [] }
      return { hours, timeZone, holidays: [], handlingMinutes: minutes[id - 1]! }
    }
    const places = minutes.map((_, n) => {
      return [`P${n}`, { has: units.slice(2 * n, 2 * n + 2) }] as const
    })
    const { network, stock } = madeWorld(Object.fromEntries(places), { moment: { now, daysOf } })
    const all = services.map(({ days, ...of }, n) => {
      const collected = days.map((day) => ({ day, at: '18:00' }))
      return madeService(`S${n}`, { ...of, collected })
    })
    const rule = madeRule({
      ...(isSoonest && { choose: soonest.choose }),
      never: { onTime },
      wishes: perParcel > 0 ? [{ places: {}, perParcel }] : [],
    })
    const ruled = { ...plan, tariff: byCards(...all), objective, rules: ruleSetOf(1, [rule]) }
    const wanted = madeGroup([2, 1], wantedBy === undefined ? {} : { wantedBy })
    return { group: wanted, plan: ruled, network, stock }
  })

describe('a delivery as it is and as it would be', () => {
  it('goes with the services of its rule: neither later nor for a saving that there is not', () => {
    const { one, decision } = oncePossible(2000)
    assert.deepEqual(one.before.arrivals, ['2026-12-01', '2026-12-01'])
    assert.equal(one.before.cost, 180_000)
    // All at once, from one place, and three days later.
    assert.deepEqual(one.after.arrivals, [decision.record.chosen[0]!.time!.arrivesOn])
    assert.ok(one.after.arrivals[0]! > '2026-12-01')
    assert.equal(decideImproved([one]), undefined)
  })

  it('moves where it is there as soon, and saves what the parcel costs', () => {
    const { one } = oncePossible(60)
    assert.deepEqual([one.before.cost, one.after.cost], [180_000, 90_000])
    assert.deepEqual(one.after.arrivals, ['2026-12-01'])
    assert.deepEqual(decideImproved([one]), { saved: 90_000 })
  })

  it('goes with the cheapest where the one that had it carries nothing from there any more', () => {
    const { views, decision } = oncePossible(60)
    const [, b] = [1, 2].map((locationId) => ({ lineNo: 1, skuId: 1, locationId, quantity: 1 }))
    const costWith = (...services: string[]) => {
      const kept = new Map([[2, new Set(services)]])
      return consideredOf(views, { parts: [b!], kept, decision, moves: 0 }).before.cost
    }
    assert.deepEqual([costWith('FAST'), costWith('GONE'), costWith()], [90_000, 40_000, 40_000])
  })

  it('does not leave for room of today where its work is of another day', () => {
    const near = { has: [1], point: north(10) }
    const { network, stock } = madeWorld({ A: near, B: { has: [1], point: north(20) } })
    const prices = {
      at: '2026-11-30T11:00:00Z',
      has: () => false,
      price: () => undefined,
      slot: (id: number) => (id === 1 ? { amount: 5000, layer: 'P3', at: '' } : undefined),
    }
    const tariff = { distance: { base: 50_000, perKm: 10, perKg: 0, perKgKm: 0 } }
    const byDistance = { ...tariff, otherwise: { base: 0, perKg: 0 } }
    const priced: Plan = { ...plan, tariff: byDistance, rules: undefined, prices }
    const one = madeGroup([1])
    const parts = [{ lineNo: 1, skuId: 1, locationId: 1, quantity: 1 }]
    const consider = (isOfOtherDay: boolean) => {
      const seen = withoutRoomOf(network, priced, () => isOfOtherDay)
      const decision = decideRouting(one, priced, seen, stock)
      const views = { group: one, plan: priced, network: seen, stock }
      const { before, after } = consideredOf(views, { parts, kept: new Map(), decision, moves: 0 })
      return [before.cost, after.parts[0]!.locationId]
    }
    assert.deepEqual(consider(false), [55_100, 2])
    assert.deepEqual(consider(true), [50_100, 1])
  })

  it('costs and comes as it was decided a moment ago, whatever that went by', () => {
    let otherwise = 0
    fc.assert(
      fc.property(drawn, (views) => {
        const decision = decideRouting(views.group, views.plan, views.network, views.stock)
        const { record, parts } = decision
        const consider = (kept: KeptServices) =>
          consideredOf(views, { parts, kept, decision, moves: 0 })
        const { before, after } = consider(keptServices([record]))
        const wished = record.chosen.reduce((sum, { cost }) => sum + (cost.wish ?? 0), 0)
        assert.deepEqual([before.cost, after.cost], [record.cost - wished, record.cost - wished])
        assert.deepEqual(before.arrivals.toSorted(), after.arrivals.toSorted())
        otherwise += consider(new Map()).before.cost === before.cost ? 0 : 1
      }),
      { numRuns: 500 },
    )
    // A rule often takes another service than the cheapest.
    assert.ok(otherwise > 20)
  })
})

describe('the services of decisions', () => {
  const sent = (locationId: number, ...services: (string | undefined)[]) => ({
    chosen: services.map((service) => ({ locationId, ...(service && { carriage: { service } }) })),
  })

  it('are those of the last that sent from a place', () => {
    const records = [sent(1, 'S1'), sent(2, 'S2', 'S3'), sent(1, 'S4'), sent(3, undefined)]
    const kept = keptServices(records as unknown as Decision['record'][])
    assert.deepEqual(
      [...kept],
      [
        [1, new Set(['S4'])],
        [2, new Set(['S2', 'S3'])],
        [3, new Set()],
      ],
    )
  })
})
