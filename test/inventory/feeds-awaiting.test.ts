import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, startApp, type App, type Client, type Json } from '../app.ts'
import { floorOf } from '../fulfilment/floor.ts'
import { openShop, untilSeen } from '../shop.ts'

const now = (): string => Temporal.Now.instant().toString()

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
    const asOf = now()
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
    const early = now()
    await ship(2)
    assert.deepEqual(await stock(), [10, 2, 8])
    const between = now()
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
    const late = { containsUpTo: now() }
    assert.equal((await feed(late, 5)).changed, 1)
    assert.deepEqual(await stock(), [5, 0, 5])
    assert.equal((await feed(late, 5)).changed, 0)
    await ship(1)
    const { body } = await client.get('/v1/stock/X/movements?limit=1')
    assert.deepEqual([body.items[0].reason, body.items[0].changes.onHand], ['shipment', undefined])
  })

  let beforeCount: string
  const levelOf = async (level: object): Promise<Json> => {
    const levels = [{ sku: 'X', location: 'A', ...level }]
    const { body } = await wms.post('/v1/stock/levels', { levels })
    return body.outcomes[0]
  }

  it('is not part of a count, which is of what lies there; it stays on top', async () => {
    assert.deepEqual(await stock(), [5, 1, 4])
    beforeCount = now()
    assert.equal((await levelOf({ onHand: 6 })).stock.onHand, 7)
    assert.deepEqual(await stock(), [7, 1, 6])
    assert.equal((await levelOf({ unavailable: 0 })).outcome, 'recorded')
    await levelOf({ onHand: 6, unavailable: 2, conditions: { damaged: 1 } })
    const [row] = (await client.get('/v1/stock/X')).body.items
    assert.deepEqual(row.conditions, { awaiting_owner: 1, damaged: 1, other: 1 })
    assert.deepEqual([row.onHand, row.available], [7, 4])
    await levelOf({ conditions: { damaged: 0, other: 0 } })
  })

  it('leaves the number with a feed that has heard of it, though the count stands', async () => {
    await feed({ asOf: beforeCount, containsUpTo: now() }, 50)
    assert.deepEqual(await stock(), [6, 0, 6])
  })

  it('is taken off here, once, when nobody else is in charge any more', async () => {
    const early = now()
    await ship(2)
    assert.deepEqual(await stock(), [6, 2, 4])
    const given = { concern: 'stock_on_hand', location: 'A', owner: null, tuttiDecrements: false }
    const { body } = await client.post('/v1/authorities', given)
    assert.equal(body.tuttiDecrements, true)
    const taken = async () => {
      const numbers = await stock()
      return numbers[1] === 0 ? numbers : undefined
    }
    assert.deepEqual(await untilSeen(app, taken), [4, 0, 4])
    const { body: moved } = await client.get('/v1/stock/X/movements?limit=1')
    const { reason, changes, condition } = moved.items[0]
    assert.deepEqual([reason, condition], ['owner_changed', 'awaiting_owner'])
    assert.deepEqual(changes, { onHand: -2, unavailable: -2 })
    // Its last feed had not heard of what was taken off here; the next one has.
    await feed({ containsUpTo: early }, 6)
    assert.deepEqual(await stock(), [4, 0, 4])
    await feed({}, 4)
    assert.deepEqual(await stock(), [4, 0, 4])
    await ship(1)
    assert.deepEqual(await stock(), [3, 0, 3])
  })
})
