import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Client, type Json } from '../app.ts'
import { orderOf } from '../shop.ts'
import { done, openPriced, PLAN, price, proven, untilPriced } from './priced-world.ts'

describe('a decision by counts and prices that are others since', () => {
  it('is made again by those of then: exported, and told of exactly', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openPriced(app, client)
      const objective = { reroutePerParcel: 60_000, unfilledPerUnit: 1, unfilledPercent: 100 }
      await done(client, '/v1/routing-plans', { ...PLAN, objective })
      await proven(app)
      await done(client, '/v1/routing-plans', { ...PLAN, objective, prices: 'on' })
      await price(app)
      await untilPriced(app)
      // By what nothing was counted for, by the first counts, and by those after it.
      const first = await decided(client)
      await app.orders.plans.countDeclines()
      const next = await decided(client)
      await app.orders.plans.countDeclines()
      const sale = { sku: 'X', location: 'PARIS', change: -1, reason: 'sale' }
      await done(client, '/v1/stock/adjustments', { adjustments: [sale] }, 200)
      await price(app)
      await untilPriced(app)
      const last = await decided(client)
      const all = [first, next, last]
      assert.equal(new Set(all.map(({ record }) => record.declinesAt)).size, 3)
      const seen = all.map(({ record }) => record.pricesSeen.stock)
      assert.deepEqual(seen[0], seen[1])
      assert.notDeepEqual(seen[1], seen[2])
      for (const { id, record } of all) {
        const { status, body } = await client.get(`/v1/decisions/${id}/exchange`)
        assert.equal(status, 200, JSON.stringify(body))
        const { scale = 10_000 } = body.instance.meta
        assert.equal(Math.round((body.expected.cost * 10_000) / scale), record.cost)
        for (const what of ['flips', 'regrets']) {
          const told = await client.get(`/v1/decisions/${id}/${what}`)
          assert.deepEqual([told.status, told.body.isExact], [200, true])
        }
      }
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

async function decided(client: Client): Promise<Json> {
  const { id } = await done(client, '/v1/orders', orderOf({ X: 1 }))
  return (await client.get(`/v1/orders/${id}/decisions`)).body.items.at(-1)
}
