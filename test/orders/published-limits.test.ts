import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp } from '../app.ts'
import { ruleDesk } from '../inventory/rule-desk.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

const SHOP = {
  locations: { A: {}, B: {} },
  skus: { X: {}, CLOTH: { decimals: 1 } },
  stock: { X: { A: 30, B: 30 }, CLOTH: { A: 20 } },
}

describe('published rules of what one may hold and buy', () => {
  it('are in force, count on through a new version, and end with it', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, SHOP)
      const desk = ruleDesk(client)
      const quota = await desk.add({
        sku: 'X',
        channel: 'WEB',
        terms: { kind: 'quota', quantity: 4 },
      })
      const perOrder = { kind: 'purchase_limit', quantity: 1.5, per: 'order' }
      await desk.add({ sku: 'CLOTH', terms: perOrder })
      const limit = { kind: 'hold_limit', minutes: 5, extensions: 0, open: 1, per: 'customer' }
      const holds = await desk.add({ terms: limit })
      await desk.publish()
      const order = async (lines: Record<string, number>) => {
        const { status, body } = await client.post('/v1/orders', orderOf(lines))
        return status === 201 ? 'placed' : [body.code, body.limit, body.left]
      }
      assert.deepEqual(await order({ CLOTH: 1.6 }), ['purchase_limit_exceeded', 1.5, 1.5])
      assert.equal(await order({ CLOTH: 1.5, X: 3 }), 'placed')
      assert.deepEqual(await order({ X: 2 }), ['quota_exhausted', 4, 1])
      const lines = [{ sku: 'X', quantity: 1 }]
      const wish = { channel: 'WEB', lines, customer: 'ada' }
      assert.equal((await client.post('/v1/stock-holds', wish)).status, 201)
      const more = await client.post('/v1/stock-holds', wish)
      assert.deepEqual([more.body.code, more.body.rule.id], ['holds_open_enough', holds])
      const terms = { kind: 'quota', quantity: 6 }
      await desk.change({ action: 'change', id: quota, fields: { terms } })
      await desk.publish()
      assert.deepEqual(await order({ X: 3 }), ['quota_exhausted', 6, 2])
      await desk.change({ action: 'remove', id: quota })
      await desk.publish()
      assert.equal(await order({ X: 20 }), 'placed')
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('set units aside for a channel as long as they stand', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, SHOP)
      const pool = [{ location: 'A', priority: 1 }]
      const rest = { kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris', onShortage: 'ask' }
      const channel = { code: 'APP', name: 'App', brand: 'BRAND', orderPrefix: 'A', pool, ...rest }
      await client.post('/v1/channels', channel)
      const desk = ruleDesk(client)
      const terms = { kind: 'ring_fence', quantity: 12 }
      const id = await desk.add({ sku: 'X', channel: 'APP', terms })
      await desk.publish()
      const untilAside = (units: number) =>
        untilSeen(app, async () => {
          const [row] = await app.platform.db.query<{ n: number }>(
            sql`select coalesce(sum(quantity), 0)::int as n from inventory.ring_fence_share`,
          )
          return row!.n === units ? units : undefined
        })
      await untilAside(12)
      const path = '/v1/availability?channel=WEB&sku=X'
      assert.equal((await client.get(path)).body.available, 48)
      await desk.change({ action: 'remove', id })
      await desk.publish()
      await untilAside(0)
      assert.equal((await client.get(path)).body.available, 60)
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})
