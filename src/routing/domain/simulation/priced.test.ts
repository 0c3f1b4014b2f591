import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { courses, type Played } from '../../../../test/arbitrary/courses.ts'
import { plans } from '../../../../test/arbitrary/routing.ts'
import type { Plan } from '../decide.ts'
import type { Course } from './course.ts'
import { openPriced } from './priced.ts'
import { openPricedLive } from './priced-live.ts'
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

  it('of live ones stay whole, and what is left is worth more the more it is', () => {
    fc.assert(
      fc.property(courses(), courses(), plans(['least_cost']), (past, now, plan) => {
        const cells = cellsOf(now.course)
        const prices = openFor({ past, now, plan, seed: 1, isLive: true })
        const other = openFor({ past, now, plan, seed: 1, isLive: true })
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

  it('are found anew each night, and a simulation by them is the same each time', () => {
    fc.assert(
      fc.property(courses(), courses(), plans(['least_cost']), (past, now, plan) => {
        const totals = [0, 0].map(() => {
          const openPrices = () => openFor({ past, now, plan, seed: 1, isLive: true })
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
  seed,
  isLive = false,
}: {
  past: Played
  now: Played
  plan: Plan
  seed: number
  isLive?: boolean
}) {
  const { surroundings } = now
  const of = { surroundings, planOf: () => plan, forecast: 1, seed }
  const cells = cellsOf(now.course)
  if (!isLive) return openPriced(past.course, now.course, cells, of)
  const lookAhead = { days: 7, marginPercent: 40 }
  return openPricedLive(past.course, now.course, cells, { ...of, lookAhead, unfilledPercent: 45 })
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
