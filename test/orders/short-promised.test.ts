import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { allocateShort } from '../../src/orders/actions/waiting.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilAllocated } from '../shop.ts'

const preOrder = {
  kind: 'pre_order' as const,
  quantity: null,
  withinDays: 90,
  minConfidence: 50,
}
const backorder = { kind: 'backorder' as const, quantity: 4, days: 14 }

describe('orders that wait for stock, when goods are announced', () => {
  let app: App
  let client: Client
  let sku: string
  let skus = 0
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'ask',
      locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
      skus: { FIRST: {} },
      stock: {},
    })
  })
  beforeEach(async () => {
    skus += 1
    sku = `S${skus}`
    await client.post('/v1/skus', { skus: [{ code: sku, name: 'Item' }] })
    await sellBy(app, [preOrder])
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const day = (days: number) => {
    const now = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris')
    return now.toPlainDate().add({ days }).toString()
  }
  const announce = async (location: string, quantity: number, days: number, more = {}) => {
    const receipts = [{ sku, location, quantity, dueOn: day(days), ...more }]
    const { body } = await client.post('/v1/expected-receipts', { receipts })
    return body.outcomes[0].receipt as Json
  }
  const stock = async (location: string, onHand: number) => {
    await client.post('/v1/stock/levels', { levels: [{ sku, location, onHand }] })
  }
  const order = async (quantity: number, more = {}) =>
    (await client.post('/v1/orders', orderOf({ [sku]: quantity }, more))).body as Json
  const shown = async ({ id }: Json) => (await client.get(`/v1/orders/${id}`)).body as Json
  const comingOf = async (placed: Json) => {
    const { state, lines } = await shown(placed)
    const parts = lines[0].allocations.map((a: Json) => [a.location, a.quantity, a.expectedOn])
    return [state, parts]
  }
  const openTasks = async ({ id }: Json) =>
    (await client.get(`/v1/tasks?state=open&order=${id}`)).body.items.map((t: Json) => t.cause)
  const promised = async () => {
    const { items } = (await client.get(`/v1/expected-receipts?sku=${sku}`)).body
    return items.reduce((sum: number, one: Json) => sum + one.promised, 0)
  }

  it('are promised them, with the day; the timeline says so and why from there', async () => {
    await stock('A', 1)
    const placed = await order(3)
    assert.equal(placed['state'], 'waiting_for_stock')
    assert.deepEqual(await openTasks(placed), ['shortage'])
    const { no } = await announce('B', 9, 10)
    await untilAllocated(app, client, placed['id'])
    assert.deepEqual(await comingOf(placed), [
      'waiting_for_receipt',
      [
        ['A', 1, undefined],
        ['B', 2, day(10)],
      ],
    ])
    assert.equal((await shown(placed)).lines[0].allocations[1].promisedOn, day(10))
    assert.deepEqual(await openTasks(placed), [])
    const { items } = (await client.get(`/v1/orders/${placed['id']}/events`)).body
    const { data } = items.find((e: Json) => e.type === 'order.allocated')
    assert.deepEqual(
      [data.parts, data.expected.map((part: Json) => part.slice(3))],
      [[], [[2, day(10)]]],
    )
    const { items: decisions } = (await client.get(`/v1/orders/${placed['id']}/decisions`)).body
    assert.ok(decisions.some(({ cause }: Json) => cause === 'promised'))
    await client.post(`/v1/expected-receipts/${sku}/B/${no}/arrivals`, { quantity: 9 })
    assert.equal((await shown(placed)).state, 'allocated')
  })

  it('are promised the oldest first, as far as the receipt and its rule go', async () => {
    await sellBy(app, [{ ...preOrder, quantity: 5 }])
    const young = await order(2)
    const [old, oldest] = [
      await order(2, { placedAt: '2026-02-02T10:00:00Z' }),
      await order(2, { placedAt: '2026-01-01T10:00:00Z' }),
    ]
    await announce('A', 4, 10)
    await announce('B', 9, 20)
    await untilAllocated(app, client, young['id'])
    assert.equal(await promised(), 5)
    for (const one of [oldest, old]) {
      assert.deepEqual(await comingOf(one), ['waiting_for_receipt', [['A', 2, day(10)]]])
    }
    assert.deepEqual(await comingOf(young), ['waiting_for_stock', [['B', 1, day(20)]]])
    assert.deepEqual(await openTasks(young), ['shortage'])
  })

  it('are never promised more than comes, whoever else wants it at the same time', async () => {
    const waiting = await Promise.all(Array.from({ length: 8 }, () => order(1)))
    const [, , ...others] = await Promise.all([
      announce('A', 6, 10),
      announce('B', 5, 10),
      ...Array.from({ length: 8 }, () => order(1)),
      ...Array.from({ length: 3 }, () => allocateShort(app.orders, new Map())),
    ])
    await allocateShort(app.orders, new Map())
    assert.equal(await promised(), 11)
    const placed = others.filter((one): one is Json => one?.outcome === 'placed')
    assert.equal(placed.length, 8)
    const states = await Promise.all(
      [...waiting, ...placed].map(async (one) => (await shown(one)).state),
    )
    assert.equal(states.filter((state) => state === 'waiting_for_receipt').length, 11)
    assert.equal(states.filter((state) => state === 'waiting_for_stock').length, 5)
  })

  it('take what is on hand before what comes', async () => {
    await sellBy(app, [{ kind: 'safety_stock', quantity: 9, percent: null }])
    await stock('A', 2)
    const placed = await order(3)
    await announce('B', 9, 10)
    assert.deepEqual(await comingOf(placed), ['waiting_for_stock', []])
    await sellBy(app, [preOrder])
    await untilAllocated(app, client, placed['id'])
    const parts = [
      ['A', 2, undefined],
      ['B', 1, day(10)],
    ]
    assert.deepEqual(await comingOf(placed), ['waiting_for_receipt', parts])
  })

  it('are promised nothing that rules do not let them have, until rules do', async () => {
    await sellBy(app, [])
    const placed = await order(2)
    await announce('A', 9, 10)
    await announce('B', 9, 8, { confidence: 20 })
    const look = () => allocateShort(app.orders, new Map())
    await look()
    assert.deepEqual(await comingOf(placed), ['waiting_for_stock', []])
    await sellBy(app, [{ ...preOrder, withinDays: 9 }])
    await look()
    await sellBy(app, [preOrder, { kind: 'eligibility', eligible: false, location: 'A' }])
    await look()
    assert.deepEqual(await comingOf(placed), ['waiting_for_stock', []])
    await sellBy(app, [preOrder])
    await untilAllocated(app, client, placed['id'])
    assert.deepEqual(await comingOf(placed), ['waiting_for_receipt', [['A', 2, day(10)]]])
  })

  it('become backorders where a rule lets them, within its limit', async () => {
    const [first, second] = [await order(3), await order(3)]
    await sellBy(app, [preOrder, backorder])
    await untilAllocated(app, client, second['id'])
    assert.deepEqual(await comingOf(first), ['waiting_for_receipt', [['A', 3, day(14)]]])
    assert.deepEqual(await comingOf(second), ['waiting_for_stock', [['A', 1, day(14)]]])
  })
})
