import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { randomOf } from '../random.ts'
import { openShop, orderOf } from '../shop.ts'

type At = { app: App; client: Client }

describe('an order against a hold', () => {
  it('gets the last units, which the hold kept from everybody else', async () => {
    await inShop({ X: { A: 3 } }, async ({ app, client }) => {
      const hold = await holdOf(client, { X: 3 })
      assert.equal((await client.post('/v1/orders', orderOf({ X: 1 }))).body.code, 'shortage')
      const order = orderOf({ X: 3 }, { hold })
      const placed = await client.post('/v1/orders', order)
      assert.equal(placed.status, 201, JSON.stringify(placed.body))
      assert.equal(placed.body.state, 'allocated')
      const ended = (await client.get(`/v1/stock-holds/${hold}`)).body
      assert.deepEqual([ended.state, ended.order], ['converted', placed.body.id])
      const reasons = (await client.get('/v1/stock/X/movements')).body.items
      assert.deepEqual(
        reasons.map(({ reason }: Json) => reason),
        ['allocation', 'hold_converted', 'hold', 'count'],
      )
      // The same order again is the one that is there; another one finds the hold used.
      assert.equal((await client.post('/v1/orders', order)).body.outcome, 'exists')
      const other = await client.post('/v1/orders', orderOf({ X: 1 }, { hold }))
      const { code, id, field } = other.body
      assert.deepEqual([code, id, field], ['hold_used', placed.body.id, '/hold'])
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('leaves free what it does not need, at once', async () => {
    await inShop({ X: { A: 3 }, Y: { A: 2 } }, async ({ app, client }) => {
      const hold = await holdOf(client, { X: 3, Y: 2 })
      assert.equal((await client.post('/v1/orders', orderOf({ X: 1 }, { hold }))).status, 201)
      assert.equal((await client.post('/v1/orders', orderOf({ X: 2, Y: 2 }))).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is routed as any other: the hold does not say where from', async () => {
    await inShop({ X: { A: 1, B: 5 } }, async ({ app, client }) => {
      const hold = await holdOf(client, { X: 1 })
      const { id } = (await client.post('/v1/orders', orderOf({ X: 5 }, { hold }))).body
      const [line] = (await client.get(`/v1/orders/${id}`)).body.lines
      assert.deepEqual(line.allocations, [{ location: 'B', quantity: 5 }])
      assert.equal((await client.get('/v1/availability?channel=WEB&sku=X')).body.available, 1)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is decided as without it when the hold has ended; no other channel has it', async () => {
    await inShop({ X: { A: 4 } }, async ({ app, client }) => {
      const [expired, released] = [await holdOf(client, { X: 2 }), await holdOf(client, { X: 1 })]
      await client.post(`/v1/stock-holds/${released}/releases`, {})
      await expire(app, expired)
      for (const hold of [expired, released]) {
        assert.equal((await client.post('/v1/orders', orderOf({ X: 2 }, { hold }))).status, 201)
        const { state } = (await client.get(`/v1/stock-holds/${hold}`)).body
        assert.equal(state, hold === expired ? 'expired' : 'released')
      }
      const unknown = orderOf({ X: 1 }, { hold: randomUUID() })
      assert.equal((await client.post('/v1/orders', unknown)).body.code, 'hold_unknown')
      const pool = [{ location: 'A', priority: 1 }]
      const rest = { kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris', onShortage: 'ask' }
      const channel = { code: 'APP', name: 'App', brand: 'BRAND', orderPrefix: 'A', pool, ...rest }
      await client.post('/v1/channels', channel)
      const { body } = await client.post(
        '/v1/orders',
        orderOf({ X: 1 }, { hold: expired, channel: 'APP' }),
      )
      assert.deepEqual([body.code, body.field], ['hold_unknown', '/hold'])
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('leaves the hold as it is when it is refused for shortage', async () => {
    await inShop({ X: { A: 3 } }, async ({ app, client }) => {
      const hold = await holdOf(client, { X: 2 })
      const refused = (await client.post('/v1/orders', orderOf({ X: 4 }, { hold }))).body
      const [short] = refused.short
      assert.deepEqual([refused.code, short.wanted, short.available], ['shortage', 4, 3])
      assert.equal((await client.get(`/v1/stock-holds/${hold}`)).body.state, 'open')
      assert.equal((await client.post('/v1/orders', orderOf({ X: 3 }, { hold }))).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })
})

describe('many against holds at once', () => {
  it('one hold makes one order, however many want it on two servers', async () => {
    await inShop({ X: { A: 2 } }, async ({ app, client }) => {
      const second = await startApp(app.connection)
      try {
        const clients = [client, await second.client()]
        const hold = await holdOf(client, { X: 2 })
        const replies = await Promise.all(
          Array.from({ length: 16 }, (_, i) =>
            clients[i % 2]!.post('/v1/orders', orderOf({ X: 2 }, { hold })),
          ),
        )
        const codes = replies.map(({ status, body }) => body.code ?? status).toSorted()
        assert.deepEqual(codes, [201, ...Array.from({ length: 15 }, () => 'hold_used')])
        assert.deepEqual(await app.broken(), [])
      } finally {
        await second.stop()
      }
    })
  })

  it('holds, orders, releases and counts in any order: nothing is lost', async () => {
    const stock = { X: { A: 30, B: 10 }, Y: { A: 12, B: 20 } }
    await inShop(stock, async ({ app, client }) => {
      const second = await startApp(app.connection)
      try {
        const random = randomOf(11)
        const clients = [client, await second.client()]
        const one = async (i: number): Promise<void> => {
          const by = clients[i % 2]!
          const units = { X: 1 + Math.floor(random() * 2), Y: 1 + Math.floor(random() * 2) }
          if (random() < 0.1) await count(by, Math.floor(random() * 30))
          const { body } = await put(by, units)
          if (!body.id) return void (await by.post('/v1/orders', orderOf({ X: 1 })))
          const order = orderOf(random() < 0.5 ? units : { X: 1 }, { hold: body.id })
          const ways = [
            () => by.post('/v1/orders', order),
            () => by.post(`/v1/stock-holds/${body.id}/releases`, {}),
            () => by.post(`/v1/stock-holds/${body.id}/extensions`, {}),
          ]
          const replies = await Promise.all(ways.filter(() => random() < 0.6).map((way) => way()))
          for (const { status, body: said } of replies) {
            // On a machine with much to do a lock may come too late; nothing was written then.
            assert.ok(status < 500 || said.code === 'locked', JSON.stringify(said))
          }
        }
        await Promise.all(Array.from({ length: 80 }, (_, i) => one(i)))
        assert.deepEqual(await app.broken(), [])
        const [found] = await app.platform.db.query<{ deadlocks: number }>(
          sql`select deadlocks from pg_stat_database where datname = current_database()`,
        )
        assert.equal(found!.deadlocks, 0)
      } finally {
        await second.stop()
      }
    })
  })
})

function put(client: Client, units: Record<string, number>) {
  const lines = Object.entries(units).map(([sku, quantity]) => ({ sku, quantity }))
  return client.post('/v1/stock-holds', { channel: 'WEB', lines })
}

async function holdOf(client: Client, units: Record<string, number>): Promise<string> {
  const { status, body } = await put(client, units)
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

async function count(client: Client, onHand: number): Promise<void> {
  const levels = [{ sku: 'X', location: 'A', onHand }]
  assert.equal((await client.post('/v1/stock/levels', { levels })).status, 200)
}

/** As if its time were over a moment ago. */
async function expire({ platform }: App, id: string): Promise<void> {
  const ago = sql`now() - interval '1 second'`
  await platform.db.transaction(async (tx) => {
    await tx.query(sql`update inventory.hold set expires_at = ${ago} where id = ${id}`)
    await tx.query(sql`update inventory.claim set expires_at = ${ago} where reference = ${id}`)
  })
}

async function inShop(
  stock: Record<string, Record<string, number>>,
  run: (at: At) => Promise<void>,
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    const locations = { A: { lat: 48.85, lon: 2.35 }, B: { lat: 45.76, lon: 4.84 } }
    const skus = Object.fromEntries(Object.keys(stock).map((sku) => [sku, {}]))
    await openShop(client, { locations, skus, stock })
    await run({ app, client })
  } finally {
    await app.stop()
  }
}
