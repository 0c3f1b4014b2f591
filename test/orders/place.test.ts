import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

describe('placing an order', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { PARIS: { lat: 48.85, lon: 2.35 }, LYON: { lat: 45.76, lon: 4.84 } },
      skus: { A: { weightG: 500 }, B: {}, CLOTH: { decimals: 2 } },
      stock: { A: { PARIS: 100, LYON: 100 }, B: { LYON: 100 }, CLOTH: { PARIS: 10 } },
    })
  })
  after(() => app.stop())

  it('allocates it at the least cost and says why', async () => {
    const { status, body } = await client.post('/v1/orders', orderOf({ A: 2 }))
    assert.equal(status, 201, JSON.stringify(body))
    assert.match(body.number, /^W\d{7}$/)
    assert.deepEqual(body.lines, [{ no: 1, allocated: 2, short: 0 }])
    const order = (await client.get(`/v1/orders/${body.id}`)).body
    assert.equal(order.state, 'allocated')
    assert.deepEqual(order.lines[0].allocations, [{ location: 'PARIS', quantity: 2 }])
    const [decision] = (await client.get(`/v1/orders/${body.id}/decisions`)).body.items
    assert.equal(decision.record.gap, 0)
    assert.equal(decision.record.candidates.length, 2)
    assert.ok(decision.record.alternative.dearerBy > 0)
    const events = (await client.get(`/v1/orders/${body.id}/events`)).body.items
    assert.deepEqual(
      events.map((e: { type: string }) => e.type),
      ['order.placed'],
    )
  })

  it('sends two lines from one place where that is cheaper than two parcels', async () => {
    const { body } = await client.post('/v1/orders', orderOf({ A: 1, B: 1 }))
    const order = (await client.get(`/v1/orders/${body.id}`)).body
    const places = order.lines.map((line: Json) => line.allocations[0].location)
    assert.deepEqual(places, ['LYON', 'LYON'])
  })

  it('answers a repeated request from what it stored', async () => {
    const key = randomUUID()
    const order = orderOf({ A: 1 })
    const first = await client.post('/v1/orders', order, key)
    const again = await client.post('/v1/orders', order, key)
    assert.deepEqual(again.body, first.body)
    const other = await client.post('/v1/orders', { ...order, contact: {} }, key)
    assert.equal(other.status, 422)
    assert.equal(other.body.code, 'idempotency_key_reused')
  })

  it('knows the same external id: same body 200, another body 409', async () => {
    const order = orderOf({ A: 1 })
    const first = await client.post('/v1/orders', order)
    const same = await client.post('/v1/orders', order)
    assert.equal(same.status, 200)
    assert.deepEqual([same.body.id, same.body.outcome], [first.body.id, 'exists'])
    const other = await client.post('/v1/orders', { ...order, contact: {} })
    assert.deepEqual([other.status, other.body.code], [409, 'order_exists'])
  })

  it('takes decimals exactly as the SKU has them', async () => {
    const fine = await client.post('/v1/orders', orderOf({ CLOTH: 2.25 }))
    assert.equal(fine.status, 201, JSON.stringify(fine.body))
    assert.equal(fine.body.lines[0].allocated, 2.25)
    const tooFine = await client.post('/v1/orders', orderOf({ CLOTH: 0.125 }))
    assert.deepEqual([tooFine.status, tooFine.body.code], [422, 'quantity_invalid'])
  })

  it('refuses a shortage with what is there, and writes nothing', async () => {
    const { status, body } = await client.post('/v1/orders', orderOf({ CLOTH: 500 }))
    assert.equal(status, 409)
    assert.equal(body.code, 'shortage')
    const [short] = body.short
    assert.deepEqual([short.sku, short.wanted, short.nextOn], ['CLOTH', 500, null])
    const stock = (await client.get('/v1/stock/CLOTH')).body.items[0]
    assert.equal(short.available, stock.available)
  })

  it('sums lines of one SKU before it decides (medusa#16502)', async () => {
    const order = orderOf({ B: 60 })
    const [line] = order.lines
    const lines = [line, { ...line, no: 2 }]
    const total = { amount: 2 * order.total.amount, currency: 'EUR' }
    const { status, body } = await client.post('/v1/orders', { ...order, lines, total })
    assert.deepEqual([status, body.code], [409, 'shortage'])
  })

  it('places many, each with its own outcome', async () => {
    const good = orderOf({ A: 1 })
    const bad = orderOf({ NOPE: 1 })
    const key = randomUUID()
    const send = () => client.post('/v1/order-batches', { orders: [good, bad, { x: 1 }] }, key)
    const { body } = await send()
    const told = body.outcomes.map((o: Json) => [o.status, o.problem?.code])
    assert.deepEqual(told.slice(0, 2), [
      [201, undefined],
      [422, 'sku_unknown'],
    ])
    assert.equal(told[2][0], 400)
    assert.match(told[2][1], /^field_/)
    assert.equal((await send()).body.outcomes[0].order.id, body.outcomes[0].order.id)
  })

  it('cancels, frees the stock, and refuses what cannot be', async () => {
    const { body } = await client.post('/v1/orders', orderOf({ A: 3, B: 2 }))
    const freeBefore = await available(client, 'A')
    const lines = [{ no: 1, quantity: 2 }]
    const part = await client.post(`/v1/orders/${body.id}/cancellations`, { reason: 'less', lines })
    assert.equal(part.status, 200, JSON.stringify(part.body))
    assert.equal(await available(client, 'A'), freeBefore + 2)
    const rest = await client.post(`/v1/orders/${body.id}/cancellations`, { reason: 'all' })
    assert.deepEqual([rest.body.state, rest.body.can], ['cancelled', []])
    const none = await client.post(`/v1/orders/${body.id}/cancellations`, { reason: 'all' })
    assert.deepEqual([none.status, none.body.code], [409, 'order_closed'])
  })

  it('stacks holds; only the last release unblocks', async () => {
    const { body } = await client.post('/v1/orders', orderOf({ A: 1 }))
    const at = `/v1/orders/${body.id}`
    const one = (await client.post(`${at}/holds`, { cause: 'fraud' })).body
    const two = (await client.post(`${at}/holds`, { cause: 'address' })).body
    assert.equal(two.state, 'on_hold')
    const release = (id: string) => client.post(`${at}/holds/${id}/releases`, {})
    assert.equal((await release(one.holdId)).body.state, 'on_hold')
    assert.equal((await release(two.holdId)).body.state, 'allocated')
    assert.equal((await release(two.holdId)).body.code, 'hold_closed')
  })

  it('keeps every invariant', async () => {
    assert.deepEqual(await app.broken(), [])
  })
})

async function available(client: Client, sku: string): Promise<number> {
  return (await client.get(`/v1/availability?channel=WEB&sku=${sku}`)).body.available
}
