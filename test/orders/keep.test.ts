import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const TWO = { locations: { A: {}, B: {} }, skus: { X: {} }, stock: { X: { A: 3, B: 2 } } }

describe('a hold', () => {
  it('keeps units from others, all lines or none, until it is released', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, TWO)
      const lines = [
        { sku: 'X', quantity: 2 },
        { sku: 'X', quantity: 2 },
      ]
      const hold = await client.post('/v1/stock-holds', { channel: 'WEB', lines })
      assert.equal(hold.status, 201, JSON.stringify(hold.body))
      const more = await client.post('/v1/stock-holds', { channel: 'WEB', lines })
      assert.equal(more.body.code, 'stock_insufficient')
      assert.deepEqual(more.body.short, [{ sku: 'X', wanted: 4, available: 1 }])
      assert.equal((await client.post('/v1/orders', orderOf({ X: 2 }))).body.code, 'shortage')
      const release = () => client.post(`/v1/stock-holds/${hold.body.id}/releases`, {})
      assert.equal((await release()).status, 200)
      assert.equal((await release()).body.code, 'hold_closed')
      assert.equal((await client.post('/v1/orders', orderOf({ X: 5 }))).status, 201)
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('loses its units first when a count finds fewer', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, { ...TWO, stock: { X: { A: 3 } } })
      await client.post('/v1/orders', orderOf({ X: 1 }))
      const lines = [{ sku: 'X', quantity: 2 }]
      await client.post('/v1/stock-holds', { channel: 'WEB', lines })
      const levels = [{ sku: 'X', location: 'A', onHand: 1 }]
      const { body } = await client.post('/v1/stock/levels', { levels })
      const { held, allocated, uncovered } = body.outcomes[0].stock
      assert.deepEqual([held, allocated, uncovered], [0, 1, 0])
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

describe('a SKU paused at a location', () => {
  it('is not sold from there, and the decision says so', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, TWO)
      const there = { sku: 'X', location: 'A' }
      await client.post('/v1/sku-pauses', { ...there, reason: 'recall' })
      assert.equal((await client.get('/v1/availability?channel=WEB&sku=X')).body.available, 2)
      const { body } = await client.post('/v1/orders', orderOf({ X: 1 }))
      const { items } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
      assert.equal(items[0].record.excluded.sku_paused.length, 1)
      assert.equal((await client.post('/v1/sku-resumptions', there)).body.paused, false)
      assert.equal((await client.get('/v1/availability?channel=WEB&sku=X')).body.available, 4)
    } finally {
      await app.stop()
    }
  })
})
