import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, setLocation } from '../shop.ts'

type At = { app: App; client: Client }

const COLLECT = 'click_and_collect'

describe('a hold for collection', () => {
  it('keeps the last unit of the place where it is collected, not one of another', async () => {
    await inShop({ X: { A: 5, B: 1 } }, async ({ app, client }) => {
      const hold = await holdOf(client, 'B')
      const { body } = await client.get(`/v1/stock-holds/${hold}`)
      assert.deepEqual([body.method, body.pickupLocation], [COLLECT, 'B'])
      assert.deepEqual(await availableIn(client, COLLECT), { A: 5, B: 0 })
      // Nobody else gets it, whether it is collected there or sent from there.
      const others = [collectedAt('B'), orderOf({ X: 6 })]
      for (const order of others) {
        assert.equal((await client.post('/v1/orders', order)).body.code, 'shortage')
      }
      const { status, body: second } = await put(client, { pickupLocation: 'B' })
      assert.deepEqual([status, second.code], [409, 'stock_insufficient'])
      assert.deepEqual(second.short, [{ sku: 'X', wanted: 1, available: 0 }])
      assert.equal(second.excluded, undefined)
      const placed = (await client.post('/v1/orders', collectedAt('B', { hold }))).body
      assert.deepEqual(await servedFrom(client, placed.id), [{ location: 'B', quantity: 1 }])
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('of two clients at two servers one gets the last unit there', async () => {
    await inShop({ X: { A: 40, B: 3 } }, async ({ app, client }) => {
      const second = await startApp(app.connection)
      try {
        const clients = [client, await second.client()]
        const replies = await Promise.all(
          Array.from({ length: 16 }, (_, i) => put(clients[i % 2]!, { pickupLocation: 'B' })),
        )
        const kept = replies.flatMap(({ body }) => body.id ?? [])
        assert.equal(kept.length, 3)
        // Each of them makes its order, while others want the same place without a hold.
        const orders = kept.map((hold) => collectedAt('B', { hold }))
        const all = [...orders, ...Array.from({ length: 6 }, () => collectedAt('B'))]
        const placed = await Promise.all(
          all.map((order, i) => clients[i % 2]!.post('/v1/orders', order)),
        )
        const codes = placed.map(({ status, body }) => body.code ?? status)
        assert.deepEqual(codes, [...orders.map(() => 201), ...Array(6).fill('shortage')])
        assert.deepEqual(await app.broken(), [])
      } finally {
        await second.stop()
      }
    })
  })

  it('is extended where it is', async () => {
    await inShop({ X: { A: 5, B: 1 } }, async ({ app, client }) => {
      const hold = await holdOf(client, 'B')
      const longer = (await client.post(`/v1/stock-holds/${hold}/extensions`, {})).body
      assert.deepEqual([longer.pickupLocation, longer.extensionsLeft], ['B', 0])
      assert.deepEqual(await availableIn(client, COLLECT), { A: 5, B: 0 })
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('leaves the last units of the channel, wherever they are', async () => {
    await inShop({ X: { A: 1, B: 3 } }, async ({ app, client }) => {
      await sellBy(app, [{ kind: 'threshold', quantity: 2 }])
      const { body } = await put(client, { pickupLocation: 'B', quantity: 3 })
      assert.deepEqual(body.short, [{ sku: 'X', wanted: 3, available: 2 }])
      assert.equal((await put(client, { pickupLocation: 'B', quantity: 2 })).status, 201)
      assert.equal((await put(client, { pickupLocation: 'A' })).status, 409)
      assert.deepEqual(await app.broken(), [])
    })
  })
})

describe('a place of collection that cannot be', () => {
  it('is refused as in orders, and a place that has nothing says why', async () => {
    await inShop({ X: { A: 5, B: 5, C: 5 } }, async ({ app, client }) => {
      const unknown = (await put(client, { pickupLocation: 'Q' })).body
      assert.deepEqual([unknown.code, unknown.field], ['location_unknown', '/pickupLocation'])
      for (const method of ['standard', undefined]) {
        const { body } = await put(client, { pickupLocation: 'B', method })
        assert.deepEqual([body.code, body.field], ['field_invalid', '/pickupLocation'])
      }
      await setLocation(client, 'B', { pickup: false })
      for (const [pickupLocation, why] of [
        ['B', 'no_pickup'],
        ['C', 'not_in_pool'],
      ] as const) {
        const { status, body } = await put(client, { pickupLocation })
        assert.deepEqual([status, body.code, body.excluded], [409, 'stock_insufficient', why])
        assert.equal(body.field, '/pickupLocation')
        assert.deepEqual(body.short, [{ sku: 'X', wanted: 1, available: 0 }])
        const order = (await client.post('/v1/orders', collectedAt(pickupLocation))).body
        assert.deepEqual([order.code, order.short[0].available], ['shortage', 0])
      }
      assert.deepEqual(await app.broken(), [])
    })
  })
})

describe('a hold by a delivery method', () => {
  it('keeps units only where it is served, as availability says', async () => {
    await inShop({ X: { A: 2, B: 3 } }, async ({ app, client }) => {
      await setLocation(client, 'A', { ships: false })
      await setLocation(client, 'B', { pickup: false })
      for (const [method, there] of [
        ['standard', 3],
        [COLLECT, 2],
      ] as const) {
        const { body } = await client.get(`/v1/availability?channel=WEB&sku=X&method=${method}`)
        assert.equal(body.available, there)
        const short = (await put(client, { method, quantity: there + 1 })).body
        assert.deepEqual(short.short, [{ sku: 'X', wanted: there + 1, available: there }])
        const hold = (await put(client, { method, quantity: there })).body.id
        assert.equal((await client.get(`/v1/stock-holds/${hold}`)).body.pickupLocation, null)
      }
      assert.deepEqual(await app.broken(), [])
    })
  })
})

describe('an order that is served otherwise than it was held for', () => {
  it('is collected elsewhere: the unit that was held is for everybody again', async () => {
    await inShop({ X: { A: 1, B: 1 } }, async ({ app, client }) => {
      const hold = await holdOf(client, 'B')
      const placed = (await client.post('/v1/orders', collectedAt('A', { hold }))).body
      assert.deepEqual(await servedFrom(client, placed.id), [{ location: 'A', quantity: 1 }])
      assert.equal((await client.get(`/v1/stock-holds/${hold}`)).body.state, 'converted')
      assert.equal((await client.post('/v1/orders', collectedAt('B'))).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is refused where there is none, and keeps its unit where it was held', async () => {
    await inShop({ X: { B: 1 } }, async ({ app, client }) => {
      const hold = await holdOf(client, 'B')
      const refused = (await client.post('/v1/orders', collectedAt('A', { hold }))).body
      assert.deepEqual([refused.code, refused.short[0].available], ['shortage', 0])
      assert.equal((await client.get(`/v1/stock-holds/${hold}`)).body.state, 'open')
      assert.equal((await client.post('/v1/orders', collectedAt('B', { hold }))).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is sent: from there if the place ships, else from elsewhere', async () => {
    await inShop({ X: { B: 2, A: 1 } }, async ({ app, client }) => {
      const [one, other] = [await holdOf(client, 'B'), await holdOf(client, 'B')]
      // A has a unit for everybody; it is gone, so the order has only what was held for it.
      assert.equal((await client.post('/v1/orders', collectedAt('A'))).status, 201)
      const sent = (await client.post('/v1/orders', orderOf({ X: 1 }, { hold: one }))).body
      assert.deepEqual(await servedFrom(client, sent.id), [{ location: 'B', quantity: 1 }])
      await setLocation(client, 'B', { ships: false })
      const order = orderOf({ X: 1 }, { hold: other })
      assert.equal((await client.post('/v1/orders', order)).body.code, 'shortage')
      const levels = [{ sku: 'X', location: 'A', onHand: 2 }]
      await client.post('/v1/stock/levels', { levels })
      const later = (await client.post('/v1/orders', order)).body
      assert.deepEqual(await servedFrom(client, later.id), [{ location: 'A', quantity: 1 }])
      assert.deepEqual(await availableIn(client, COLLECT), { A: 0, B: 1 })
      assert.deepEqual(await app.broken(), [])
    })
  })
})

function put(client: Client, { quantity = 1, ...of }: Json & { quantity?: number }) {
  const lines = [{ sku: 'X', quantity }]
  return client.post('/v1/stock-holds', { channel: 'WEB', lines, method: COLLECT, ...of })
}

async function holdOf(client: Client, pickupLocation: string): Promise<string> {
  const { status, body } = await put(client, { pickupLocation })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

function collectedAt(pickupLocation: string, of: Json = {}) {
  return orderOf({ X: 1 }, { groups: [{ no: 1, method: COLLECT, pickupLocation }], ...of })
}

async function servedFrom(client: Client, id: string): Promise<Json[]> {
  return (await client.get(`/v1/orders/${id}`)).body.lines[0].allocations
}

async function availableIn(client: Client, method: string): Promise<Record<string, number>> {
  const asked = `channel=WEB&sku=X&method=${method}&by=location`
  const { body } = await client.get(`/v1/availability?${asked}`)
  return Object.fromEntries(
    body.locations.map((one: Json) => [one.location, one.available] as const),
  )
}

/** A and B are in the pool of the channel, A first; C is not. */
async function inShop(
  stock: Record<string, Record<string, number>>,
  run: (at: At) => Promise<void>,
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    const locations = { A: {}, B: {}, C: { outside: true } }
    await openShop(client, { locations, skus: { X: {} }, stock })
    await run({ app, client })
  } finally {
    await app.stop()
  }
}
