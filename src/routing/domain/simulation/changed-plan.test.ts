import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { plansByCards, timedCourses } from '../../../../test/arbitrary/counted.ts'
import { courses, surroundingsOf, type Played } from '../../../../test/arbitrary/courses.ts'
import { plans } from '../../../../test/arbitrary/routing.ts'
import { byCards, madeGroup, madeService, madeWorld } from '../../../../test/routing/made-world.ts'
import type { Plan } from '../decide.ts'
import { changedPlan, changesOf, servicesOf, type PlanChange } from './changed-plan.ts'
import { DAY_MS, type Policy } from './course.ts'
import { openHindsight } from './hindsight.ts'
import { totalOf } from './report.ts'
import { openSimulation, type Outcome } from './simulate.ts'

const amount = fc.option(fc.nat(1e8), { nil: null })
const objective = fc.record(
  {
    latePerParcel: amount,
    reroutePerParcel: amount,
    carbonPerTonne: amount,
    unfilledPerUnit: amount,
    unfilledPercent: fc.option(fc.nat(100)),
  },
  { requiredKeys: [] },
)
const change: fc.Arbitrary<PlanChange> = fc.record(
  {
    channelId: fc.option(fc.constantFrom(1, 2), { nil: null }),
    strategy: fc.constantFrom('least_cost', 'priority', 'nearest'),
    objective,
    services: fc.option(fc.constant(['POST']), { nil: null }),
    improving: fc.option(fc.constant({ leastSaving: 1, mostMoves: 1 }), { nil: null }),
  },
  { requiredKeys: ['channelId'] },
)
const declines = { at: '', all: { given: 20, declined: 3 }, byLocation: new Map() }
const counting = { carbonPerTonne: 3_000_000, reroutePerParcel: 20_000 }

describe('a changed plan', () => {
  it('says what is said of its channel last, and of the rest what it said before', () => {
    fc.assert(
      fc.property(plans(), fc.array(change, { maxLength: 4 }), (plan, changes) => {
        const own = changesOf(changes, 1)
        assert.ok(own.every(({ channelId }) => channelId !== 2))
        const changed = changedPlan(plan, own, declines)
        const last = <Name extends keyof PlanChange>(name: Name) =>
          own.findLast((one) => one[name] !== undefined)?.[name]
        assert.equal(changed.strategy, last('strategy') ?? plan.strategy)
        assert.deepEqual(changed.improving, last('improving'))
        assert.deepEqual(servicesOf(changes, 1), last('services'))
        for (const name of ['carbonPerTonne', 'unfilledPerUnit'] as const) {
          const said = own.findLast((one) => one.objective?.[name] !== undefined)
          const wanted = said ? said.objective![name] : plan.objective?.[name]
          assert.equal(changed.objective![name], wanted ?? undefined)
        }
        assert.equal(changed.declines !== undefined, !!changed.objective!.reroutePerParcel)
        assert.deepEqual(changed.tariff, plan.tariff)
      }),
    )
  })

  it('is counted by the prices of another as that itself is, where it decides the same', () => {
    fc.assert(
      fc.property(courses(), plans(), fc.nat(), (played, bare, seed) => {
        const plan = { ...bare, objective: counting, declines }
        const live = { name: 'live', planOf: () => plan }
        const same = { ...live, countedBy: () => plan }
        const [one, other] = outcomesOf(played, [live, same], seed)
        assert.equal(other!.against!.differs, 0)
        // Of goods with decimals each part may be rounded otherwise.
        const parcels = one!.figures.parcels
        assert.ok(Math.abs(totalOf(one!.figures) - totalOf(other!.figures)) <= 5 * parcels)
        assert.equal(other!.figures.cost.reroute, one!.figures.cost.reroute)
      }),
    )
  })

  it('is counted with the same days as that counts, whoever chose', () => {
    let paid = 0
    fc.assert(
      fc.property(timedCourses, plansByCards, fc.nat(), (played, bare, seed) => {
        const plan = { ...bare, declines }
        const live = { name: 'live', planOf: () => plan }
        const [one, other] = outcomesOf(played, [live, { ...live, countedBy: () => plan }], seed)
        assert.equal(other!.figures.cost.speed, one!.figures.cost.speed)
        assert.equal(other!.figures.cost.late, one!.figures.cost.late)
        paid += one!.figures.cost.speed > 0 ? 1 : 0
      }),
    )
    assert.ok(paid > 0)
  })

  it('pays for each day from that of the order until it is there, though it counts none', () => {
    const priced = { ...flat, objective: { dayPerParcel: 10_000 } }
    // Sent on Monday, there on Wednesday; and sent on Wednesday, when it has come.
    assert.equal(speedOf(flat, priced, 0), 20_000)
    assert.equal(speedOf(flat, priced, 2), 40_000)
    assert.equal(speedOf(flat, flat, 0), 0)
  })

  it('saves nothing by valuing its own harm at nothing, and is above the bound', () => {
    const linear = plans().filter(({ tariff }) => !tariff.table)
    fc.assert(
      fc.property(courses(), linear, objective, fc.nat(), (played, bare, prices, seed) => {
        const plan = { ...bare, objective: counting, declines }
        const changed = changedPlan(plan, [{ channelId: null, objective: prices }], declines)
        const policy = { name: 'live', planOf: () => changed, countedBy: () => plan }
        const [outcome] = outcomesOf(played, [policy], seed)
        const { figures } = outcome!
        const each = counting.carbonPerTonne / 1e6
        assert.ok(figures.cost.carbon + 3 * figures.parcels + 1 >= figures.co2eG * each * 0.99)
        assert.equal(figures.cost.reroute, figures.declined * counting.reroutePerParcel)
        const hindsight = openHindsight(played.course, played.surroundings, () => plan)
        while (hindsight.advance());
        const rounding = 5 * figures.parcels
        assert.ok(hindsight.bound() <= totalOf(figures) + rounding)
      }),
    )
  })
})

const collected = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, at: '18:00' }))
const flat: Plan = {
  id: null,
  version: 0,
  strategy: 'least_cost',
  tariff: byCards(madeService('POST', { price: 40_000, transitDays: 2, collected })),
}

/** Of an order on a Monday at noon, of what is there so many days later. */
function speedOf(plan: Plan, yardstick: Plan, later: number): number {
  const noon = Date.parse('2026-03-02T12:00:00Z')
  const at = Temporal.Instant.fromEpochMilliseconds(noon)
  const whole = madeGroup([1])
  const groups = [{ ...whole, order: { ...whole.order!, at } }]
  const head = { id: 'one', number: 'W1', channelId: 1, onShortage: 'accept' as const }
  const order = { ...head, groups, worth: new Map([[1, 90_000]]) }
  const comes = { kind: 'stock' as const, at: noon + later * DAY_MS - 1, skuId: 1, locationId: 1 }
  const course = {
    from: noon - DAY_MS / 2,
    until: noon + 7 * DAY_MS,
    stock: [],
    happenings: [
      { ...comes, change: 1 },
      { kind: 'order' as const, at: noon, order },
    ].toSorted((a, b) => a.at - b.at),
  }
  const weekly = collected.map(({ day }) => ({ day, open: '08:00', close: '20:00' }))
  const hours = { weekly, exceptions: [] }
  const days = { hours, timeZone: 'Europe/Paris', holidays: [], handlingMinutes: 60 }
  const { network } = madeWorld({ A: { has: [] } })
  const world = { network, stock: { forEach: () => undefined }, rows: [] }
  const surroundings = {
    ...surroundingsOf(world, { at: '', all: { given: 1e9, declined: 0 }, byLocation: new Map() }),
    networkOf: (_: number, now: Temporal.Instant) => {
      return { ...network, moment: { now, daysOf: () => days } }
    },
  }
  const policy = { name: 'live', planOf: () => plan, countedBy: () => yardstick }
  const [outcome] = outcomesOf({ course, surroundings, world }, [policy], 1)
  assert.equal(outcome!.figures.parcels, 1)
  return outcome!.figures.cost.speed
}

function outcomesOf(
  { course, surroundings }: Played,
  policies: readonly (Policy & { planOf: () => Plan })[],
  seed: number,
): Outcome[] {
  const simulation = openSimulation(course, surroundings, policies, { seed })
  simulation.advance(Infinity)
  return simulation.outcomes()
}
