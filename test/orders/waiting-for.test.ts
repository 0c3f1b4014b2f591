import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { filterOf } from '../../src/orders/actions/list.ts'
import { countOrders } from '../../src/orders/store/count.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilAllocated } from '../shop.ts'

describe('the orders that wait for an item', () => {
  let app: App
  let client: Client
  const placed: Record<string, Json> = {}
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: {} },
      skus: { X: {}, Y: {}, COMING: {} },
      stock: { X: { A: 2 }, Y: { A: 50 } },
    })
    const place = async (name: string, lines: Record<string, number>) => {
      const reply = await client.post('/v1/orders', orderOf(lines))
      assert.equal(reply.status, 201, JSON.stringify(reply.body))
      placed[name] = reply.body
    }
    await place('served', { X: 2 })
    await place('first', { X: 1 })
    await place('other', { Y: 1 })
    await place('both', { Y: 1, X: 3 })
    await place('held', { X: 1 })
    await place('cancelled', { X: 1 })
    await client.post(`/v1/orders/${placed['held']!.id}/holds`, { cause: 'fraud' })
    const reason = { reason: 'changed mind' }
    await client.post(`/v1/orders/${placed['cancelled']!.id}/cancellations`, reason)
    await sellBy(app, [{ kind: 'pre_order', quantity: null, withinDays: 90, minConfidence: 80 }])
    const today = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
    const dueOn = today.add({ days: 9 }).toString()
    const receipt = { sku: 'COMING', location: 'A', quantity: 1, dueOn }
    await client.post('/v1/expected-receipts', { receipts: [receipt] })
    await place('expected', { COMING: 1 })
    await place('beyond', { COMING: 1 })
    // What orders are found by is written a moment behind.
    const found = async () => (await client.get('/v1/orders?q=ada')).body.items.length
    while ((await found()) < Object.keys(placed).length);
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const nameOf = ({ id }: Json) => Object.keys(placed).find((name) => placed[name]!.id === id)
  const waiting = async (query: string): Promise<(string | undefined)[]> => {
    const { status, body } = await client.get(`/v1/orders?sort=placedAt&${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    const { total } = (await client.get(`/v1/orders/counts?${query}`)).body
    assert.deepEqual(total, { count: body.items.length, isCapped: false }, query)
    return body.items.map(nameOf)
  }

  it('are those that lack some of it, held ones too, and those it is on its way for', async () => {
    assert.deepEqual(await waiting('waitingFor=X'), ['first', 'both', 'held'])
    assert.deepEqual(await waiting('waitingFor=COMING'), ['expected', 'beyond'])
    assert.deepEqual(await waiting('waitingFor=Y'), [])
  })

  it('are counted in full, however many they are', async () => {
    const network = await app.orders.network.current()
    const [row] = await app.platform.db.query<{ id: number }>(
      sql`select id from catalog.sku where code = 'X'`,
    )
    const few = { found: 1, common: 1, newest: 1, ofFewStates: 1 }
    const ways = { readOnlySnapshot: true, planAnew: true }
    const count = (asked: { state?: string; q?: string }) =>
      app.platform.db.transaction(async (tx) => {
        const filter = filterOf(network, 'all', asked)
        return (await countOrders(tx, { ...filter, waitingFor: row!.id }, few)).total
      }, ways)
    assert.deepEqual(await count({}), { count: 3, isCapped: false })
    assert.deepEqual(await count({ state: 'on_hold' }), { count: 1, isCapped: false })
    assert.deepEqual(await count({ q: 'ada' }), { count: 3, isCapped: false })
  })

  it('are narrowed down by whatever else is asked, and come in pages', async () => {
    assert.deepEqual(await waiting('waitingFor=X&state=on_hold'), ['held'])
    assert.deepEqual(await waiting('waitingFor=X&channel=WEB&q=ada'), ['first', 'both', 'held'])
    assert.deepEqual(await waiting(`waitingFor=X&ids=${placed['both']!.id}`), ['both'])
    assert.deepEqual(await waiting(`waitingFor=X&ids=${placed['served']!.id}`), [])
    const page = '/v1/orders?waitingFor=X&sort=-total&limit=1'
    const first = (await client.get(page)).body
    assert.deepEqual(first.items.map(nameOf), ['both'])
    const rest = (await client.get(`${page}&cursor=${first.next}`)).body
    assert.notEqual(rest.items[0].id, first.items[0].id)
  })

  it('are nobody for who may not see their channel', async () => {
    const query = { waitingFor: 'X' }
    const own = await readScoped(app, '/v1/orders', { channels: ['WEB'] }, { query })
    assert.equal(own.items.length, 3)
    const none = await readScoped(app, '/v1/orders', { channels: [] }, { query })
    assert.deepEqual(none.items, [])
  })

  it('wait no more once it is there', async () => {
    const adjustments = [{ sku: 'X', location: 'A', change: 1, reason: 'receipt' }]
    await client.post('/v1/stock/adjustments', { adjustments })
    await untilAllocated(app, client, placed['first']!.id)
    assert.deepEqual(await waiting('waitingFor=X'), ['both', 'held'])
  })
})
