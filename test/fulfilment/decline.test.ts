import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilReleased } from '../shop.ts'

/** A is nearest to the customer and so the cheapest; both have plenty. */
const TWO = {
  releaseMinutes: 0,
  locations: { A: { lat: 48.86, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
  skus: { X: {} },
  stock: { X: { A: 9, B: 9 } },
}

describe('a location that has declined an order', () => {
  it('is not given it again: the units go where it is dearer', async () => {
    await withShop(TWO, async (app, client) => {
      const { body } = await client.post('/v1/orders', orderOf({ X: 2 }))
      assert.equal(await declineAt(app, client, body.id), 'A')
      const [elsewhere] = await untilReleased(app, client, body.id)
      assert.equal(elsewhere!.location, 'B')
      const { items } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
      const { cause, record } = items.at(-1)
      assert.equal(cause, 're_routed')
      assert.equal(record.excluded.declined.length, 1)
      const next = await client.post('/v1/orders', orderOf({ X: 2 }))
      const [there] = await untilReleased(app, client, next.body.id)
      assert.equal(there!.location, 'A', 'other orders still go there')
    })
  })

  it('is not asked again for as long as the plan of the channel says', async () => {
    await withShop(TWO, async (app, client) => {
      const plan = {
        channel: 'WEB',
        strategy: 'least_cost',
        tariff: { distance: { base: 50_000, perKm: 10, perKg: 0, perKgKm: 0 }, otherwise: RATE },
      }
      assert.equal(await hoursAfterDecline(app, client), 24)
      const usual = await client.post('/v1/routing-plans', plan)
      assert.deepEqual([usual.status, usual.body.coolOffHours], [201, 24])
      assert.equal(await hoursAfterDecline(app, client), 24)
      const short = await client.post('/v1/routing-plans', { ...plan, coolOffHours: 3 })
      assert.equal(short.body.coolOffHours, 3)
      assert.equal(await hoursAfterDecline(app, client), 3)
      for (const coolOffHours of [0, 721, 1.5]) {
        const { status, body } = await client.post('/v1/routing-plans', { ...plan, coolOffHours })
        const told = [status, body.code, body.field]
        assert.deepEqual(told, [400, 'field_invalid', '/coolOffHours'])
      }
    })
  })

  it('leaves what is collected there short', async () => {
    await withShop({ ...TWO, onShortage: 'accept' }, async (app, client) => {
      const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: 'A' }]
      const { status, body } = await client.post('/v1/orders', orderOf({ X: 2 }, { groups }))
      assert.equal(status, 201, JSON.stringify(body))
      assert.equal(await declineAt(app, client, body.id), 'A')
      const order = (await client.get(`/v1/orders/${body.id}`)).body
      assert.equal(order.lines[0].allocated, 0)
      const { items } = (await client.get('/v1/tasks')).body
      assert.ok(items.some((one: Json) => one.cause === 'shortage' && one.subjectId === body.id))
    })
  })
})

const RATE = { base: 90_000, perKg: 0 }
const HOUR_MS = 3_600_000

/** An order is placed and declined: for how many hours the place is then not asked for it. */
async function hoursAfterDecline(app: App, client: Client): Promise<number> {
  const { body } = await client.post('/v1/orders', orderOf({ X: 1 }))
  await declineAt(app, client, body.id)
  const { items } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
  const { record, decidedAt } = items.at(-1)
  const [[, until]] = record.failed.declined
  return Math.round((Date.parse(until) - Date.parse(decidedAt)) / HOUR_MS)
}

async function withShop(
  of: Parameters<typeof openShop>[1],
  look: (app: App, client: Client) => Promise<void>,
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openShop(client, of)
    await look(app, client)
    assert.deepEqual(await app.broken(), [])
  } finally {
    await app.stop()
  }
}

/** Declines the work that is released for the order; answers the location that had it. */
async function declineAt(app: App, client: Client, orderId: string): Promise<string> {
  const [work] = await untilReleased(app, client, orderId)
  const path = `/v1/fulfilment-orders/${work!.id}/rejections`
  const { status, body } = await client.post(path, { reason: 'too_busy' })
  assert.ok(status < 300, JSON.stringify(body))
  return work!.location
}
