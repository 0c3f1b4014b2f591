import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { createKey } from '../../src/identity/index.ts'
import { permissions } from '../../src/lib/permissions.ts'
import { clientOf, startApp, type App, type Client, type Json, type KeyClient } from '../app.ts'
import { createTestDatabase } from '../database.ts'
import { randomOf } from '../random.ts'
import { startServing } from '../serving.ts'
import { openShop, orderOf } from '../shop.ts'

const UNITS = 10
const CLIENTS = 64

describe('the last unit', () => {
  it('64 clients want 10 units: 10 get one, 54 hear what is left', async () => {
    const app = await startApp()
    try {
      await shop(app, { X: { A: UNITS } })
      await sellOut([app])
    } finally {
      await app.stop()
    }
  })

  it('the same with two servers at once on one database', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      await shop(first, { X: { A: UNITS } })
      await sellOut([first, second])
    } finally {
      await second.stop()
      await first.stop()
    }
  })
})

describe('the last unit, of two processes', () => {
  it('64 clients of both want 10 units: 10 get one, 54 hear what is left', async () => {
    const database = await createTestDatabase()
    const app = await startApp(database.connection)
    const processes = await Promise.all([1, 2].map(() => startServing(database.url)))
    try {
      await shop(app, { X: { A: UNITS } })
      const { db, clock } = app.platform
      const at = { now: clock.now(), nowMs: clock.nowMs() }
      const wanted = { name: 'test', permissions, expiresAt: null, createdBy: 'test' }
      const { secret } = await createKey(db, wanted, at)
      await sellOutTo(processes.map(({ address }) => clientOf(address, secret)))
      assert.deepEqual(await app.broken(), [])
    } finally {
      for (const { child } of processes) {
        child.kill('SIGINT')
        if (child.exitCode === null) await once(child, 'exit')
      }
      await app.stop()
      await database.drop()
    }
  })
})

describe('a crowd that wants the same units', () => {
  it('writes its orders before their stock is locked, and gets what is there', async () => {
    const app = await startApp()
    try {
      await shop(app, { X: { A: CLIENTS }, Y: { A: CLIENTS - UNITS } })
      const client = await app.client()
      const crowd = async (sku: string) => {
        const orders = Array.from({ length: CLIENTS }, () => orderOf({ [sku]: 1 }))
        return Promise.all(orders.map((order) => client.post('/v1/orders', order)))
      }
      const served = await crowd('X')
      assert.deepEqual(new Set(served.map(({ status }) => status)), new Set([201]))
      // What this process believes is wrong, and stays so.
      const [row] = await app.platform.db.query<{ skuId: number; locationId: number }>(sql`
        select s.sku_id as "skuId", s.location_id as "locationId" from inventory.supply as s
        join catalog.sku as k on k.id = s.sku_id where k.code = 'Y'`)
      app.orders.index.apply([{ ...row!, available: 999, onHand: 999, version: 1_000_000 }])
      const replies = await crowd('Y')
      const placed = replies.filter(({ status }) => status === 201)
      assert.equal(placed.length, CLIENTS - UNITS, JSON.stringify(statusesOf(replies)))
      const short = replies.filter(({ body }) => body.code === 'shortage')
      assert.equal(short.length, UNITS)
      const [counted] = await app.platform.db.query<{ n: number }>(
        sql`select count(*)::int as n from orders.order`,
      )
      assert.equal(counted!.n, CLIENTS + placed.length, 'nothing of a batch that was taken back')
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

describe('lines of one SKU', () => {
  it('are summed at the locked row: what each fits alone may be too little for all', async () => {
    const app = await startApp()
    try {
      await shop(app, { X: { A: 2 } })
      const client = await app.client()
      const order = orderOf({ X: 2 })
      const [line] = order.lines
      order.lines.push({ ...line!, no: 2 })
      order.total.amount *= 2
      // What this process believes is wrong, and stays so.
      const [row] = await app.platform.db.query<{ skuId: number; locationId: number }>(sql`
        select sku_id as "skuId", location_id as "locationId" from inventory.supply`)
      app.orders.index.apply([{ ...row!, available: 9, onHand: 9, version: 1_000_000 }])
      const { status, body } = await client.post('/v1/orders', order)
      assert.deepEqual([status, body.code], [409, 'shortage'])
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

describe('orders in parallel', () => {
  it('on few SKUs, from two servers: no deadlock, no oversell, nothing half written', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      const stock = Object.fromEntries(SKUS.map((sku) => [sku, { A: 40, B: 25, C: 15 }]))
      await shop(first, stock)
      const random = randomOf(7)
      const clients = [await first.client(), await second.client()]
      const replies = await Promise.all(
        Array.from({ length: 400 }, (_, i) => clients[i % 2]!.post('/v1/orders', basket(random))),
      )
      const statuses = new Set(replies.map(({ status }) => status))
      assert.deepEqual([...statuses].toSorted(), [201, 409], JSON.stringify(statusesOf(replies)))
      const placed = replies.filter(({ status }) => status === 201)
      const counted = await first.platform.db.query<{ n: number }>(
        sql`select count(*)::int as n from orders.order`,
      )
      assert.equal(counted[0]!.n, placed.length)
      assert.deepEqual(await first.broken(), [])
    } finally {
      await second.stop()
      await first.stop()
    }
  })

  it('32 times the same request with one key, on two servers: one order', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      await shop(first, { X: { A: 100 } })
      const clients = [await first.client(), await second.client()]
      const secret = clients[0]!
      const order = orderOf({ X: 1 })
      const key = randomUUID()
      const replies = await Promise.all(
        Array.from({ length: 32 }, () => secret.post('/v1/orders', order, key)),
      )
      const ids = new Set(replies.map(({ body }) => body.id))
      assert.equal(ids.size, 1)
      // Another key, the same external id, from the other server: the order that is there.
      const other = await clients[1]!.post('/v1/orders', order)
      assert.deepEqual([other.status, other.body.id], [200, [...ids][0]])
    } finally {
      await second.stop()
      await first.stop()
    }
  })

  it('an order with a key each time, on two servers: placed once, then told again', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      await shop(first, { X: { A: 100 } })
      const clients = [await first.client(), await second.client()]
      for (let round = 0; round < 10; round += 1) {
        const order = orderOf({ X: 1 })
        // One on each server: each is alone, and writes before it knows of the other.
        const replies = await Promise.all(clients.map((one) => one.post('/v1/orders', order)))
        assert.deepEqual(replies.map(({ status }) => status).toSorted(), [200, 201])
        assert.equal(replies[0]!.body.id, replies[1]!.body.id)
      }
      assert.deepEqual(await first.broken(), [])
    } finally {
      await second.stop()
      await first.stop()
    }
  })
})

describe('an order alone', () => {
  it('is taken back where there is less than was believed, and told of the shortage', async () => {
    const app = await startApp()
    try {
      await shop(app, { X: { A: 1 } })
      const client = await app.client()
      const [row] = await app.platform.db.query<{ skuId: number; locationId: number }>(sql`
        select sku_id as "skuId", location_id as "locationId" from inventory.supply`)
      app.orders.index.apply([{ ...row!, available: 999, onHand: 999, version: 1_000_000 }])
      const short = await client.post('/v1/orders', orderOf({ X: 2 }))
      assert.equal(short.body.code, 'shortage')
      const placed = await client.post('/v1/orders', orderOf({ X: 1 }))
      assert.equal(placed.status, 201)
      const orders = await app.platform.db.query(sql`select from orders.order`)
      assert.equal(orders.length, 1)
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

describe('a channel made on another server', () => {
  it('is known at once, however fresh what this one has read is', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      await shop(first, { X: { A: 5 } })
      const [maker, other] = [await first.client(), await second.client()]
      await other.get('/v1/channels/WEB/pool')
      const { status, body } = await maker.post('/v1/channels', {
        code: 'NEW',
        name: 'New shop',
        brand: 'BRAND',
        kind: 'site',
        currency: 'EUR',
        timeZone: 'Europe/Paris',
        onShortage: 'refuse',
        orderPrefix: 'N',
        pool: [{ location: 'A', priority: 1 }],
      })
      assert.equal(status, 201, JSON.stringify(body))
      const order = orderOf({ X: 1 }, { channel: 'NEW' })
      const replies = await Promise.all([other.post('/v1/orders', order), refused(other)])
      assert.deepEqual(statusesOf(replies), ['201 ', '422 channel_unknown'])
    } finally {
      await second.stop()
      await first.stop()
    }
  })

  const refused = (client: Client) =>
    client.post('/v1/orders', orderOf({ X: 1 }, { channel: 'NOPE' }))
})

const SKUS = ['P', 'Q', 'R', 'S']

async function shop(app: App, stock: Record<string, Record<string, number>>): Promise<void> {
  await openShop(await app.client(), {
    locations: {
      A: { lat: 48.85, lon: 2.35 },
      B: { lat: 45.76, lon: 4.84 },
      C: { lat: 43.3, lon: 5.37 },
    },
    skus: Object.fromEntries(Object.keys(stock).map((sku) => [sku, { weightG: 300 }])),
    stock,
  })
}

async function sellOut(apps: readonly App[]): Promise<void> {
  await sellOutTo(await Promise.all(apps.map((app) => app.client())))
  assert.deepEqual(await apps[0]!.broken(), [])
}

async function sellOutTo(clients: readonly KeyClient[]): Promise<void> {
  const replies = await Promise.all(
    Array.from({ length: CLIENTS }, (_, i) =>
      clients[i % clients.length]!.post('/v1/orders', orderOf({ X: 1 })),
    ),
  )
  const refused = replies.filter(({ status }) => status === 409)
  assert.equal(replies.filter(({ status }) => status === 201).length, UNITS)
  assert.equal(refused.length, CLIENTS - UNITS, JSON.stringify(statusesOf(replies)))
  for (const { body } of refused) {
    assert.equal(body.code, 'shortage')
    assert.deepEqual(body.short, [{ line: 1, sku: 'X', wanted: 1, available: 0, nextOn: null }])
  }
}

function statusesOf(replies: readonly { status: number; body: Json }[]): string[] {
  return replies.map(({ status, body }) => `${status} ${body.code ?? ''}`)
}

function basket(random: () => number) {
  const wanted = SKUS.filter(() => random() < 0.6)
  const skus = wanted.length > 0 ? wanted : ['P']
  return orderOf(Object.fromEntries(skus.map((sku) => [sku, 1 + Math.floor(random() * 3)])))
}
