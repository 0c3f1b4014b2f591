import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { groups, plans } from '../../../test/arbitrary/routing.ts'
import { amountsOf, costingOf, costOfTerms, terms, type PlaceToWeigh } from './terms.ts'

const money = fc.nat(30_000)

/** Only whether there are prices at all is asked of these. */
const views = {
  network: { location: () => undefined, rank: () => undefined, isSkuPaused: () => false },
  stock: { forEach: () => undefined, price: () => undefined },
}

function placeOf(of: { handlingCost: number; perKg: number; price?: number }): PlaceToWeigh {
  const { handlingCost, perKg, price } = of
  const location = {
    id: 1,
    code: 'L1',
    country: 'FR',
    region: null,
    point: undefined,
    ships: true,
    pickup: false,
    handlingCost,
    parcelCost: 6000,
    paused: false,
    archived: false,
  }
  const worth = price === undefined ? undefined : { amount: price, layer: 'P1', at: '' }
  return {
    location,
    freight: { base: 50_000, perKg, km: null },
    carriage: 0,
    price: () => worth,
    carbon: undefined,
    declining: undefined,
    slot: undefined,
    wished: undefined,
  }
}

describe('the terms of a cost', () => {
  it('count a unit as its handling and its weight carried', () => {
    fc.assert(
      fc.property(groups(), money, money, plans(), (group, handlingCost, perKg, plan) => {
        for (const line of group.demand) {
          const sku = { ...line, lines: [line] }
          const place = placeOf({ handlingCost, perKg })
          const whole = costingOf(plan, views).unit(place, sku, 0) / line.wholePerUnit
          const kg = line.gramsPerUnit / line.wholePerUnit / 1000
          assert.ok(Math.abs(whole - (handlingCost + perKg * kg)) < 1e-6)
        }
      }),
    )
  })

  it('add up to what units cost together, and each is off by no more than its rounding', () => {
    fc.assert(
      fc.property(
        groups(),
        money,
        money,
        money,
        plans(),
        (group, handlingCost, perKg, price, plan) => {
          const place = placeOf({ handlingCost, perKg, price })
          const given = group.demand.map((line) => {
            return { sku: { ...line, lines: [line] }, quantity: line.quantity }
          })
          const units = given.reduce((sum, { sku, quantity }) => {
            const costing = costingOf(plan, views)
            const unit = costing.unit(place, sku, costing.stock?.(place, sku) ?? 0)
            return sum + Math.round(unit * quantity)
          }, 0)
          const amounts = amountsOf(place, given, plan)
          const cost = costOfTerms(amounts, 56_000 + units)
          assert.equal(
            terms.reduce((sum, term) => sum + (cost[term] ?? 0), 0),
            cost.total,
          )
          for (const term of terms) assert.equal(cost[term] ?? 0, amounts.get(term) ?? 0)
          const stock = given.reduce((sum, { sku, quantity }) => {
            return sum + price * sku.wholePerUnit * quantity
          }, 0)
          assert.ok(Math.abs((cost.stock ?? 0) - stock) <= given.length)
          if (price === 0) assert.ok(!('stock' in cost))
        },
      ),
    )
  })
})
