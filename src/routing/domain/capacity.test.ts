import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { groups, plans, stockOf, worlds } from '../../../test/arbitrary/routing.ts'
import { MILLION, type Day } from '../../inventory/index.ts'
import { decideRoom } from './capacity.ts'
import { demandBySku, findCandidates } from './candidates.ts'
import { decideRouting, type Plan } from './decide.ts'
import { exportGroup } from './exchange.ts'
import type { GroupToRoute, NetworkView, Part, StockView } from './types.ts'

const most = fc.option(fc.nat(6))
const days: fc.Arbitrary<Day> = fc
  .record({ orders: most, lines: most, units: most, used: fc.nat(4) })
  .map(({ orders, lines, units, used }) => ({
    limit: { orders, lines, units: units === null ? null : units * MILLION },
    used: { orders: used, lines: used, units: used * MILLION },
  }))
const nothingBesides = { lines: 0, units: 0 }

const millionthsIn = ({ demand }: GroupToRoute, parts: readonly Part[]) =>
  parts.reduce((sum, { lineNo, quantity }) => {
    const { wholePerUnit } = demand.find((one) => one.lineNo === lineNo)!
    return sum + Math.round(quantity * wholePerUnit * MILLION)
  }, 0)

type Limit = { orders: number | null; lines: number | null; units: number | null }
type Place = { there: readonly number[]; day: Limit | undefined }

const NO_LIMIT: Limit = { orders: null, lines: null, units: null }

/** Each parcel costs ten more than that of the place before, each unit one less. */
const PARCEL = 100
const UNIT = 9
const PLAN: Plan = {
  id: null,
  version: 1,
  strategy: 'least_cost',
  tariff: { zones: [], otherwise: { base: 0, perKg: 0 } },
}
const crowdedPlaces: fc.Arbitrary<Place[]> = fc.array(
  fc.record({
    there: fc.array(fc.nat(3), { minLength: 2, maxLength: 2 }),
    day: fc.option(
      fc.record({
        orders: fc.option(fc.nat(1)),
        lines: fc.option(fc.nat(2)),
        units: fc.option(fc.nat(4)),
      }),
      { nil: undefined, freq: 4 },
    ),
  }),
  { minLength: 1, maxLength: 3 },
)

function groupOf(wanted: readonly number[]): GroupToRoute {
  const demand = wanted.flatMap((quantity, s) => {
    return quantity === 0
      ? []
      : [{ lineNo: s + 1, skuId: s + 1, quantity, gramsPerUnit: 0, wholePerUnit: 1 }]
  })
  const destination = { country: 'FR', region: undefined, point: undefined }
  return { no: 1, method: 'standard', destination, pickupLocationId: undefined, demand }
}

function seenOf(places: readonly Place[]): [NetworkView, StockView] {
  const network: NetworkView = {
    location: (id) => ({
      id,
      code: `L${id}`,
      country: 'FR',
      region: null,
      point: undefined,
      ships: true,
      pickup: false,
      handlingCost: UNIT - id,
      parcelCost: PARCEL + 10 * id,
      paused: false,
      archived: false,
    }),
    rank: (id) => id,
    isSkuPaused: () => false,
  }
  const rows = places.flatMap(({ there }, p) =>
    there.map((available, s) => ({ skuId: s + 1, locationId: p + 1, available })),
  )
  const day = (id: number): Day | undefined => {
    const limit = places[id - 1]?.day
    if (!limit) return undefined
    const units = limit.units === null ? null : limit.units * MILLION
    return { limit: { ...limit, units }, used: { orders: 0, lines: 0, units: 0 } }
  }
  return [network, { ...stockOf(rows), day }]
}

/**
 * Of all ways to give units of both SKUs that days have room for: those that leave least of the
 * lines, at least cost. A line is what places could give of it, each if it gave nothing else.
 */
function bestOf(wanted: readonly number[], places: readonly Place[]) {
  const lines = wanted.map((units, s) => {
    const could = places.reduce((sum, { there, day }) => {
      const { orders, lines: few, units: room } = day ?? NO_LIMIT
      return (orders ?? 1) < 1 || (few ?? 1) < 1 ? sum : sum + Math.min(there[s]!, room ?? Infinity)
    }, 0)
    return Math.min(units, could)
  })
  const lackIn = (left: readonly number[]) =>
    left.reduce((sum, units, s) => (units === 0 ? sum : sum + units / lines[s]!), 0)
  let best = { left: lines as readonly number[], cost: 0 }
  const give = (p: number, left: readonly number[], cost: number): void => {
    const lack = lackIn(left) - lackIn(best.left)
    if (lack < -1e-9 || (lack < 1e-9 && cost < best.cost)) best = { left, cost }
    const place = places[p]
    if (!place) return
    const [first, second] = left.map((units, s) => Math.min(units, place.there[s]!))
    for (let a = 0; a <= first!; a += 1) {
      for (let b = 0; b <= second!; b += 1) {
        const { orders, lines: few, units } = place.day ?? NO_LIMIT
        const isAny = a + b > 0
        const isFull =
          isAny &&
          ((orders ?? 1) < 1 ||
            Number(a > 0) + Number(b > 0) > (few ?? Infinity) ||
            a + b > (units ?? Infinity))
        if (isFull) continue
        const more = isAny ? PARCEL + 10 * (p + 1) + (UNIT - p - 1) * (a + b) : 0
        give(p + 1, [left[0]! - a, left[1]! - b], cost + more)
      }
    }
  }
  give(0, lines, 0)
  return { lack: Math.round(1e6 * lackIn(best.left)), cost: best.cost, lines }
}

describe('the room that a location has on its day', () => {
  it('is never exceeded by what routing gives it, whatever the rest', () => {
    fc.assert(
      fc.property(groups(), plans(), worlds(), days, (group, plan, world, day) => {
        const stock = { ...world.stock, day: (id: number) => (id <= 3 ? day : undefined) }
        const { parts } = decideRouting(group, plan, world.network, stock)
        for (const id of [1, 2, 3]) {
          const here = parts.filter(({ locationId }) => locationId === id)
          if (here.length === 0) continue
          const lines = new Set(here.map(({ lineNo }) => lineNo)).size
          const load = { orders: 1, lines, units: millionthsIn(group, here) }
          for (const measure of ['orders', 'lines', 'units'] as const) {
            const limit = day.limit[measure]
            assert.ok(limit === null || day.used[measure] + load[measure] <= limit, measure)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('changes nothing where there is enough, and takes only away where there is not', () => {
    fc.assert(
      fc.property(groups(), days, fc.array(fc.nat(12), { maxLength: 3 }), (group, day, units) => {
        const skus = demandBySku(group)
        const available = skus.map((_, s) => units[s] ?? 0)
        const room = decideRoom(day, skus, { available, besides: nothingBesides })
        room.available.forEach((one, s) => assert.ok(one <= available[s]! && one >= 0))
        if (!room.ranOut) assert.deepEqual(room.available, available)
        const free = { limit: { orders: null, lines: null, units: null }, used: day.used }
        assert.deepEqual(decideRoom(free, skus, { available, besides: nothingBesides }), {
          available,
          room: undefined,
          ranOut: undefined,
        })
      }),
    )
  })

  it('is for any of the goods: one unit of room goes to what is nowhere else', () => {
    for (const strategy of ['least_cost', 'priority', 'nearest'] as const) {
      const { parts, short, record } = decideRouting(
        groupOf([1, 1]),
        { ...PLAN, strategy },
        ...seenOf([
          { there: [1, 1], day: { orders: null, lines: null, units: 1 } },
          { there: [1, 0], day: undefined },
        ]),
      )
      assert.deepEqual(short, [])
      assert.deepEqual(
        parts.map(({ skuId, locationId }) => [skuId, locationId]),
        [
          [1, 2],
          [2, 1],
        ],
      )
      assert.deepEqual(
        [record.excluded.at_capacity, record.full],
        [undefined, [[1, 'units', 1, 0]]],
      )
      assert.equal(record.gap, strategy === 'least_cost' ? 0 : -1)
    }
  })

  it('is a cap for other solvers, where it counts units alike; else no optimum is claimed', () => {
    for (const [units, lines] of [
      [1, null],
      [null, 1],
    ] as const) {
      const group = groupOf([1, 1])
      const seen = seenOf([
        { there: [1, 1], day: { orders: null, lines, units } },
        { there: [1, 0], day: undefined },
      ])
      const { cost } = decideRouting(group, PLAN, ...seen).record
      const { instance, expected } = exportGroup(group, PLAN, ...seen, String)
      assert.equal(instance.nodes[0]!.capUnits, units)
      assert.equal(expected?.cost, units === null ? undefined : cost)
    }
  })

  it('is used as the best of all plans uses it, and nothing is short that could go', () => {
    let binds = 0
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 2, maxLength: 2 }),
        crowdedPlaces,
        (wanted, places) => {
          fc.pre(wanted.some((units) => units > 0))
          const { parts, record } = decideRouting(groupOf(wanted), PLAN, ...seenOf(places))
          const { lines, ...best } = bestOf(wanted, places)
          const left = lines.map((units, s) => {
            const given = parts.filter(({ skuId }) => skuId === s + 1)
            return units - given.reduce((sum, { quantity }) => sum + quantity, 0)
          })
          const share = left.reduce(
            (sum, units, s) => (units === 0 ? sum : sum + units / lines[s]!),
            0,
          )
          assert.deepEqual({ lack: Math.round(1e6 * share), cost: record.cost }, best)
          assert.equal(record.gap, 0)
          const { lack, cost } = bestOf(
            wanted,
            places.map((place) => ({ ...place, day: undefined })),
          )
          if (lack === best.lack && cost === best.cost) return
          binds += 1
          assert.ok(record.full !== undefined)
        },
      ),
      { numRuns: 1000 },
    )
    assert.ok(binds > 200, `it often has to be (${binds})`)
  })

  it('proves nothing where plans were left out: two lines of a SKU, what goes along', () => {
    const place = { there: [2, 2], day: { orders: null, lines: 1, units: null } }
    const [network, stock] = seenOf([place, { there: [2, 2], day: undefined }])
    const [line] = groupOf([1]).demand
    const twice = { ...groupOf([1, 1]), demand: [line!, { ...line!, lineNo: 2 }] }
    assert.equal(decideRouting(twice, PLAN, network, stock).record.gap, -1)
    assert.equal(decideRouting(groupOf([1, 1]), PLAN, network, stock).record.gap, 0)
    const wrapped = groupOf([1, 1])
    const along = {
      ...wrapped,
      demand: [wrapped.demand[0]!, { ...wrapped.demand[1]!, follows: true }],
    }
    assert.equal(decideRouting(along, PLAN, network, stock).record.gap, -1)
  })

  it('is told where it is too small: the place with what ran out, and why it drops out', () => {
    fc.assert(
      fc.property(groups(), worlds(), days, (group, world, day) => {
        const stock = { ...world.stock, day: () => day }
        const free = findCandidates(group, world.network, world.stock)
        const { list, excluded, full } = findCandidates(group, world.network, stock)
        const told = new Set(full.map(({ locationId }) => locationId))
        const places = new Set(list.map(({ location }) => location.id))
        for (const { location, available } of free.list) {
          const now = list.find((one) => one.location.id === location.id)?.available
          if (!told.has(location.id)) assert.deepEqual(now, available)
        }
        const crowded = excluded.filter(({ why }) => why === 'at_capacity')
        for (const { locationId, skuId } of crowded) {
          assert.ok(told.has(locationId))
          assert.equal(places.has(locationId), skuId !== null)
        }
        for (const { limit, used } of full) assert.ok(limit >= 0 && used >= 0)
      }),
    )
  })
})
