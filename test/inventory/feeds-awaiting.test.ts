import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, startApp, type App, type Client, type Json } from '../app.ts'
import { floorOf } from '../fulfilment/floor.ts'
import { openShop } from '../shop.ts'

describe('stock that its owner takes off itself', () => {
  let app: App
  let client: Client
  let wms: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      releaseMinutes: 0,
      locations: { A: {} },
      skus: { X: {} },
      stock: { X: { A: 10 } },
    })
    const given = { concern: 'stock_on_hand', location: 'A', owner: 'WMS', tuttiDecrements: false }
    const { body } = await client.post('/v1/authorities', given)
    assert.equal(body.tuttiDecrements, false)
    const wanted = { name: 'WMS', permissions: ['stock:write', 'stock:read'], system: 'WMS' }
    wms = clientOf(app.address, (await client.post('/v1/api-keys', wanted)).body.secret)
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const ship = async (quantity: number) => {
    const floor = floorOf(app, client)
    const id = await floor.place({ X: quantity })
    const work = (await floor.workOf(id))['A']!
    const lines = [{ no: 1, quantity }]
    await floor.step(work, 'acceptances', { version: work.version })
    await floor.step(work, 'picks', { lines })
    await floor.step(work, 'packings', { lines })
    await floor.step(work, 'shipments', {})
  }
  const feed = async (over: object, quantity: number): Promise<Json> => {
    const asOf = Temporal.Now.instant().toString()
    const head = { source: 'WMS', kind: 'delta', number: 'on_hand', asOf, location: 'A' }
    const rows = [{ sku: 'X', quantity }]
    const { status, body } = await wms.post('/v1/stock-feeds', { ...head, ...over, rows })
    assert.equal(status, 200, JSON.stringify(body))
    return body.feed
  }
  /** On hand, what waits for the owner, available. */
  const stock = async (): Promise<number[]> => {
    const [row] = (await client.get('/v1/stock/X')).body.items
    return [row.onHand, row.conditions.awaiting_owner ?? 0, row.available]
  }

  it('stays on hand and unavailable when it ships, until a feed has heard of it', async () => {
    const early = Temporal.Now.instant().toString()
    await ship(2)
    assert.deepEqual(await stock(), [10, 2, 8])
    const between = Temporal.Now.instant().toString()
    await ship(3)
    assert.deepEqual(await stock(), [10, 5, 5])
    // It has heard of nothing: all ten are there for it, and none of the five is sold again.
    await feed({ containsUpTo: early }, 10)
    assert.deepEqual(await stock(), [10, 5, 5])
    await feed({ containsUpTo: between }, 8)
    assert.deepEqual(await stock(), [8, 3, 5])
    // The same told as what is available: it knows of no open order of ours.
    await feed({ containsUpTo: between, number: 'available' }, 8)
    assert.deepEqual(await stock(), [8, 3, 5])
    const late = { containsUpTo: Temporal.Now.instant().toString() }
    assert.equal((await feed(late, 5)).changed, 1)
    assert.deepEqual(await stock(), [5, 0, 5])
    assert.equal((await feed(late, 5)).changed, 0)
    await ship(1)
    const { body } = await client.get('/v1/stock/X/movements?limit=1')
    assert.deepEqual([body.items[0].reason, body.items[0].changes.onHand], ['shipment', undefined])
  })

  it('is taken off here again when nobody else is in charge', async () => {
    const given = { concern: 'stock_on_hand', location: 'A', owner: null, tuttiDecrements: false }
    const { body } = await client.post('/v1/authorities', given)
    assert.equal(body.tuttiDecrements, true)
    await ship(1)
    assert.deepEqual(await stock(), [4, 1, 3])
  })
})
