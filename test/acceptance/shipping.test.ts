import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen, versionAt } from '../shop.ts'
import { shippingScenarios, type ShippingScenario, type Step } from './shipping.ts'

describe("scenarios of other systems' tests, in which goods leave", () => {
  for (const scenario of shippingScenarios) {
    it(`${scenario.no}: ${scenario.says} (${scenario.source})`, async () => {
      const app = await startApp()
      try {
        const client = await app.client()
        await prepare(client, scenario)
        const orderId = await place(client, scenario.order)
        for (const step of scenario.steps) await take(app, client, orderId, step)
        await compare(client, scenario.expect)
        assert.deepEqual(await app.broken(), [])
      } finally {
        await app.stop()
      }
    })
  }
})

async function prepare(client: Client, of: ShippingScenario): Promise<void> {
  const { locations, stock, bundles = {} } = of
  const skus = Object.fromEntries(Object.keys(stock).map((sku) => [sku, {}]))
  const places = Object.fromEntries(Object.keys(locations).map((code) => [code, {}]))
  await openShop(client, { locations: places, skus, stock, releaseMinutes: 0 })
  const sets = Object.entries(bundles).map(([code, parts]) => {
    const components = Object.entries(parts).map(([sku, quantity]) => ({ sku, quantity }))
    return { code, name: `Bundle ${code}`, kind: 'bundle', components }
  })
  if (sets.length > 0) await done(client.post('/v1/skus', { skus: sets }))
  for (const [code, state] of Object.entries(locations)) {
    if (state !== 'paused') continue
    const changes = [{ action: 'pause', reason: 'flagged out of stock' }]
    const version = await versionAt(client, code)
    await done(client.post(`/v1/locations/${code}/changes`, { version, changes }))
  }
  const tariff = { otherwise: { base: 1, perKg: 1 } }
  await done(client.post('/v1/routing-plans', { channel: 'WEB', strategy: 'priority', tariff }))
}

async function place(client: Client, wanted: ShippingScenario['order']): Promise<string> {
  const single = wanted.map(([sku, quantity]) => orderOf({ [sku]: quantity }))
  const lines = single.map(({ lines: [line] }, i) => ({ ...line, no: i + 1 }))
  const amount = single.reduce((sum, { total }) => sum + total.amount, 0)
  const order = orderOf({}, { lines, total: { amount, currency: 'EUR' } })
  return (await done(client.post('/v1/orders', order))).id
}

async function take(app: App, client: Client, orderId: string, step: Step): Promise<void> {
  if ('receive' in step) {
    const { receive: location, sku, quantity: change } = step
    const adjustments = [{ location, sku, change, reason: 'receipt' }]
    await done(client.post('/v1/stock/adjustments', { adjustments }))
    return
  }
  const location = 'decline' in step ? step.decline : step.ship
  const work = await untilSeen(app, async () => {
    const { body } = await client.get(`/v1/fulfilment-orders?order=${orderId}&state=open`)
    return body.items.find((one: Json) => one.location === location) as Json | undefined
  })
  const path = `/v1/fulfilment-orders/${work.id}`
  if ('decline' in step) {
    await done(client.post(`${path}/rejections`, { reason: 'too_busy' }))
    return
  }
  const lines = step.lines?.map(([no, quantity]) => ({ no, quantity }))
  for (const command of ['picks', 'packings', 'shipments']) {
    await done(client.post(`${path}/${command}`, lines ? { lines } : {}))
  }
}

async function compare(client: Client, { stock, salable }: ShippingScenario['expect']) {
  for (const [sku, places] of Object.entries(stock)) {
    const { items } = await done(client.get(`/v1/stock/${sku}`))
    const seen = items.map(({ location, onHand, allocated }: Json) => [
      location,
      [onHand, allocated],
    ])
    assert.deepEqual(Object.fromEntries(seen), places, sku)
  }
  for (const [sku, units] of Object.entries(salable ?? {})) {
    const { available } = await done(client.get(`/v1/availability?channel=WEB&sku=${sku}`))
    assert.equal(available, units, sku)
  }
}

async function done(reply: ReturnType<Client['post']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}
