import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { surroundingsOf } from '../../../../test/arbitrary/courses.ts'
import { madeGroup, madeRule, madeWorld } from '../../../../test/routing/made-world.ts'
import type { Given } from '../declines.ts'
import type { Plan } from '../decide.ts'
import type { RoutingRule } from '../rules/rule.ts'
import { ruleSetOf } from '../rules/set.ts'
import { DAY_MS, type Course, type Happening, type Surroundings } from './course.ts'
import { openSimulation, type Outcome } from './simulate.ts'

const FROM = Date.parse('2026-03-02T00:00:00Z')
const HOUR = 3_600_000
const DAYS = 4
const OTHER = '00000000-0000-7000-8000-000000000002'
const always: Given = { given: 1e9, declined: 1e9 }

describe('what waits in a simulation', () => {
  it('is served when the next day of a full place begins', () => {
    const one = played({ orders: [{ at: 10 }, { at: 11 }], stock: [5], limit: 1 })
    assert.equal(one.figures.unfilledUnits, 0)
    assert.deepEqual([...one.figures.load.get(1)!.byDay], [2, 0, 0, 0])
    const many = Array.from({ length: DAYS + 2 }, () => ({ at: 10 }))
    const { figures } = played({ orders: many, stock: [9], limit: 1 })
    assert.deepEqual([figures.parcels, figures.unfilledUnits], [DAYS, 2])
  })

  it('is served in the order of priority, then of when it was placed', () => {
    const orders = [{ at: 9 }, { at: 10 }, { at: 11, priority: 1 }, { at: 12 }]
    const left = (days: number) => costly({ orders, stock: [9], limit: 1, days })
    assert.deepEqual(left(1), [false, true, true, true])
    assert.deepEqual(left(2), [false, true, false, true])
    assert.deepEqual(left(3), [false, false, false, true])
  })

  it('is served by what a place gives back that declines, and by its room', () => {
    // The first is at a place that declines it once it is released: later the second gets that.
    const stock = { stock: [1, 0], besides: [], orders: [{ at: 10, openHours: 2 }, { at: 11 }] }
    const alone = played({ ...stock, improving: true })
    assert.equal(alone.figures.unfilledUnits, 1)
    const seed = seedWhere({ ...stock, improving: true, declines: [half] })
    assert.ok(seed > 0)
  })

  it('is not asked of a place that declined it, until some time has passed', () => {
    const comes = (at: number): Happening => {
      return { kind: 'stock', at: FROM + at * HOUR, skuId: 1, locationId: 1, change: 1 }
    }
    const of = { orders: [{ at: 1 }], stock: [1], declines: [always] }
    const quiet = played({ ...of, days: 1 })
    const busy = played({ ...of, days: 1, besides: [2, 3, 4, 5].map(comes) })
    assert.equal(quiet.figures.declined, 1)
    assert.equal(busy.figures.declined, 1)
    // A day later it is asked anew, and each day after.
    assert.equal(played(of).figures.declined, DAYS)
    assert.equal(played({ ...of, coolOffHours: 48 }).figures.declined, DAYS / 2)
  })

  it('is decided by the rules of the day on which it is served', () => {
    const elsewhere = { places: { locations: ['L0'] } }
    const mondays = madeRule({ when: [{ of: 'weekday', in: [1] }], use: [elsewhere] })
    const rules = [{ ...mondays, otherwise: 'accept' as const }, madeRule({ id: OTHER })]
    const of = { orders: [{ at: 12 }], stock: [0, 1], rules }
    // The day of the order is a Monday.
    assert.equal(played({ ...of, days: 1 }).figures.unfilledUnits, 1)
    assert.equal(played(of).figures.unfilledUnits, 0)
  })

  it('is what a rule cancels only as long as a full day stands in its way', () => {
    const cancel = [madeRule({ otherwise: 'cancel' })]
    const of = { orders: [{ at: 10 }, { at: 11 }], stock: [2], limit: 1 }
    assert.equal(played({ ...of, rules: cancel }).figures.unfilledUnits, 0)
    assert.equal(played({ ...of, rules: cancel, days: 1 }).figures.unfilledUnits, 1)
    // What nobody has does not wait for what comes later.
    const change = (at: number, units: number): Happening => {
      return { kind: 'stock', at: FROM + at * HOUR, skuId: 1, locationId: 1, change: units }
    }
    const later = { ...of, stock: [1], besides: [change(13, 1)] }
    assert.equal(played({ ...later, rules: cancel }).figures.unfilledUnits, 1)
    assert.equal(played(later).figures.unfilledUnits, 0)
    // Nor what is sold meanwhile.
    const sold = { ...of, besides: [change(12, -1), change(40, 1)] }
    assert.equal(played({ ...sold, rules: cancel }).figures.unfilledUnits, 1)
    assert.equal(played(sold).figures.unfilledUnits, 0)
  })

  it('is what a rule cancels only as long as a place that declined is not asked', () => {
    const cancel = [madeRule({ otherwise: 'cancel' })]
    const of = { orders: [{ at: 1 }], stock: [1], declines: [always], rules: cancel }
    assert.equal(played(of).figures.declined, DAYS)
  })

  it('has other luck when it is asked anew', () => {
    const orders = Array.from({ length: 200 }, () => ({ at: 1 }))
    const { figures } = played({ orders, stock: [200], declines: [half] })
    const { declined, unfilledUnits } = figures
    // Of 200 each half declines again: some 25 are left after the third day.
    assert.ok(declined > 150 && declined < 250, `${declined}`)
    assert.ok(unfilledUnits > 2 && unfilledUnits < 40, `${unfilledUnits}`)
  })
})

const half: Given = { given: 1e9, declined: 5e8 }

type Of = {
  orders: { at: number; priority?: number; openHours?: number }[]
  /** Units of the one SKU, place by place. */
  stock: number[]
  limit?: number
  besides?: Happening[]
  declines?: Given[]
  days?: number
  coolOffHours?: number
  improving?: boolean
  seed?: number
  rules?: readonly RoutingRule[]
}

/** A seed of luck by which the first place declines the first order and not the second. */
function seedWhere(of: Of): number {
  for (let seed = 1; seed < 50; seed += 1) {
    const { figures } = played({ ...of, seed })
    if (figures.declined === 1 && figures.parcels === 1 && figures.unfilledUnits === 1) return seed
  }
  return 0
}

function played(of: Of): Outcome {
  return simulate(of).outcomes()[0]!
}

/** Of each order whether it is left without what it wanted. */
function costly(of: Of): boolean[] {
  return [...simulate(of).costs()[0]!].map((cost) => cost > 100_000)
}

const group = madeGroup([1])

function simulate(of: Of) {
  const { orders, stock, limit, besides = [], days = DAYS, seed = 1, rules } = of
  const { network } = madeWorld(Object.fromEntries(stock.map((_, n) => [`L${n}`, { has: [] }])))
  const placed = orders.map((one, n): Happening => {
    const at = FROM + one.at * HOUR
    const order = {
      id: `${n}`,
      number: `W${n}`,
      channelId: 1,
      onShortage: 'accept' as const,
      groups: [
        madeGroup([1], {
          order: { ...group.order!, at: Temporal.Instant.fromEpochMilliseconds(at) },
        }),
      ],
      worth: new Map([[1, 500_000]]),
      releaseAt: at + (one.openHours ?? 0) * HOUR,
      ...(one.priority !== undefined && { priority: one.priority }),
    }
    return { kind: 'order', at, order }
  })
  const course: Course = {
    from: FROM,
    until: FROM + days * DAY_MS,
    stock: stock.map((units, n) => ({ skuId: 1, locationId: n + 1, units })),
    happenings: [...placed, ...besides].toSorted((a, b) => a.at - b.at),
  }
  const world = { network, stock: { forEach: () => undefined }, rows: [] }
  const byLocation = new Map((of.declines ?? []).map((given, n) => [n + 1, given]))
  const declines = { at: '', all: { given: 1e9, declined: 0 }, byLocation }
  const full = { orders: limit ?? null, lines: null, units: null }
  const surroundings: Surroundings = {
    ...surroundingsOf(world, declines),
    ...(limit !== undefined && {
      workDays: (at) => () => ({ on: at.toString().slice(0, 10), limit: full }),
    }),
    ...(of.coolOffHours !== undefined && { coolOffHours: () => of.coolOffHours! }),
  }
  const improving = of.improving ? { leastSaving: 1000, mostMoves: 1 } : null
  const policy = {
    name: 'live',
    planOf: () => ({ ...flat, improving, ...(rules && { rules: ruleSetOf(1, rules) }) }),
  }
  const simulation = openSimulation(course, surroundings, [policy], { seed })
  simulation.advance(Infinity)
  return simulation
}

const flat: Plan = {
  id: null,
  version: 0,
  strategy: 'least_cost',
  tariff: { otherwise: { base: 50_000, perKg: 0 } },
  objective: {},
}
