import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Json } from '../app.ts'
import { openShop } from '../shop.ts'

const path = '/v1/routing-plans/versions'

describe('versions of a routing plan', () => {
  it('are listed newest first, page by page, with who published what', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock: {} })
      const none = await client.get(`${path}?channel=WEB`)
      assert.deepEqual([none.status, none.body], [200, { items: [], next: null }])
      const strategies = ['least_cost', 'nearest', 'priority']
      for (const strategy of strategies) {
        const plan = { channel: 'WEB', strategy, tariff: { otherwise: { base: 1, perKg: 1 } } }
        assert.equal((await client.post('/v1/routing-plans', plan)).status, 201)
      }
      const first = (await client.get(`${path}?channel=WEB&limit=2`)).body
      const { items: rest, next } = (
        await client.get(`${path}?channel=WEB&limit=2&cursor=${first.next}`)
      ).body
      const all: Json[] = [...first.items, ...rest]
      assert.deepEqual(
        all.map(({ version, strategy }) => [version, strategy]),
        [
          [3, 'priority'],
          [2, 'nearest'],
          [1, 'least_cost'],
        ],
      )
      assert.equal(next, null)
      assert.equal(new Set(all.map(({ publishedBy }) => publishedBy)).size, 1)
      const { publishedBy: _, ...newest } = all[0]!
      assert.deepEqual((await client.get('/v1/routing-plans')).body.items, [newest])
      const unknown = await client.get(`${path}?channel=NONE`)
      assert.deepEqual([unknown.status, unknown.body.field], [404, '/channel'])
    } finally {
      await app.stop()
    }
  })
})
