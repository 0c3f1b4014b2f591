import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { plansByCards, timedCourses } from '../../../../test/arbitrary/counted.ts'
import {
  courses as timelessCourses,
  surroundingsOf,
  wholePerUnitOf,
  type Played,
} from '../../../../test/arbitrary/courses.ts'
import { plans as barePlans } from '../../../../test/arbitrary/routing.ts'
import type { Plan } from '../decide.ts'
import type { GroupToRoute } from '../types.ts'
import { DAY_MS, type Happening, type Policy, type Surroundings } from './course.ts'
import { unitsOf } from './demand.ts'
import { happened, spent } from './figures.ts'
import { changeRowOf } from './report.ts'
import { openSimulation, type Outcome } from './simulate.ts'

describe('a simulation', () => {
  it('serves from the cheapest place, and splits where it must', () => {
    const { figures } = outcomeOf({ units: [2, 5] })
    assert.deepEqual([figures.parcels, figures.splits], [1, 0])
    assert.equal(figures.cost.freight + figures.cost.handling, 52_000)
    const split = outcomeOf({ units: [1, 1] })
    assert.deepEqual(
      [split.figures.parcels, split.figures.splits, split.figures.stockOuts],
      [2, 1, 2],
    )
  })

  it('lets what is short wait until there is more, or refuses all of it', () => {
    const comes = { kind: 'stock' as const, at: NOON + 1, skuId: 1, locationId: 2, change: 1 }
    const short = outcomeOf({ units: [1, 0] }).figures
    assert.deepEqual([short.unfilledUnits, short.cost.unfilled], [1, 70_000])
    const waited = outcomeOf({ units: [1, 0], besides: [comes] }).figures
    assert.deepEqual([waited.unfilledUnits, waited.cost.unfilled], [0, 0])
    assert.deepEqual([waited.parcels, waited.splits], [2, 1])
    const refused = outcomeOf({ units: [1, 0], besides: [comes], onShortage: 'refuse' })
    assert.deepEqual([refused.figures.unfilledUnits, refused.figures.parcels], [2, 0])
    // What was only tried has not run out.
    assert.equal(refused.figures.stockOuts, 0)
  })

  it('looks for another place where one declines, and counts what that costs', () => {
    const always = { given: 1e9, declined: 1e9 }
    const declines = { ...never, byLocation: new Map([[1, always]]) }
    const { figures } = outcomeOf({ units: [2, 2], surroundings: { declines } })
    assert.deepEqual([figures.declined, figures.cost.reroute], [1, 20_000])
    assert.deepEqual([...figures.load.keys()], [2])
  })

  it('gives a place no more than its day has room for', () => {
    const limit = { orders: null, lines: null, units: 1_000_000 }
    const workDays = () => (id: number) => (id === 1 ? { on: '2026-03-02', limit } : undefined)
    const { figures } = outcomeOf({ units: [2, 2], surroundings: { workDays } })
    const load = [...figures.load].map(([id, { units }]) => [id, units])
    assert.deepEqual(load, [[2, 2]])
    const both = outcomeOf({ units: [2, 1], surroundings: { workDays } }).figures
    assert.deepEqual(
      [...both.load.values()].map(({ units }) => units),
      [1, 1],
    )
  })

  it('counts what a till wanted and had not', () => {
    const sale = {
      kind: 'sale' as const,
      at: NOON + 1,
      skuId: 1,
      locationId: 1,
      units: 3,
      wholePerUnit: 1,
      worth: 9000,
    }
    const { figures } = outcomeOf({ units: [3, 0], besides: [sale] })
    assert.deepEqual([figures.tillUnits, figures.lostUnits, figures.cost.lostSales], [3, 2, 18_000])
  })

  it('says the same for the same seed, byte for byte, in one go or in many', () => {
    fc.assert(
      fc.property(courses(), plans(), plans(), fc.nat(), (played, one, other, seed) => {
        const all = [policyOf('live', one), policyOf('draft', other)]
        const whole = open(played, all, seed)
        assert.equal(whole.advance(Infinity), false)
        const stepped = open(played, all, seed)
        while (stepped.advance(1));
        assert.equal(textOf(whole), textOf(stepped))
      }),
    )
  })

  it('finds no difference between a policy and itself', () => {
    fc.assert(
      fc.property(courses(), plans(), fc.nat(), (played, plan, seed) => {
        const simulation = open(played, [policyOf('live', plan), policyOf('draft', plan)], seed)
        simulation.advance(Infinity)
        const [live, draft] = simulation.outcomes()
        assert.deepEqual(draft!.figures, live!.figures)
        assert.equal(draft!.against!.differs, 0)
        assert.deepEqual(simulation.changes(), [])
        for (const { mean } of Object.values(draft!.against!.by)) assert.equal(mean, 0)
      }),
    )
  })

  it('compares by term, by place and by what happened all that it counts', () => {
    fc.assert(
      fc.property(courses(), plans(), plans(), fc.nat(), (played, one, other, seed) => {
        const simulation = open(played, [policyOf('live', one), policyOf('draft', other)], seed)
        simulation.advance(Infinity)
        const [live, draft] = simulation.outcomes().map(({ figures }) => figures)
        const { by, terms, load, perParcel } = simulation.outcomes()[1]!.against!
        near(
          terms.reduce((sum, { total }) => sum + total, 0),
          by.cost.total,
        )
        for (const { term, total } of terms) near(total, draft!.cost[term] - live!.cost[term])
        for (const name of happened) assert.equal(by[name].total, draft![name] - live![name])
        const parcelsAt = (figures: typeof draft, id: number) => figures!.load.get(id)?.parcels ?? 0
        for (const [id, { total }] of load()) {
          assert.equal(total, parcelsAt(draft, id) - parcelsAt(live, id))
        }
        const onTimeOf = (figures: typeof draft) => figures!.onTimeParcels / figures!.timedParcels
        if (perParcel.onTime) near(perParcel.onTime.mean, onTimeOf(draft) - onTimeOf(live))
        else assert.ok(live!.timedParcels === 0 || draft!.timedParcels === 0)
      }),
    )
  })

  it('is for a policy the same, whoever plays beside it', () => {
    fc.assert(
      fc.property(courses(), plans(), plans(), fc.nat(), (played, one, other, seed) => {
        const alone = open(played, [policyOf('live', one)], seed)
        const beside = open(played, [policyOf('draft', other), policyOf('live', one)], seed)
        alone.advance(Infinity)
        beside.advance(Infinity)
        assert.deepEqual(beside.outcomes()[1]!.figures, alone.outcomes()[0]!.figures)
      }),
    )
  })

  it('serves no more than there is, and says of each unit what became of it', () => {
    fc.assert(
      fc.property(courses(), plans(), fc.nat(), (played, plan, seed) => {
        const { course } = played
        const simulation = open(played, [policyOf('live', plan)], seed)
        simulation.advance(Infinity)
        const { figures } = simulation.outcomes()[0]!
        const served = [...figures.load.values()].reduce((sum, { units }) => sum + units, 0)
        near(served + figures.unfilledUnits, figures.wantedUnits)
        const whole = ({ skuId }: { skuId: number }, units: number) => units * wholePerUnitOf(skuId)
        const there = course.stock.reduce((sum, row) => sum + whole(row, row.units), 0)
        const came = course.happenings.reduce((sum, one) => {
          return one.kind === 'stock' && one.change > 0 ? sum + whole(one, one.change) : sum
        }, 0)
        const sold = figures.tillUnits - figures.lostUnits
        assert.ok(served + sold <= there + came + 1e-6)
      }),
    )
  })

  it('sends nothing of what it refuses, and no order elsewhere that both refuse', () => {
    let refused = 0
    fc.assert(
      fc.property(courses(), plans(), plans(), (played, one, other) => {
        // To the second nothing is worth its carriage.
        const none: Plan = { ...flat, objective: { unfilledPerUnit: 1 } }
        const policies = [none, flat, one, other].map((plan) => policyOf('live', plan))
        // Else hardly an order is there as a whole, which one policy refuses and another serves.
        const stock = played.course.stock.map((cell) => ({ ...cell, units: cell.units + 30 }))
        const simulation = open({ ...played, course: { ...played.course, stock } }, policies, 1)
        simulation.advance(Infinity)
        for (const change of simulation.changes()) {
          const { before, after } = changeRowOf(change)
          assert.ok(!before.refused || !after.refused)
          for (const side of [before, after]) {
            if (!side.refused) continue
            refused += 1
            const wanted = unitsOf(change.order.groups.flatMap(({ demand }) => demand))
            assert.deepEqual(side.parts, [])
            near(side.unfilled, wanted)
            assert.ok(side.terms.every(({ term }) => term === 'unfilled'))
          }
          if (change.order.onShortage !== 'refuse') assert.ok(!before.refused && !after.refused)
        }
      }),
    )
    assert.ok(refused > 0)
  })

  it('adds up: what orders cost and tills lose is all that is spent, day by day', () => {
    fc.assert(
      fc.property(courses(), plans(), fc.nat(), (played, plan, seed) => {
        const simulation = open(played, [policyOf('live', plan)], seed)
        simulation.advance(Infinity)
        const { figures } = simulation.outcomes()[0]!
        const total = spent.reduce((sum, term) => sum + figures.cost[term], 0)
        const ofOrders = simulation.costs()[0]!.reduce((sum, cost) => sum + cost, 0)
        assert.equal(ofOrders + figures.cost.lostSales, total)
        assert.equal(
          figures.daily.cost.reduce((sum, cost) => sum + cost, 0),
          total,
        )
      }),
    )
  })
})

/** Some of them let orders move until they are released, some go by cards and count days. */
function plans(): fc.Arbitrary<Plan> {
  const guards = fc.record({ leastSaving: fc.nat(5000), mostMoves: fc.integer({ min: 1, max: 3 }) })
  const bare = fc.oneof(barePlans(), plansByCards)
  return fc.tuple(bare, fc.option(guards)).map(([plan, improving]) => ({ ...plan, improving }))
}

/** In half of them it is known when places are open. */
function courses(): fc.Arbitrary<Played> {
  return fc.oneof(timelessCourses(), timedCourses)
}

const NOON = Date.parse('2026-03-02T12:00:00Z')
const FROM = Date.parse('2026-03-02T00:00:00Z')
const worth = new Map([[1, 70_000]])
const flat: Plan = {
  id: null,
  version: 0,
  strategy: 'least_cost',
  tariff: { otherwise: { base: 50_000, perKg: 0 } },
  objective: { reroutePerParcel: 20_000 },
}
const place = {
  country: 'FR',
  region: null,
  point: undefined,
  ships: true,
  pickup: true,
  handlingCost: 1000,
  parcelCost: 0,
  paused: false,
  archived: false,
}
const never = { at: '', all: { given: 1e9, declined: 0 }, byLocation: new Map() }

/** Two places; an order of two units of the one SKU at noon, and what else happens. */
function outcomeOf(of: {
  units: [number, number]
  onShortage?: 'accept' | 'refuse'
  besides?: Happening[]
  surroundings?: Partial<Surroundings>
}): Outcome {
  const group: GroupToRoute = {
    no: 1,
    method: 'standard',
    destination: { country: 'FR', region: undefined, point: undefined },
    pickupLocationId: undefined,
    demand: [{ lineNo: 1, skuId: 1, quantity: 2, gramsPerUnit: 100, wholePerUnit: 1 }],
  }
  const { onShortage = 'accept', besides = [] } = of
  const order = { id: 'one', number: 'W1', channelId: 1, onShortage, groups: [group], worth }
  const network = {
    location: (id: number) => ({ ...place, id, code: `L${id}`, handlingCost: 1000 * id }),
    rank: (id: number) => id,
    isSkuPaused: () => false,
  }
  const world = { network, stock: { forEach: () => undefined }, rows: [] }
  const course = {
    from: FROM,
    until: FROM + DAY_MS,
    stock: of.units.map((units, at) => ({ skuId: 1, locationId: at + 1, units })),
    happenings: [{ kind: 'order' as const, at: NOON, order }, ...besides],
  }
  const surroundings = { ...surroundingsOf(world, never), ...of.surroundings }
  const simulation = openSimulation(course, surroundings, [policyOf('live', flat)], { seed: 1 })
  simulation.advance(Infinity)
  return simulation.outcomes()[0]!
}

function open({ course, surroundings }: Played, policies: readonly Policy[], seed: number) {
  return openSimulation(course, surroundings, policies, { seed })
}

function policyOf(name: string, plan: Plan): Policy {
  return { name, planOf: () => plan }
}

function textOf(simulation: ReturnType<typeof open>): string {
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value)
  return JSON.stringify([simulation.outcomes(), simulation.changes(), simulation.costs()], plain)
}

function near(one: number, other: number): void {
  assert.ok(Math.abs(one - other) < 1e-6, `${one} is not ${other}`)
}
