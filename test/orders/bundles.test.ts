import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Json } from '../app.ts'
import { orderOf, untilAllocated, untilReleased, untilSeen } from '../shop.ts'
import { available, done, openBundles, withShop } from './gift-shop.ts'

const linesOf = (order: Json) =>
  order.lines.map(({ no, sku, ordered, cancelled, total, bundle }: Json) => {
    return [no, sku, ordered - cancelled, total, bundle?.line ?? null]
  })

describe('a bundle that is ordered', () => {
  it('is served from what it is made of; the order shows both', async () => {
    await withShop({}, async (client) => {
      assert.deepEqual(await available(client, 'SET'), 6)
      const body = orderOf({ SET: 3, BOX: 1 })
      const placed = await done(client.post('/v1/orders', body))
      assert.deepEqual(placed.lines, [
        { no: 2, allocated: 1, short: 0 },
        { no: 3, allocated: 6, short: 0, bundle: 1 },
        { no: 4, allocated: 3, short: 0, bundle: 1 },
      ])
      const again = await done(client.post('/v1/orders', body))
      assert.deepEqual([again.outcome, again.lines], ['exists', placed.lines])
      const order = await done(client.get(`/v1/orders/${placed.id}`))
      // 30.00 as 2 × 15.00 to 1 × 10.00.
      assert.deepEqual(linesOf(order), [
        [2, 'BOX', 1, 1000, null],
        [3, 'BOX', 6, 2250, 1],
        [4, 'CARD', 3, 750, 1],
      ])
      assert.equal(order.lines[1].unitPrice, '3.750000')
      const { bundles } = order
      assert.deepEqual(
        bundles.map((b: Json) => [b.no, b.sku, b.name, b.ordered, b.cancelled, b.total]),
        [[1, 'SET', 'Gift set', 3, 0, 3000]],
      )
      assert.deepEqual(await available(client, 'SET'), 3)
    })
  })

  it('keeps what it was made of, and shares by what that cost when it was ordered', async () => {
    await withShop({}, async (client) => {
      const change = (code: string, version: number, fields: object) =>
        client.post(`/v1/skus/${code}/changes`, { version, changes: [{ action: 'set', fields }] })
      const totals = async (id: string) =>
        linesOf(await done(client.get(`/v1/orders/${id}`))).map((line: Json) => [line[1], line[3]])
      const first = await done(client.post('/v1/orders', orderOf({ SET: 1 })))
      await done(change('CARD', 1, { prices: [{ currency: 'EUR', amount: 3000 }] }))
      const second = await done(client.post('/v1/orders', orderOf({ SET: 1 })))
      const components = [{ sku: 'CARD', quantity: 2 }]
      const changed = await done(change('SET', 1, { components }))
      assert.deepEqual(changed.components, components)
      const third = await done(client.post('/v1/orders', orderOf({ SET: 1 })))
      assert.deepEqual(await totals(first.id), [
        ['BOX', 750],
        ['CARD', 250],
      ])
      assert.deepEqual(await totals(second.id), [
        ['BOX', 500],
        ['CARD', 500],
      ])
      assert.deepEqual(await totals(third.id), [['CARD', 1000]])
      const bad = await change('SET', 2, { components: [{ sku: 'SET', quantity: 1 }] })
      assert.deepEqual([bad.status, bad.body.code], [422, 'bundle_invalid'])
      const stray = await change('BOX', 1, { components })
      assert.equal(stray.body.field, '/changes/0/fields/components')
    })
  })

  it('is refused whole where a component is short, and says which', async () => {
    await withShop({}, async (client) => {
      const { status, body } = await client.post('/v1/orders', orderOf({ SET: 7 }))
      assert.deepEqual([status, body.code], [409, 'shortage'])
      assert.deepEqual(body.short, [
        { line: 1, bundle: 'SET', sku: 'CARD', wanted: 7, available: 6, nextOn: null },
      ])
      assert.equal(await available(client, 'CARD'), 6)
    })
  })

  it('waits for the component that is short where the channel accepts', async () => {
    await withShop({ onShortage: 'accept' }, async (client, app) => {
      const { id, state } = await done(client.post('/v1/orders', orderOf({ SET: 7 })))
      assert.equal(state, 'waiting_for_stock')
      const change = { sku: 'CARD', location: 'A', change: 1, reason: 'receipt' }
      await done(client.post('/v1/stock/adjustments', { adjustments: [change] }))
      await untilAllocated(app, client, id)
      assert.equal((await done(client.get(`/v1/orders/${id}`))).state, 'allocated')
    })
  })

  it('is found by its own SKU', async () => {
    await withShop({}, async (client) => {
      const { id } = await done(client.post('/v1/orders', orderOf({ SET: 1 })))
      // Asked again until the log has been read.
      let found: Json
      while (!found) [found] = (await done(client.get('/v1/orders?q=SET'))).items
      assert.equal(found.id, id)
    })
  })
})

describe('a bundle that is cancelled', () => {
  it('goes by its own line, with as many of each component as are in it', async () => {
    await withShop({}, async (client) => {
      const { id } = await done(client.post('/v1/orders', orderOf({ SET: 3 })))
      const cancel = (no: number, quantity: number) =>
        client.post(`/v1/orders/${id}/cancellations`, {
          reason: 'less',
          lines: [{ no, quantity }],
        })
      assert.equal((await cancel(2, 1)).body.code, 'component_of_bundle')
      assert.equal((await cancel(1, 4)).body.code, 'not_cancellable')
      assert.equal((await cancel(1, 0.5)).body.code, 'quantity_invalid')
      await done(cancel(1, 2))
      const order = await done(client.get(`/v1/orders/${id}`))
      assert.deepEqual(
        linesOf(order).map((line: Json) => line[2]),
        [2, 1],
      )
      assert.equal(order.bundles[0].cancelled, 2)
      assert.equal(await available(client, 'SET'), 5)
      await done(client.post(`/v1/orders/${id}/cancellations`, { reason: 'all' }))
      assert.equal(await available(client, 'SET'), 6)
    })
  })
})

describe('a bundle that a location works on', () => {
  it('is asked back whole, and part by part once something of it is packed', async () => {
    await withShop({ releaseMinutes: 0 }, async (client, app) => {
      const { id } = await done(client.post('/v1/orders', orderOf({ SET: 2 })))
      const [work] = await untilReleased(app, client, id)
      const cancel = (no: number, quantity: number) =>
        client.post(`/v1/orders/${id}/cancellations`, {
          reason: 'less',
          lines: [{ no, quantity }],
        })
      assert.equal((await done(cancel(1, 1))).requested, 2)
      await untilSeen(app, async () => {
        const { bundles } = await done(client.get(`/v1/orders/${id}`))
        return bundles[0].cancelled === 1 ? true : undefined
      })
      const boxes = { lines: [{ no: 2, quantity: 2 }] }
      for (const step of ['picks', 'packings']) {
        await done(client.post(`/v1/fulfilment-orders/${work.id}/${step}`, boxes))
      }
      assert.equal((await cancel(1, 1)).body.code, 'not_cancellable')
      assert.equal((await done(cancel(3, 1))).requested, 1)
    })
  })
})

describe('a cart with bundles', () => {
  it('holds what they are made of, summed with the same SKUs beside', async () => {
    await withShop({}, async (client) => {
      const hold = (set: number, card: number) => {
        const lines = [
          { sku: 'SET', quantity: set },
          { sku: 'CARD', quantity: card },
        ]
        return client.post('/v1/stock-holds', { channel: 'WEB', lines })
      }
      const { body } = await hold(4, 3)
      assert.equal(body.code, 'stock_insufficient')
      assert.deepEqual(body.short, [{ sku: 'CARD', wanted: 7, available: 6 }])
      await done(hold(4, 2))
      assert.deepEqual([await available(client, 'SET'), await available(client, 'CARD')], [0, 0])
    })
  })
})

describe('the stock of a bundle', () => {
  it('is none once something that it is made of is not sold any more', async () => {
    await withShop({}, async (client) => {
      const asked = async (sku: string) =>
        done(client.get(`/v1/availability?channel=WEB&sku=${sku}`))
      assert.equal((await asked('SET')).available, 6)
      const changes = [{ action: 'archive' }]
      await done(client.post('/v1/skus/CARD/changes', { version: 1, changes }))
      const { available: left, limitedBy } = await asked('SET')
      assert.deepEqual([left, limitedBy], [0, 'CARD'])
      assert.equal((await asked('CARD')).available, 0)
      const { bundle } = await done(client.get('/v1/stock/SET'))
      assert.deepEqual([bundle.available, bundle.limitedBy], [0, 'CARD'])
      assert.ok(bundle.locations.every((l: Json) => l.available === 0))
      const lines = [{ sku: 'SET', quantity: 1 }]
      const held = await client.post('/v1/stock-holds', { channel: 'WEB', lines })
      assert.deepEqual([held.body.code, held.body.field], ['sku_unknown', '/lines/0/sku'])
      const placed = await client.post('/v1/orders', orderOf({ SET: 1 }))
      assert.equal(placed.body.code, 'sku_unknown')
    })
  })

  it('is not recorded, but read off its components, here and there', async () => {
    await withShop({}, async (client) => {
      const level = (sku: string) => ({ sku, location: 'A', onHand: 5 })
      const levels = [level('SET'), level('CARD'), level('WRAP')]
      const { outcomes } = await done(client.post('/v1/stock/levels', { levels }))
      assert.deepEqual(
        outcomes.map(({ problem }: Json) => problem?.code ?? null),
        ['sku_is_bundle', null, 'sku_not_stocked'],
      )
      const { items, bundle, stocked } = await done(client.get('/v1/stock/SET'))
      assert.deepEqual([items, stocked], [[], true])
      assert.deepEqual([bundle.available, bundle.limitedBy], [7, 'BOX'])
      assert.deepEqual(
        bundle.components.map((c: Json) => [c.sku, c.name, c.quantity, c.available, c.makes]),
        [
          ['BOX', 'Item BOX', 2, 14, 7],
          ['CARD', 'Item CARD', 1, 8, 8],
        ],
      )
      assert.deepEqual(
        bundle.locations.map((l: Json) => [l.location, l.available, l.limitedBy]),
        [
          ['A', 5, 'BOX'],
          ['B', 2, 'BOX'],
        ],
      )
      const pause = { sku: 'SET', location: 'A', reason: 'recall' }
      assert.equal((await client.post('/v1/sku-pauses', pause)).body.code, 'sku_is_bundle')
      const listed = await done(client.get('/v1/stock'))
      assert.deepEqual(
        listed.items.map(({ sku }: Json) => sku),
        ['BOX', 'CARD'],
      )
    })
  })
})

describe('the last bundle', () => {
  it('two bundles and single sales race for one component: none is sold twice', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      const client = await first.client()
      await openBundles(client, { stock: { BOX: { A: 12, B: 7 }, CARD: { A: 99 } } })
      const components = [{ sku: 'BOX', quantity: 3 }]
      const trio = { code: 'TRIO', name: 'Three boxes', kind: 'bundle', components }
      await done(client.post('/v1/skus', { skus: [trio] }))
      const clients = [client, await second.client()]
      const wanted = { SET: 2, TRIO: 3, BOX: 1 }
      const skus = Object.keys(wanted) as (keyof typeof wanted)[]
      const replies = await Promise.all(
        Array.from({ length: 60 }, async (_, i) => {
          const sku = skus[i % 3]!
          return { sku, ...(await clients[i % 2]!.post('/v1/orders', orderOf({ [sku]: 1 }))) }
        }),
      )
      const statuses = new Set(replies.map(({ status }) => status))
      assert.deepEqual([...statuses].toSorted(), [201, 409])
      const placed = replies.filter(({ status }) => status === 201)
      const boxes = placed.reduce((sum, { sku }) => sum + wanted[sku], 0)
      assert.equal(boxes, 19, 'there was a single sale for whatever no bundle could have')
      for (const { body } of placed) {
        for (const line of body.lines) assert.equal(line.short, 0)
      }
      // This server hears a moment later of what the other has sold.
      await untilSeen(first, async () => (await available(client, 'BOX')) === 0 || undefined)
      assert.deepEqual(await first.broken(), [])
    } finally {
      await second.stop()
      await first.stop()
    }
  })
})
