import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Json, type KeyClient } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { listen } from './listen.ts'

describe('the stream', () => {
  let app: App
  let client: KeyClient
  before(async () => {
    app = await startApp()
    client = await app.client()
    const stock = { X: { A: 100, B: 100 } }
    await openShop(client, { locations: { A: {}, B: {} }, skus: { X: {} }, stock })
  })
  after(() => app.stop())

  it('tells of an order, its next version, and the stock that it took', async () => {
    const one = await listen(app, client, { topics: ['orders', 'stock'] })
    const other = await listen(app, client, { topics: ['orders'] })
    const { body } = await client.post('/v1/orders', orderOf({ X: 1 }))
    for (const listener of [one, other]) {
      const placed = { topic: 'orders', id: body.id, version: 1, change: 'order.placed' }
      assert.deepEqual((await listener.next('change', isOf('orders'))).data, placed)
    }
    const moved = await one.next('change', isOf('stock'))
    const stock = { topic: 'stock', id: 'X', version: null, change: 'stock.moved', location: 'A' }
    assert.deepEqual(moved.data, stock)
    await client.post(`/v1/orders/${body.id}/holds`, { cause: 'fraud', note: 'Ask' })
    for (const listener of [one, other]) {
      const held = await listener.next('change', isOf('orders'))
      assert.deepEqual([held.data.version, held.data.change], [2, 'order.hold_placed'])
    }
    assert.ok(other.heard.every(({ data }) => data.topic !== 'stock'))
    await Promise.all([one.close(), other.close()])
  })
})

function isOf(topic: string): (data: Json) => boolean {
  return (data) => data.topic === topic
}
