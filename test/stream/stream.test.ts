import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type KeyClient } from '../app.ts'
import { openShop, orderOf, untilReleased, versionAt } from '../shop.ts'
import { listen } from './listen.ts'

describe('the stream', () => {
  let app: App
  let client: KeyClient
  before(async () => {
    app = await startApp(undefined, { settings: { TUTTI_STREAM_BEAT_MS: 50 } })
    client = await app.client()
    await openShop(client, {
      onShortage: 'ask',
      releaseMinutes: 0,
      locations: { A: {}, B: {} },
      skus: { X: {}, Y: {}, Z: {} },
      stock: { X: { A: 100 }, Y: { A: 1, B: 1 } },
    })
  })
  after(() => app.stop())

  it('tells all who listen of an order and of each of its versions', async () => {
    const both = [
      await listen(app, client, { topics: ['orders'] }),
      await listen(app, client, { topics: ['tasks', 'orders'] }),
    ]
    const { body } = await client.post('/v1/orders', orderOf({ X: 1 }))
    const [work] = await untilReleased(app, client, body.id)
    await client.post(`/v1/fulfilment-orders/${work.id}/picks`, {})
    for (const listener of both) {
      for (const [i, change] of ['order.placed', 'fulfilment.released'].entries()) {
        const { data } = await listener.next('change')
        assert.deepEqual(data, { topic: 'orders', id: body.id, version: i + 1, change })
      }
      await listener.next('change', ({ change }) => change === 'fulfilment.picked')
      await listener.close()
    }
  })

  it('names the work of a location beside its order', async () => {
    const listener = await listen(app, client, { topics: ['fulfilment'] })
    const { body } = await client.post('/v1/orders', orderOf({ Y: 2 }))
    const works = await untilReleased(app, client, body.id, 2)
    const heard = [await listener.next('change'), await listener.next('change')]
    const told = { topic: 'fulfilment', id: body.id, version: 2, change: 'fulfilment.released' }
    assert.deepEqual(
      new Set(heard.map(({ data }) => data)),
      new Set(works.map(({ id }) => ({ ...told, work: id }))),
    )
    // One event: whoever breaks off between the two is to hear both again.
    assert.deepEqual(
      heard.map(({ id }) => id === undefined),
      [true, false],
    )
    await listener.close()
  })

  it('tells of stock by SKU, of tasks, locations and channels', async () => {
    const topics = ['stock', 'tasks', 'network']
    const listener = await listen(app, client, { topics })
    const levels = [
      { sku: 'Y', location: 'A', onHand: 7 },
      { sku: 'Y', location: 'B', onHand: 7 },
      // It never moved before: of what did, a listener may still hear.
      { sku: 'Z', location: 'B', onHand: 7 },
    ]
    await client.post('/v1/stock/levels', { levels })
    const moved = { topic: 'stock', version: null, change: 'stock.moved' }
    const z = await listener.next('change', ({ id }) => id === 'Z')
    assert.deepEqual(z.data, { ...moved, id: 'Z', location: 'B' })
    const y = await listener.next('change', ({ id }) => id === 'Y')
    assert.deepEqual(y.data, { ...moved, id: 'Y', location: null })

    await client.post('/v1/orders', orderOf({ X: 500 }))
    const [open] = (await client.get('/v1/tasks')).body.items
    const task = await listener.next('change', ({ id }) => id === open.id)
    const raised = { topic: 'tasks', id: open.id, version: null, change: 'task.raised' }
    assert.deepEqual(task.data, raised)

    const pause = [{ action: 'pause', reason: 'flood' }]
    const version = await versionAt(client, 'B')
    await client.post('/v1/locations/B/changes', { version, changes: pause })
    const place = await listener.next(
      'change',
      ({ topic, id }) => topic === 'network' && id === 'B',
    )
    assert.deepEqual(place.data, {
      topic: 'network',
      id: 'B',
      version: null,
      change: 'network.changed',
    })
    await listener.close()
  })

  it('beats, so that a client knows that it still hears', async () => {
    const listener = await listen(app, client, { topics: ['catalog'] })
    const [first, second] = [await listener.next('beat'), await listener.next('beat')]
    assert.ok(Temporal.Instant.compare(first.data.at, second.data.at) < 0)
    await listener.close()
  })

  it('is sent with the headers of every answer', async () => {
    const { headers } = client
    const control = new AbortController()
    const { signal } = control
    const reply = await fetch(`${app.address}/v1/stream?topics=tasks`, { headers, signal })
    assert.equal(reply.headers.get('content-type'), 'text/event-stream')
    assert.equal(reply.headers.get('cache-control'), 'no-store')
    assert.equal(reply.headers.get('x-content-type-options'), 'nosniff')
    assert.match(reply.headers.get('content-security-policy') ?? '', /default-src 'self'/)
    control.abort()
  })
})
