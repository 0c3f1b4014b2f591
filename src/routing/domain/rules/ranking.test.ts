import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { orderFacts } from '../../../../test/arbitrary/routing-rules.ts'
import { groups, plans, worlds } from '../../../../test/arbitrary/routing.ts'
import {
  decideMadeUp,
  givenBy,
  madeGroup,
  madeRule,
  madeWorld,
  north,
} from '../../../../test/routing/made-world.ts'
import type { Day } from '../../../inventory/index.ts'
import { findCandidates } from '../candidates.ts'
import { decideRouting } from '../decide.ts'
import { rankings, type Ranking } from './rule.ts'
import { ruleSetOf } from './set.ts'

const byRanking = (ranking: Ranking[], completeFirst = false) =>
  madeRule({ choose: { by: 'ranking', ranking, completeFirst } })
/** Of ten orders that a day takes. */
const dayWith = (orders: number): Day => ({
  limit: { orders: 10, lines: null, units: null },
  used: { orders, lines: 99, units: 99 },
})

/** No two rankings agree on these; D comes last by none. */
const PLACES = {
  A: { has: [3], rank: 4, point: north(300) },
  B: { has: [9], rank: 2, point: north(400) },
  C: { has: [5], rank: 1, point: north(100) },
  D: { has: [4], rank: 3, point: north(200) },
}
const BUSY = [7, 2, 5, 0]

/** In which order places are asked: whoever gives the only unit is left out of the next round. */
function orderBy(ranking: Ranking[], places: Parameters<typeof madeWorld>[0] = PLACES): string {
  const world = madeWorld(places, { day: (id) => dayWith(BUSY[id - 1]!) })
  const asked: number[] = []
  while (asked.length < Object.keys(places).length) {
    const avoid = asked.map((locationId) => ({ locationId, skuId: null }))
    const { parts } = decideMadeUp(world, madeGroup([1], { avoid }), byRanking(ranking))
    asked.push(parts[0]!.locationId)
  }
  return asked.map((id) => world.codeOf(id)).join('')
}

describe('places in an order', () => {
  const examples: [Ranking, string][] = [
    ['priority', 'CBDA'],
    ['nearest', 'CDAB'],
    ['most_stock', 'BCDA'],
    ['least_busy', 'DBCA'],
  ]
  for (const [ranking, order] of examples) {
    it(`are asked by ${ranking}`, () => assert.equal(orderBy([ranking]), order))
  }

  it('are told apart by the next ranking where the first is a tie, at last by their ids', () => {
    const tied = { ...PLACES, C: { ...PLACES.C, has: [9] }, D: { ...PLACES.D, has: [9] } }
    assert.equal(orderBy(['most_stock', 'nearest'], tied), 'CDBA')
    assert.equal(orderBy(['most_stock', 'least_busy'], tied), 'DBCA')
    assert.equal(orderBy(['most_stock'], tied), 'BCDA')
    assert.equal(orderBy(['nearest', 'most_stock'], tied), 'CDAB')
  })

  it('give all they have one after the other, or all from the first that has all', () => {
    const world = madeWorld(PLACES)
    const given = (units: number, rule = byRanking(['nearest'])) =>
      givenBy(world, decideMadeUp(world, madeGroup([units]), rule))
    assert.deepEqual(given(7), { C: 5, D: 2 })
    assert.deepEqual(given(7, byRanking(['nearest'], true)), { B: 7 })
    assert.deepEqual(given(5, byRanking(['nearest'], true)), { C: 5 })
    assert.deepEqual(given(4, byRanking(['least_busy'], true)), { B: 4 })
    // Nobody has all of it: as without.
    assert.deepEqual(given(11, byRanking(['nearest'], true)), { C: 5, D: 4, A: 2 })
  })

  it('are asked tier by tier, whatever comes first in an order', () => {
    const world = madeWorld(PLACES)
    const use = [{ places: { locations: ['A', 'B'] } }, { places: {} }]
    const rule = { ...byRanking(['nearest']), use }
    const given = (units: number, one = rule) =>
      givenBy(world, decideMadeUp(world, madeGroup([units]), one))
    assert.deepEqual(given(4), { A: 3, B: 1 })
    assert.deepEqual(given(14), { A: 3, B: 9, C: 2 })
    const complete = { ...byRanking(['nearest'], true), use }
    assert.deepEqual(given(4, complete), { B: 4 })
  })
})

const most = fc.option(fc.integer({ min: 1, max: 6 }))
const days = fc.tuple(most, most, fc.nat(5)).map(([orders, lines, used]): Day => ({
  limit: { orders, lines, units: null },
  used: { orders: used, lines: used, units: 0 },
}))
const asked = fc.tuple(groups(), orderFacts).map(([group, order]) => {
  return { ...group, pickupLocationId: undefined, order }
})
const choices = fc.tuple(fc.shuffledSubarray([...rankings], { minLength: 1 }), fc.boolean())

/** The most that is used of any limit, as a share of it. */
function shareOf({ limit, used }: Day): number {
  const of = (['orders', 'lines'] as const).map((one) => (limit[one] ? used[one] / limit[one] : 0))
  return Math.max(...of)
}

describe('what is chosen in an order', () => {
  it('is what taking place after place by hand comes to', () => {
    const withDays = fc.array(days, { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(asked, plans(), worlds(), withDays, choices, (group, plan, world, all, by) => {
        const [ranking, completeFirst] = by
        const day = (id: number) => all[id - 1]!
        const stock = { ...world.stock, day }
        const rules = ruleSetOf(1, [byRanking(ranking, completeFirst)])
        const { parts, record } = decideRouting(group, { ...plan, rules }, world.network, stock)

        const { list, skus } = findCandidates(group, world.network, stock, plan.tariff)
        const km = new Map(record.candidates.map(([id, far]) => [id, far ?? Infinity]))
        const measures: Record<Ranking, (n: number) => number> = {
          priority: (n) => world.network.rank(list[n]!.location.id)!,
          nearest: (n) => km.get(list[n]!.location.id)!,
          // Nobody knows it without cards.
          soonest: () => 0,
          most_stock: (n) =>
            -skus.reduce((sum, one, s) => sum + list[n]!.available[s]! * one.wholePerUnit, 0),
          least_busy: (n) => shareOf(day(list[n]!.location.id)),
        }
        // From the least important to the most: what is sorted before stays so where it is a tie.
        let order = list.map((_, n) => n)
        for (const one of ranking.toReversed()) {
          order = order.toSorted((a, b) => {
            const [x, y] = [measures[one](a), measures[one](b)]
            return x === y ? 0 : x - y
          })
        }
        const left = skus.map(({ quantity }, s) => {
          return Math.min(
            quantity,
            list.reduce((sum, { available }) => sum + available[s]!, 0),
          )
        })
        const takenOf = (s: number, units: number) =>
          units === 0 ? 0 : Math.round(skus[s]!.wholePerUnit * 1e6) * units
        const hasAll = (n: number) => {
          const { available, room = { lines: Infinity, units: Infinity } } = list[n]!
          const lines = skus.reduce((sum, one, s) => sum + (left[s]! > 0 ? one.lines.length : 0), 0)
          const units = left.reduce((sum, one, s) => sum + takenOf(s, one), 0)
          const isRoomy = lines <= room.lines && units <= room.units
          return isRoomy && left.every((one, s) => available[s]! >= one)
        }
        const whole = completeFirst ? order.find(hasAll) : undefined
        const expected = new Map<string, number>()
        for (const n of whole === undefined ? order : [whole]) {
          const { room = { lines: Infinity, units: Infinity } } = list[n]!
          let { lines, units } = room
          skus.forEach(({ skuId, lines: own }, s) => {
            const fits = own.length > lines ? 0 : Math.floor(units / takenOf(s, 1))
            const take = Math.min(left[s]!, list[n]!.available[s]!, Math.max(0, fits))
            left[s]! -= take
            units -= takenOf(s, take)
            if (take > 0) lines -= own.length
            if (take > 0) expected.set(`${skuId} ${list[n]!.location.id}`, take)
          })
        }
        const given = new Map<string, number>()
        for (const { skuId, locationId, quantity } of parts) {
          const key = `${skuId} ${locationId}`
          given.set(key, (given.get(key) ?? 0) + quantity)
        }
        const sumIn = (units: Map<string, number>) => [...units.values()].reduce((a, b) => a + b, 0)
        // Where the room of days is the reason that some is left, another order may have gone by.
        const isOver = list.some(({ room }) => room) && sumIn(given) > sumIn(expected)
        if (!isOver) assert.deepEqual(Object.fromEntries(given), Object.fromEntries(expected))
      }),
      { numRuns: 2000 },
    )
  })
})
