import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { courses, type Played } from '../../../../test/arbitrary/courses.ts'
import { plans } from '../../../../test/arbitrary/routing.ts'
import type { Plan } from '../decide.ts'
import type { Course, Happening } from './course.ts'
import { openPriced } from './priced.ts'
import { cellsOf } from './shelf.ts'
import { openSimulation } from './simulate.ts'

describe('prices of a simulation', () => {
  it('are those of the seed, for what is there, and never more than it is worth', () => {
    fc.assert(
      fc.property(
        courses(),
        courses(),
        plans(['least_cost']),
        fc.nat(99),
        (past, now, plan, seed) => {
          const [one, other] = [0, 0].map(() => openFor({ past, now, plan, seed }))
          const cells = cellsOf(now.course)
          const worth = mostWorth([past.course, now.course])
          for (const prices of [one!, other!]) prices.reprice(cells.units, now.course.from)
          for (const [skuId, [from, end]] of cells.rangeOf) {
            for (let cell = from; cell < end; cell += 1) {
              const locationId = cells.location[cell]!
              const price = one!.stock(skuId, locationId)
              assert.deepEqual(price, other!.stock(skuId, locationId))
              if (price) assert.ok(price.amount >= 1 && price.amount <= worth + 1)
            }
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  it('of each SKU for itself stay whole, and what is left is worth more the more it is', () => {
    fc.assert(
      fc.property(courses(), courses(), plans(['least_cost']), (past, now, plan) => {
        const cells = cellsOf(now.course)
        const prices = openFor({ past, now, plan, seed: 1, together: false })
        const other = openFor({ past, now, plan, seed: 1, together: false })
        prices.reprice(cells.units, now.course.from)
        // Found anew for what has moved only, they are those that are found at once.
        const later = cells.units.map((units, cell) => Math.max(0, units - (cell % 3)))
        prices.reprice(later, now.course.from)
        other.reprice(later, now.course.from)
        for (const [skuId, [from, end]] of cells.rangeOf) {
          for (let cell = from; cell < end; cell += 1) {
            const locationId = cells.location[cell]!
            const price = prices.stock(skuId, locationId)
            assert.deepEqual(price, other.stock(skuId, locationId))
            if (price) assert.ok(Number.isInteger(price.amount) && price.amount > 0)
          }
        }
        assert.equal(prices.worthMore(later, later), 0)
        assert.ok(prices.worthMore(cells.units, later) >= 0)
        assert.ok(prices.worthMore(later, cells.units) <= 0)
      }),
      { numRuns: 30 },
    )
  })

  it('go by the margin of a SKU where it says one, else by that of all', () => {
    const lost = 45
    const pricesBy = (of: Parameters<typeof openFor>[0]) => {
      const cells = cellsOf(of.now.course)
      const prices = openFor(of)
      prices.reprice(cells.units, of.now.course.from)
      return [...cells.rangeOf].flatMap(([skuId, [from, end]]) =>
        Array.from({ length: end - from }, (_, i) => ({
          skuId,
          amount: prices.stock(skuId, cells.location[from + i]!)?.amount ?? 0,
        })),
      )
    }
    fc.assert(
      fc.property(courses(), courses(), plans(['least_cost']), fc.nat(9), (past, now, plan, of) => {
        const own = new Set([...cellsOf(now.course).rangeOf.keys()].filter((id) => id % 10 <= of))
        const course = { ...now.course, ownMargins: own }
        const { objective: { unfilledPerUnit: _, ...objective } = {}, ...rest } = plan
        const given = { past, plan: { ...rest, objective }, seed: 1, together: false }
        const alike = pricesBy({ ...given, now, marginPercent: lost })
        const asSaid = { ...given, now: { ...now, course } }
        assert.deepEqual(pricesBy({ ...asSaid, marginPercent: lost }), alike)
        const none = pricesBy({ ...asSaid, marginPercent: 0 })
        none.forEach(({ skuId, amount }, i) => {
          assert.equal(amount, own.has(skuId) ? alike[i]!.amount : 0)
        })
      }),
      { numRuns: 30 },
    )
  })

  it('are of one currency: what is paid in another is worth nothing to them, but wanted', () => {
    const tariff = { otherwise: { base: 1, perKg: 0 } }
    const pricesOf = (past: Played, now: Played, plan: Plan, worth: number, other: Plan) => {
      const [before, course] = [past, now].map((played) => apart(played, worth))
      const cells = cellsOf(course!.course)
      const planOf = (channelId: number) => (channelId === ABROAD ? other : plan)
      const prices = openFor({ past: before!, now: course!, plan, planOf, seed: 1 })
      prices.reprice(cells.units, course!.course.from)
      return [...cells.rangeOf].flatMap(([skuId, [from, end]]) =>
        Array.from(cells.location.subarray(from, end), (id) => prices.stock(skuId, id)?.amount),
      )
    }
    let some = 0
    fc.assert(
      fc.property(courses(), courses(), plans(['least_cost']), (past, now, plan) => {
        const prices = pricesOf(past, now, plan, 0, plan)
        const dear = { ...plan, tariff, objective: { unfilledPerUnit: 9_000_000 } }
        assert.deepEqual(pricesOf(past, now, plan, 9_000_000, dear), prices)
        some += prices.filter((amount) => amount !== undefined).length
      }),
      { numRuns: 40 },
    )
    assert.ok(some > 0)
  })

  it('are found anew each night, and a simulation by them is the same each time', () => {
    fc.assert(
      fc.property(courses(), courses(), plans(['least_cost']), (past, now, plan) => {
        const totals = [0, 0].map(() => {
          const openPrices = () => openFor({ past, now, plan, seed: 1, together: false })
          const policy = { name: 'live', planOf: () => plan, openPrices }
          const simulation = openSimulation(now.course, now.surroundings, [policy], { seed: 1 })
          simulation.advance(Infinity)
          return simulation.outcomes()[0]!.figures
        })
        assert.deepEqual(totals[0], totals[1])
      }),
      { numRuns: 20 },
    )
  })
})

function openFor({
  past,
  now,
  plan,
  planOf = () => plan,
  seed,
  together = true,
  marginPercent = 40,
}: {
  past: Played
  now: Played
  plan: Plan
  planOf?: (channelId: number) => Plan
  seed: number
  together?: boolean
  marginPercent?: number
}) {
  const { surroundings } = now
  const of = { surroundings, planOf, forecast: 1, seed }
  const cells = cellsOf(now.course)
  const lookAhead = { days: 7, marginPercent, together }
  return openPriced(past.course, now.course, cells, { ...of, lookAhead, unfilledPercent: 45 })
}

const ABROAD = 2

/** Every other order is of a channel abroad, and paid in another currency. */
function apart(played: Played, worth: number): Played {
  const happenings = played.course.happenings.map((one, n): Happening => {
    if (one.kind !== 'order' || n % 2 === 0) return one
    const worths = new Map([...one.order.worth].map(([line]) => [line, worth]))
    return { ...one, order: { ...one.order, channelId: ABROAD, worth: worths, isApart: true } }
  })
  return { ...played, course: { ...played.course, happenings } }
}

/** Of a whole unit: goods with decimals are worth more by the unit than by the base unit. */
function mostWorth(all: readonly Course[]): number {
  return all
    .flatMap(({ happenings }) => happenings)
    .reduce((most, one) => {
      if (one.kind === 'sale') return Math.max(most, one.worth / one.wholePerUnit)
      return one.kind === 'order'
        ? Math.max(most, ...[...one.order.worth.values()].map((w) => w * 100))
        : most
    }, 0)
}
