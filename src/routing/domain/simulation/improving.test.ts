import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { surroundingsOf } from '../../../../test/arbitrary/courses.ts'
import {
  byCards,
  madeGroup,
  madeRule,
  madeService,
  madeWorld,
} from '../../../../test/routing/made-world.ts'
import type { Improving, Plan } from '../decide.ts'
import { ruleSetOf } from '../rules/set.ts'
import type { GroupToRoute } from '../types.ts'
import type { Course } from './course.ts'
import { openSimulation, type Outcome } from './simulate.ts'

const NOON = Date.parse('2026-03-02T12:00:00Z')
const FROM = Date.parse('2026-03-02T00:00:00Z')
const HOUR = 3_600_000
const guards = { leastSaving: 1000, mostMoves: 1 }

describe('orders that move until they are released', () => {
  it('leave the unit to whom it saves more, and nobody to whom it does not', () => {
    // The first is a little nearer to North, whose only unit the second needs much more.
    const [stay, move] = [played(null), played(guards)]
    assert.deepEqual([stay.figures.moved, move.figures.moved], [0, 2])
    assert.ok(totalOf(move) < totalOf(stay) - 2 * guards.leastSaving)
    assert.equal(move.figures.unfilledUnits, 0)
    assert.deepEqual([...move.figures.load].map(([id, { parcels }]) => [id, parcels]).toSorted(), [
      [1, 1],
      [2, 1],
    ])
    // Each is empty in the end, and ran out once: what was only tried does not count.
    assert.deepEqual([stay.figures.stockOuts, move.figures.stockOuts], [2, 2])
    assert.equal(played({ ...guards, leastSaving: 1e8 }).figures.moved, 0)
  })

  it('do not move any more once they are released', () => {
    assert.equal(played(guards, { openMs: HOUR / 2 }).figures.moved, 0)
    assert.equal(played(guards, { openMs: 0 }).figures.moved, 0)
  })

  it('move to what comes back, before they are released', () => {
    const comes = { kind: 'stock' as const, at: NOON + HOUR / 4, ...cell(1), change: 1 }
    const first = { stock: [{ ...cell(2), units: 1 }], besides: [comes], orders: 1 }
    assert.equal(played(guards, first).figures.moved, 1)
    assert.equal(played(null, first).figures.moved, 0)
    const late = { ...comes, at: NOON + 2 * HOUR }
    assert.equal(played(guards, { ...first, besides: [late] }).figures.moved, 0)
  })

  it('are declined where they are when they are released, and counted once', () => {
    const always = { given: 1e9, declined: 1e9 }
    const { figures } = played(guards, { declines: new Map([[1, always]]) })
    assert.equal(figures.declined, 1)
    assert.equal(figures.parcels, 1)
    assert.equal(figures.unfilledUnits, 1)
  })

  it('come no later under a rule that sends what is there soonest, and save what is paid', () => {
    // Two parcels, until one place has both goods: it saves one, where it is there as soon.
    const [stay, slow, quick] = [
      playedBySoonest(60, null),
      playedBySoonest(2000),
      playedBySoonest(60),
    ]
    assert.deepEqual([stay.moved, slow.moved, quick.moved], [0, 0, 1])
    assert.deepEqual([stay.cost.freight, slow.cost.freight], [180_000, 180_000])
    assert.equal(quick.cost.freight, 90_000)
  })
})

/**
 * By a rule that takes whoever is there soonest: one place has the one good, another the other, and
 * later a third has both, ready in so many minutes.
 */
function playedBySoonest(minutes: number, improving: Improving | null = guards) {
  const week = [1, 2, 3, 4, 5, 6, 7]
  const weekly = week.map((day) => ({ day, open: '08:00', close: '20:00' }))
  const collected = week.map((day) => ({ day, at: '18:00' }))
  const by = byCards(
    madeService('CHEAP', { price: 40_000, transitDays: 4, collected }),
    madeService('FAST', { price: 90_000, transitDays: 1, collected }),
  )
  const choose = { by: 'ranking' as const, ranking: ['soonest' as const], completeFirst: true }
  const rules = ruleSetOf(1, [madeRule({ choose })])
  const daysOf = (id: number) => ({
    hours: { weekly, exceptions: [] },
    timeZone: 'UTC',
    holidays: [],
    handlingMinutes: id === 3 ? minutes : 60,
  })
  const both = [1, 2].map((skuId) => ({ skuId, locationId: 3, change: 1 }))
  const stock = [1, 2].map((id) => ({ skuId: id, locationId: id, units: 1 }))
  const at = Temporal.Instant.fromEpochMilliseconds(NOON)
  const whole = madeGroup([1, 1])
  const order = {
    ...orderOf(0, 5, NOON + HOUR),
    groups: [{ ...whole, order: { ...whole.order!, at } }],
    worth: new Map([1, 2].map((no) => [no, 70_000])),
  }
  const course: Course = {
    from: FROM,
    until: FROM + 24 * HOUR,
    stock,
    happenings: [
      { kind: 'order', at: NOON, order },
      ...both.map((one) => ({ kind: 'stock' as const, at: NOON + HOUR / 4, ...one })),
    ],
  }
  const { network: places } = madeWorld({ A: { has: [] }, B: { has: [] }, C: { has: [] } })
  const world = { network: places, stock: { forEach: () => undefined }, rows: [] }
  const around = {
    ...surroundingsOf(world, { ...never, byLocation: new Map() }),
    networkOf: (_: number, now: Temporal.Instant) => ({ ...places, moment: { now, daysOf } }),
  }
  const policy = { name: 'live', planOf: () => ({ ...plan, tariff: by, rules, improving }) }
  const simulation = openSimulation(course, around, [policy], { seed: 1 })
  simulation.advance(Infinity)
  return simulation.outcomes()[0]!.figures
}

const cell = (locationId: number) => ({ skuId: 1, locationId })
const never = { at: '', all: { given: 1e9, declined: 0 } }

/** North and South with a unit each; at noon somebody in the middle orders, later one up north. */
function played(
  improving: Improving | null,
  of: {
    openMs?: number
    stock?: Course['stock']
    besides?: Course['happenings']
    orders?: number
    declines?: Map<number, { given: number; declined: number }>
  } = {},
): Outcome {
  const { openMs = HOUR, besides = [], orders = 2, declines = new Map() } = of
  const stock = of.stock ?? [1, 2].map((id) => ({ ...cell(id), units: 1 }))
  const placed = [0.1, 5].slice(0, orders).map((lat, n) => {
    const at = NOON + (n * HOUR * 2) / 3
    return { kind: 'order' as const, at, order: orderOf(n, lat, at + openMs) }
  })
  const happenings = [...placed, ...besides].toSorted((a, b) => a.at - b.at)
  const course = { from: FROM, until: FROM + 24 * HOUR, stock, happenings }
  const world = { network, stock: { forEach: () => undefined }, rows: [] }
  const around = surroundingsOf(world, { ...never, byLocation: declines })
  const policy = { name: 'live', planOf: () => ({ ...plan, improving }) }
  const simulation = openSimulation(course, around, [policy], { seed: 1 })
  simulation.advance(Infinity)
  return simulation.outcomes()[0]!
}

const plan: Plan = {
  id: null,
  version: 0,
  strategy: 'least_cost',
  tariff: {
    distance: { base: 10_000, perKm: 100, perKg: 0, perKgKm: 0 },
    otherwise: { base: 90_000, perKg: 0 },
  },
}

const network = {
  location: (id: number) => ({
    id,
    code: `L${id}`,
    country: 'FR',
    region: null,
    point: { lat: id === 1 ? 5 : -5, lon: 0 },
    ships: true,
    pickup: true,
    handlingCost: 0,
    parcelCost: 0,
    paused: false,
    archived: false,
  }),
  rank: (id: number) => id,
  isSkuPaused: () => false,
}

function orderOf(n: number, lat: number, releaseAt: number) {
  const group: GroupToRoute = {
    no: 1,
    method: 'standard',
    destination: { country: 'FR', region: undefined, point: { lat, lon: 0 } },
    pickupLocationId: undefined,
    demand: [{ lineNo: 1, skuId: 1, quantity: 1, gramsPerUnit: 100, wholePerUnit: 1 }],
  }
  const worth = new Map([[1, 70_000]])
  const head = { id: `${n}`, number: `W${n}`, channelId: 1, onShortage: 'accept' as const }
  return { ...head, groups: [group], worth, releaseAt }
}

function totalOf({ figures }: Outcome): number {
  return Object.values(figures.cost).reduce((sum, amount) => sum + amount, 0)
}
