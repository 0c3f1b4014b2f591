import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { inForce, ruleOf } from '../rules.ts'
import { openShop } from '../shop.ts'

const SHOP = { locations: { A: {} }, skus: { X: {}, Y: {} }, stock: { X: { A: 50 }, Y: { A: 9 } } }

describe('a hold as a thing of its own', () => {
  it('says what it keeps, counts longer once, and never after it has ended', async () => {
    await inShop(async ({ app, client }) => {
      const body = { channel: 'WEB', lines: [{ sku: 'X', quantity: 2 }], minutes: 5 }
      const { id, expiresAt } = (await client.post('/v1/stock-holds', body)).body
      const hold = (await client.get(`/v1/stock-holds/${id}`)).body
      assert.deepEqual(hold.lines, [{ sku: 'X', quantity: 2 }])
      assert.deepEqual([hold.state, hold.extensionsLeft, hold.order], ['open', 1, null])
      assert.deepEqual(hold.can, ['extend', 'release'])
      const extend = () => client.post(`/v1/stock-holds/${id}/extensions`, {})
      const longer = (await extend()).body
      assert.ok(Temporal.Instant.compare(longer.expiresAt, expiresAt) > 0)
      assert.deepEqual([longer.extensionsLeft, longer.version], [0, 2])
      assert.deepEqual([(await extend()).body.code], ['hold_extended_enough'])
      await client.post(`/v1/stock-holds/${id}/releases`, {})
      assert.equal((await extend()).body.code, 'hold_closed')
      const ended = (await client.get(`/v1/stock-holds/${id}`)).body
      assert.deepEqual([ended.state, ended.lines, ended.can], ['released', [], []])
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('is not seen by who does not see its channel', async () => {
    await inShop(async ({ app, client }) => {
      const { id } = (await place(client, {})).body
      const other = await startApp(app.connection, {
        scopeOf: () => ({ channels: [], locations: [] }),
      })
      try {
        const stranger = await other.client()
        assert.equal((await stranger.get(`/v1/stock-holds/${id}`)).status, 404)
        for (const way of ['extensions', 'releases']) {
          assert.ok((await stranger.post(`/v1/stock-holds/${id}/${way}`, {})).status >= 400)
        }
        assert.equal((await client.get(`/v1/stock-holds/${id}`)).body.version, 1)
      } finally {
        await other.stop()
      }
    })
  })
})

describe('a limit of holds', () => {
  it('lets one have so many open, for so long and extended so often', async () => {
    await inShop(async ({ app, client }) => {
      limit(app, { minutes: 10, extensions: 0, open: 2, per: 'customer' })
      const ada = { customer: 'Ada@example.com', minutes: 30 }
      const first = (await place(client, ada)).body
      const minutes = Temporal.Now.instant().until(first.expiresAt).total('minutes')
      assert.ok(minutes > 9 && minutes <= 10.1)
      assert.equal((await place(client, { customer: 'ada@example.com ' })).status, 201)
      const third = await place(client, ada)
      const { code, most, field, rule } = third.body
      assert.deepEqual([code, most, field], ['holds_open_enough', 2, '/customer'])
      assert.equal(rule.name, 'Limit')
      assert.equal((await place(client, { customer: 'Eve' })).status, 201)
      assert.equal((await place(client, {})).body.code, 'hold_by_whom')
      const refused = await client.post(`/v1/stock-holds/${first.id}/extensions`, {})
      assert.equal(refused.body.code, 'hold_extended_enough')
      await client.post(`/v1/stock-holds/${first.id}/releases`, {})
      assert.equal((await place(client, ada)).status, 201)
      assert.deepEqual(await app.broken(), [])
    })
  })

  it('holds when many come at once, to two servers', async () => {
    await inShop(async ({ app, client }) => {
      const second = await startApp(app.connection)
      try {
        const terms = { minutes: 10, extensions: 1, open: 3, per: 'address' as const }
        for (const one of [app, second]) limit(one, terms)
        const clients = [client, await second.client()]
        const replies = await Promise.all(
          Array.from({ length: 24 }, (_, i) => place(clients[i % 2]!, { address: 'Rue 1' })),
        )
        const placed = replies.filter(({ status }) => status === 201)
        assert.equal(placed.length, 3)
        const codes = new Set(replies.flatMap(({ body }) => body.code ?? []))
        assert.deepEqual([...codes], ['holds_open_enough'])
        assert.deepEqual(await app.broken(), [])
      } finally {
        await second.stop()
      }
    })
  })
})

type Limit = { minutes: number; extensions: number; open: number; per: 'customer' | 'address' }

function limit(app: App, terms: Limit): void {
  inForce(app, [ruleOf({ kind: 'hold_limit', ...terms })])
}

function place(client: Client, of: Json) {
  return client.post('/v1/stock-holds', {
    channel: 'WEB',
    lines: [{ sku: 'X', quantity: 1 }],
    ...of,
  })
}

async function inShop(run: (at: { app: App; client: Client }) => Promise<void>): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openShop(client, SHOP)
    await run({ app, client })
  } finally {
    await app.stop()
  }
}
