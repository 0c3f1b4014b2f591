import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilAllocated, untilSeen } from '../shop.ts'

const SKUS = ['PLAIN', 'SHORT', 'LATE', 'GONE']

describe('priority and tags of an order', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: { lat: 48.86, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
      skus: Object.fromEntries(SKUS.map((sku) => [sku, {}])),
      stock: { PLAIN: { A: 100 }, GONE: { A: 9, B: 9 } },
    })
    await sellBy(app, [{ kind: 'pre_order', quantity: null, withinDays: 900, minConfidence: 0 }])
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  async function place(lines: Record<string, number>, over: Json = {}): Promise<Json> {
    const { status, body } = await client.post('/v1/orders', orderOf(lines, over))
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }
  const read = async ({ id }: Json): Promise<Json> => (await client.get(`/v1/orders/${id}`)).body
  const mark = ({ id }: Json, body: Json) => client.post(`/v1/orders/${id}/marks`, body)
  const eventsOf = async ({ id }: Json): Promise<Json[]> =>
    (await client.get(`/v1/orders/${id}/events`)).body.items

  it('are as they were sent; without them it is normal and has none', async () => {
    const plain = await read(await place({ PLAIN: 1 }))
    assert.deepEqual([plain.priority, plain.tags], ['normal', []])
    const marks = { priority: 'high', tags: ['wedding', 'b2b'] }
    const marked = await read(await place({ PLAIN: 1 }, marks))
    assert.deepEqual([marked.priority, marked.tags], ['high', ['b2b', 'wedding']])
  })

  it('are changed together, in one version with one event that says how', async () => {
    const order = await place({ PLAIN: 1 }, { tags: ['a', 'b'] })
    const tags = { add: ['c', 'a'], remove: ['b', 'never'] }
    const { status, body } = await mark(order, { version: 1, priority: 'low', tags })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual([body.version, body.priority, body.tags], [2, 'low', ['a', 'c']])
    const now = await read(order)
    assert.deepEqual([now.version, now.priority, now.tags], [2, 'low', ['a', 'c']])
    const { type, data } = (await eventsOf(order)).at(-1)!
    assert.equal(type, 'order.marked')
    assert.deepEqual(data, {
      version: 2,
      priority: { from: 'normal', to: 'low' },
      tags: { added: ['c'], removed: ['b'] },
    })
  })

  it('are no change where they are so already', async () => {
    const order = await place({ PLAIN: 1 }, { tags: ['a'] })
    const { body } = await mark(order, { priority: 'normal', tags: { add: ['a'], remove: ['b'] } })
    assert.deepEqual([body.version, body.tags], [1, ['a']])
    assert.equal((await eventsOf(order)).length, 1)
  })

  it('are refused as they cannot be, and nothing is changed', async () => {
    const order = await place({ PLAIN: 1 }, { tags: ['a'] })
    const refused = async (body: Json) => {
      const reply = await mark(order, body)
      return [reply.status, reply.body.code, reply.body.field]
    }
    const both = { tags: { add: ['a'], remove: ['a'] } }
    assert.deepEqual(await refused(both), [400, 'field_invalid', '/tags/remove/0'])
    assert.deepEqual(await refused({}), [400, 'field_invalid', '/priority'])
    assert.deepEqual(await refused({ priority: 'urgent' }), [400, 'field_invalid', '/priority'])
    const spaced = { tags: { add: ['Big Order'] } }
    assert.deepEqual(await refused(spaced), [400, 'field_invalid', '/tags/add/0'])
    const card = { tags: { add: ['4111111111111111'] } }
    assert.deepEqual(await refused(card), [422, 'card_number_refused', '/tags/add/0'])
    const stale = { version: 7, priority: 'high' }
    assert.deepEqual((await refused(stale)).slice(0, 2), [409, 'version_conflict'])
    assert.deepEqual([(await read(order)).version, (await read(order)).tags], [1, ['a']])
    const missing = await client.post(`/v1/orders/${crypto.randomUUID()}/marks`, both)
    assert.equal(missing.status, 404)
    const sent = await client.post('/v1/orders', orderOf({ PLAIN: 1 }, { tags: ['A B'] }))
    assert.deepEqual([sent.status, sent.body.field], [400, '/tags/0'])
  })

  it('are what a list is filtered by, as they are now', async () => {
    const order = await place({ PLAIN: 1 }, { priority: 'high', tags: ['rush'] })
    const numbers = async (query: string) => {
      const { items } = (await client.get(`/v1/orders?tag=rush,hour&${query}`)).body
      return items.map(({ number, priority, tags }: Json) => [number, priority, tags])
    }
    // What they are found by is written a moment behind.
    const untilFound = async (query: string) => {
      while ((await numbers(query)).length === 0);
    }
    const high = [order.number, 'high', ['rush']]
    await untilFound('priority=high')
    assert.deepEqual(await numbers('priority=high,low'), [high])
    assert.deepEqual(await numbers('priority=normal'), [])
    await mark(order, { priority: 'normal', tags: { add: ['hour'], remove: ['rush'] } })
    const normal = [order.number, 'normal', ['hour']]
    await untilFound('priority=normal')
    assert.deepEqual(await numbers(''), [normal])
    assert.deepEqual(await numbers('priority=high'), [])
    const bad = await client.get('/v1/orders?priority=urgent')
    assert.deepEqual([bad.status, bad.body.field], [400, '/priority'])
  })

  it('say who is served first of what comes: the highest, then the oldest', async () => {
    const low = await place({ SHORT: 1 }, { priority: 'low' })
    const first = await place({ SHORT: 1 })
    const raised = await place({ SHORT: 1 })
    await mark(raised, { priority: 'high' })
    const receive = async (location: string) => {
      const adjustments = [{ sku: 'SHORT', location, change: 1, reason: 'receipt' }]
      await client.post('/v1/stock/adjustments', { adjustments })
    }
    const waiting = async () => {
      const all = await Promise.all([low, first, raised].map(read))
      return all.map(({ state }) => state === 'waiting_for_stock')
    }
    await receive('A')
    await untilAllocated(app, client, raised.id)
    assert.deepEqual(await waiting(), [true, true, false])
    await receive('B')
    await untilAllocated(app, client, first.id)
    assert.deepEqual(await waiting(), [true, false, false])
  })

  it('say who gets what was promised and arrives in part', async () => {
    const dueOn = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
    const receipts = [
      { sku: 'LATE', location: 'A', quantity: 2, dueOn: dueOn.add({ days: 30 }).toString() },
    ]
    const { body } = await client.post('/v1/expected-receipts', { receipts })
    const old = await place({ LATE: 1 })
    const high = await place({ LATE: 1 }, { priority: 'high' })
    const { no } = body.outcomes[0].receipt
    await client.post(`/v1/expected-receipts/LATE/A/${no}/arrivals`, { quantity: 1 })
    const expected = async (order: Json) => (await read(order)).lines[0].expected
    assert.deepEqual([await expected(old), await expected(high)], [1, 0])
  })

  it('say who gives way where less is there than was sold: the lowest first', async () => {
    const low = await place({ GONE: 2 }, { priority: 'low' })
    const normal = await place({ GONE: 2 })
    const levels = [{ sku: 'GONE', location: 'A', onHand: 2 }]
    await client.post('/v1/stock/levels', { levels })
    const placeOf = async (order: Json) => (await read(order)).lines[0].allocations[0].location
    await untilSeen(app, async () => ((await placeOf(low)) === 'B' ? true : undefined))
    // It came last, but counts more.
    assert.equal(await placeOf(normal), 'A')
  })
})
