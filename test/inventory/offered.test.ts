import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { rulesSaying, sellBy, type SaidByCode } from '../sell-by.ts'
import { openShop, orderOf, untilAllocated } from '../shop.ts'

const SHOP = { locations: { A: {}, B: {} }, skus: { X: {}, Y: {} }, stock: { X: { A: 3, B: 2 } } }
type Shop = Parameters<typeof openShop>[1]

/** Runs in a shop that sells by such rules; in the end every invariant holds. */
async function inShop(
  said: SaidByCode,
  run: (of: { app: App; client: Client }) => Promise<void>,
  shop: Shop = SHOP,
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openShop(client, shop)
    await sellBy(app, rulesSaying(said))
    await run({ app, client })
    assert.deepEqual(await app.broken(), [])
  } finally {
    await app.stop()
  }
}

async function place(client: Client, lines: Record<string, number>): Promise<Json> {
  const { status, body } = await client.post('/v1/orders', orderOf(lines))
  assert.equal(status, 201, JSON.stringify(body))
  return (await client.get(`/v1/orders/${body.id}`)).body
}

const allocations = (order: Json) => order.lines.map((line: Json) => line.allocations)

describe('what rules keep back', () => {
  it('is not sold, and the decision names the rule', async () => {
    await inShop({ safety: { 'X A': 2 } }, async ({ client }) => {
      const order = await place(client, { X: 3 })
      assert.deepEqual(allocations(order), [
        [
          { location: 'A', quantity: 1 },
          { location: 'B', quantity: 2 },
        ],
      ])
      const { items } = (await client.get(`/v1/orders/${order.id}/decisions`)).body
      const { ruled } = items[0].record
      assert.deepEqual(
        ruled.rules.map(([, name]: string[]) => name),
        ['Rule safety'],
      )
      assert.deepEqual(
        ruled.safety.map(([, , units, rule]: number[]) => [units, rule]),
        [[2, 0]],
      )
      const more = await client.post('/v1/orders', orderOf({ X: 1 }))
      assert.deepEqual([more.status, more.body.code], [409, 'shortage'])
      const [{ wanted, available }] = more.body.short
      assert.deepEqual([wanted, available], [1, 0])
    })
  })

  it('is not put into carts', async () => {
    await inShop({ safety: { 'X A': 2 }, barred: ['X B'] }, async ({ client }) => {
      const holdOf = (quantity: number) => ({ channel: 'WEB', lines: [{ sku: 'X', quantity }] })
      const { status, body } = await client.post('/v1/stock-holds', holdOf(2))
      assert.deepEqual([status, body.code], [409, 'stock_insufficient'])
      assert.deepEqual(body.short, [{ sku: 'X', wanted: 2, available: 1 }])
      assert.equal((await client.post('/v1/stock-holds', holdOf(1))).status, 201)
    })
  })

  it('are the last units of a channel, wherever they are', async () => {
    await inShop({ threshold: { X: 4 } }, async ({ client }) => {
      await place(client, { X: 1 })
      const more = await client.post('/v1/orders', orderOf({ X: 1 }))
      assert.equal(more.body.code, 'shortage')
      const lines = [{ sku: 'X', quantity: 1 }]
      const hold = await client.post('/v1/stock-holds', { channel: 'WEB', lines })
      assert.deepEqual(hold.body.short, [{ sku: 'X', wanted: 1, available: 0 }])
    })
  })

  it('stays where stock comes that orders wait for', async () => {
    const waits: Shop = { ...SHOP, onShortage: 'accept', stock: { X: { A: 2 } } }
    const run = async ({ app, client }: { app: App; client: Client }) => {
      const order = await place(client, { X: 4 })
      assert.deepEqual(allocations(order), [[]])
      const levels = [{ sku: 'X', location: 'A', onHand: 5 }]
      await client.post('/v1/stock/levels', { levels })
      await untilAllocated(app, client, order.id)
      const { body } = await client.get(`/v1/orders/${order.id}`)
      assert.deepEqual(allocations(body), [[{ location: 'A', quantity: 3 }]])
    }
    await inShop({ safety: { 'X A': 2 } }, run, waits)
  })
})

describe('a place to which a person gives a delivery', () => {
  const shop: Shop = { ...SHOP, stock: { X: { A: 5, B: 5 }, Y: { A: 5, B: 5 } } }
  const move = async (client: Client, order: Json) =>
    client.post(`/v1/orders/${order.id}/reroutings`, {
      version: order.version,
      group: 1,
      location: 'B',
    })

  it('does not give its safety stock, and says by which rule', async () => {
    const run = async ({ client }: { client: Client }) => {
      const order = await place(client, { X: 3 })
      const { status, body } = await move(client, order)
      assert.deepEqual([status, body.code], [409, 'safety_stock_kept'])
      const [{ rule, ...short }] = body.short
      assert.deepEqual(short, { line: 1, sku: 'X', wanted: 3, available: 1, kept: 4 })
      assert.equal(rule.name, 'Rule safety')
    }
    await inShop({ safety: { 'X B': 4 } }, run, shop)
  })

  it('may not send what a rule bars there, and says by which rule', async () => {
    const run = async ({ client }: { client: Client }) => {
      const order = await place(client, { X: 3 })
      const seen = (await client.get(`/v1/orders/${order.id}/groups/1/candidates`)).body
      const there = seen.candidates.find(({ location }: Json) => location === 'B')
      assert.deepEqual([there.excluded, there.rule.name], ['not_eligible', 'Rule bar'])
      const { status, body } = await move(client, order)
      assert.deepEqual(
        [status, body.code, body.excluded, body.rule],
        [409, 'place_excluded', 'not_eligible', there.rule],
      )
    }
    await inShop({ barred: ['X B'] }, run, shop)
  })

  it('keeps what it was given before a rule came, which may be joined by the rest', async () => {
    const run = async ({ app, client }: { app: App; client: Client }) => {
      const order = await place(client, { X: 6, Y: 1 })
      assert.equal(allocations(order)[0].length, 2)
      const levels = [{ sku: 'X', location: 'B', onHand: 10 }]
      await client.post('/v1/stock/levels', { levels })
      await sellBy(app, rulesSaying({ safety: { 'X B': 4, 'Y B': 1 } }))
      const { status, body } = await move(client, order)
      assert.equal(status, 200, JSON.stringify(body))
      const moved = (await client.get(`/v1/orders/${order.id}`)).body
      const units = allocations(moved).map((parts: Json[]) => {
        assert.ok(parts.every(({ location }) => location === 'B'))
        return parts.reduce((sum, { quantity }) => sum + quantity, 0)
      })
      assert.deepEqual(units, [6, 1])
    }
    await inShop({}, run, shop)
  })
})

describe('safety stock in a rush', () => {
  it('is never sold, whatever two processes believe', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      const clients = [await first.client(), await second.client()]
      await openShop(clients[0]!, { ...SHOP, stock: { X: { A: 30 } } })
      await sellBy(first, rulesSaying({ safety: { 'X A': 10 } }))
      second.orders.rules.markStale()
      const placed = await Promise.all(
        Array.from({ length: 60 }, (_, i) => {
          return clients[i % 2]!.post('/v1/orders', orderOf({ X: 1 + (i % 3) }))
        }),
      )
      const taken = placed.flatMap(({ status }, i) => (status === 201 ? [1 + (i % 3)] : []))
      const { items } = (await clients[0]!.get('/v1/stock/X')).body
      assert.equal(items[0].available, 10)
      assert.equal(
        taken.reduce((sum, units) => sum + units, 0),
        20,
      )
      assert.deepEqual(await first.broken(), [])
    } finally {
      await second.stop()
      await first.stop()
    }
  })
})
