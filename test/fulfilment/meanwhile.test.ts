import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pickWork, releaseOrders } from '../../src/fulfilment/index.ts'
import { everything } from '../../src/lib/scope.ts'
import { placeHold } from '../../src/orders/actions/change.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import { startApp, type App, type Client } from '../app.ts'
import { behind } from '../behind.ts'
import { openShop, orderOf } from '../shop.ts'
import { byOf } from './race-steps.ts'

describe('who waited for an order sees what has become of it', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock: { X: { A: 50 } } })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const release = (id: string) => (tx: Tx) => releaseOrders(tx, app.orders, [id], byOf(app))

  it('a release: that it was held', async () => {
    const { id } = (await client.post('/v1/orders', orderOf({ X: 1 }))).body
    const hold = { cause: 'fraud', note: null, owner: null, dueAt: null }
    const on = { id, scope: everything, version: undefined, by: byOf(app) }
    await behind(
      app,
      (tx) => placeHold(tx, app.orders, on, hold),
      () => app.platform.db.transaction(release(id)),
    )
    const order = (await client.get(`/v1/orders/${id}`)).body
    assert.deepEqual([order.state, order.lines[0].released], ['on_hold', 0])
  })

  it('a step that names a version: that there is another', async () => {
    const { id } = (await client.post('/v1/orders', orderOf({ X: 4 }))).body
    await app.platform.db.transaction(release(id))
    const [work] = (await client.get(`/v1/fulfilment-orders?order=${id}`)).body.items
    const lines = [{ no: 1, quantity: 1 }]
    const path = `/v1/fulfilment-orders/${work.id}`
    const reply = await behind(
      app,
      (tx) => pickWork(tx, [{ id: work.id, lines: [{ lineNo: 1, quantity: 1 }] }], byOf(app)),
      () => client.post(`${path}/picks`, { version: work.version, lines }),
    )
    assert.deepEqual([reply.status, reply.body.code], [409, 'version_conflict'])
    assert.equal((await client.get(path)).body.lines[0].picked, 1)
  })
})
