import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { groups, plans, worlds } from '../../../test/arbitrary/routing.ts'
import { MILLION, type Day } from '../../inventory/index.ts'
import { decideRoom } from './capacity.ts'
import { demandBySku, findCandidates } from './candidates.ts'
import { decideRouting } from './decide.ts'
import type { GroupToRoute, Part } from './types.ts'

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
          ranOut: undefined,
        })
      }),
    )
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
