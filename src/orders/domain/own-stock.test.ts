import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newOrders } from '../../../test/arbitrary/orders.ts'
import { allForSale } from '../../../test/arbitrary/offering.ts'
import { believedOf, plans, worlds } from '../../../test/arbitrary/routing.ts'
import { withOwnUnits } from './own-stock.ts'
import { routeOrder, untake } from './place.ts'
import { createBatchStock, type BatchStock } from './stock-view.ts'

const own = fc.array(
  fc.record({
    skuId: fc.integer({ min: 1, max: 3 }),
    locationId: fc.integer({ min: 1, max: 4 }),
    quantity: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 4 },
)

describe('an order against a hold', () => {
  it('has the units of the hold besides, and takes from others only what goes beyond', () => {
    fc.assert(
      fc.property(newOrders(), plans(), worlds(), own, (order, plan, world, units) => {
        const stock = createBatchStock(believedOf(world.rows), allForSale)
        const routed = routeOrder(order, plan, world.network, withOwnUnits(stock, units))
        const parts = routed.decisions.flatMap((decision) => decision.parts)
        for (const { skuId, locationId, available } of world.rows) {
          const here = (all: readonly { skuId: number; locationId: number; quantity: number }[]) =>
            all
              .filter((one) => one.skuId === skuId && one.locationId === locationId)
              .reduce((sum, { quantity }) => sum + quantity, 0)
          const [taken, kept] = [here(parts), here(units)]
          assert.ok(taken <= Math.max(0, available) + kept)
          const beyond = Math.max(0, taken - kept)
          assert.equal(leftOf(stock, { skuId, locationId }), available - beyond)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('leaves to others what it had when it is not placed after all', () => {
    fc.assert(
      fc.property(newOrders(), plans(), worlds(), own, (order, plan, world, units) => {
        const stock = createBatchStock(believedOf(world.rows), allForSale)
        const view = withOwnUnits(stock, units)
        untake(order, routeOrder(order, plan, world.network, view), view)
        for (const { skuId, locationId, available } of world.rows) {
          assert.equal(leftOf(stock, { skuId, locationId }), available)
        }
      }),
    )
  })
})

type Place = { skuId: number; locationId: number }

function leftOf(stock: BatchStock, at: Place): number | undefined {
  let left: number | undefined
  stock
    .offeredTo({ channelId: 1, method: 'standard', order: 'O' })
    .forEach(at.skuId, (id, units) => {
      if (id === at.locationId) left = units
    })
  return left
}
