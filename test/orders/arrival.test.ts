import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilReleased } from '../shop.ts'

const at = '/v1/expected-receipts'

describe('goods that were sold before they came', () => {
  let app: App
  let client: Client
  let sku: string
  let skus = 0
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {} },
      skus: { FIRST: {} },
      stock: {},
      releaseMinutes: 0,
    })
    await sellBy(app, [{ kind: 'pre_order', quantity: null, withinDays: 900, minConfidence: 0 }])
  })
  beforeEach(async () => {
    skus += 1
    sku = `S${skus}`
    await client.post('/v1/skus', { skus: [{ code: sku, name: 'Item' }] })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const day = (days: number) =>
    app.platform.clock
      .now()
      .toZonedDateTimeISO('Europe/Paris')
      .toPlainDate()
      .add({ days })
      .toString()
  const announce = async (quantity: number) => {
    const receipts = [{ sku, location: 'A', quantity, dueOn: day(30) }]
    return (await client.post(at, { receipts })).body.outcomes[0].receipt as Json
  }
  const arrive = async ({ no }: Json, quantity: number) => {
    const { status, body } = await client.post(`${at}/${sku}/A/${no}/arrivals`, { quantity })
    assert.equal(status, 200, JSON.stringify(body))
    return body as Json
  }
  const order = async (quantity: number, over = {}) =>
    (await client.post('/v1/orders', orderOf({ [sku]: quantity }, over))).body as Json
  const lineOf = async ({ id }: Json) => (await client.get(`/v1/orders/${id}`)).body.lines[0]

  it('go to who was promised them, the oldest first, and are released at once', async () => {
    const receipt = await announce(6)
    const young = await order(2)
    const old = await order(3, { placedAt: '2026-01-01T00:00:00Z' })
    const { receipt: left, stock } = await arrive(receipt, 4)
    assert.deepEqual([left.quantity, left.promised], [2, 1])
    assert.deepEqual([stock.onHand, stock.allocated, stock.available], [4, 4, 0])
    assert.equal((await lineOf(old)).expected, 0)
    assert.equal((await lineOf(young)).expected, 1)
    const [work] = await untilReleased(app, client, old.id)
    assert.equal(work!['lines'][0].quantity, 3)
    const events = (await client.get(`/v1/orders/${old.id}/events`)).body.items
    const told = events.find(({ type }: Json) => type === 'order.expected_changed')
    assert.equal(told.data.cause, 'arrived')
    assert.deepEqual(told.data.parts[0].slice(3), [3, null])
    await arrive(receipt, 5)
    assert.equal((await lineOf(young)).expected, 0)
  })

  it('are no more than what is there: what the till has oversold comes first', async () => {
    const receipt = await announce(3)
    const placed = await order(3)
    const sold = [{ sku, location: 'A', change: -2, reason: 'sale' }]
    await client.post('/v1/stock/adjustments', { adjustments: sold })
    const { stock } = await arrive(receipt, 3)
    assert.deepEqual([stock.onHand, stock.allocated], [1, 1])
    const { allocations } = await lineOf(placed)
    const there = allocations.filter(({ expectedOn }: Json) => expectedOn === undefined)
    assert.deepEqual(there, [{ location: 'A', quantity: 1 }])
  })

  it('are each given once, however many parts arrive while orders come and go', async () => {
    const receipt = await announce(20)
    const placed = await Promise.all(Array.from({ length: 8 }, () => order(2)))
    const cancel = (one: Json) =>
      client.post(`/v1/orders/${one['id']}/cancellations`, { reason: 'no' })
    await Promise.all([
      ...Array.from({ length: 5 }, () => arrive(receipt, 3)),
      ...placed.slice(0, 3).map(cancel),
      order(2),
    ])
    await arrive(receipt, 5)
    const lines = await Promise.all(placed.slice(3).map(lineOf))
    assert.ok(lines.every(({ allocated, expected }) => allocated === 2 && expected === 0))
    const [stock] = (await client.get(`/v1/stock/${sku}`)).body.items
    assert.deepEqual([stock.onHand, stock.uncovered], [20, 0])
  })
})
