import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Client, type Json } from '../app.ts'
import { openShop, orderOf, versionAt } from '../shop.ts'
import { scenarios, type Scenario } from './scenarios.ts'

describe("scenarios of other systems' tests", () => {
  for (const scenario of scenarios) {
    it(`${scenario.no}: ${scenario.says} (${scenario.source})`, async () => {
      const app = await startApp()
      try {
        const client = await app.client()
        await prepare(client, scenario)
        if (scenario.order) await place(client, scenario, scenario.order)
        for (const [sku, salable] of Object.entries(scenario.expect.salable ?? {})) {
          const { body } = await client.get(`/v1/availability?channel=WEB&sku=${sku}`)
          assert.equal(body.available, salable, sku)
        }
        assert.deepEqual(await app.broken(), [])
      } finally {
        await app.stop()
      }
    })
  }
})

async function prepare(client: Client, { locations, stock, strategy }: Scenario): Promise<void> {
  const skus = Object.fromEntries(Object.keys(stock).map((sku) => [sku, { decimals: 2 }]))
  await openShop(client, { locations, skus, stock })
  for (const [code, { paused }] of Object.entries(locations)) {
    if (!paused) continue
    const changes = [{ action: 'pause', reason: 'switched off' }]
    const at = `/v1/locations/${code}/changes`
    const version = await versionAt(client, code)
    assert.equal((await client.post(at, { version, changes })).status, 200)
  }
  if (!strategy) return
  const tariff = { distance: rate, otherwise: { base: 1, perKg: 1 } }
  const plan = await client.post('/v1/routing-plans', { channel: 'WEB', strategy, tariff })
  assert.equal(plan.status, 201, JSON.stringify(plan.body))
}

const rate = { base: 1, perKm: 1, perKg: 1, perKgKm: 1 }

async function place(
  client: Client,
  { expect }: Scenario,
  wanted: [sku: string, quantity: number][],
): Promise<void> {
  const orders = wanted.map(([sku, quantity]) => orderOf({ [sku]: quantity }))
  const lines = orders.map(({ lines: [line] }, i) => ({ ...line, no: i + 1 }))
  const amount = orders.reduce((sum, { total }) => sum + total.amount, 0)
  const order = orderOf({}, { lines, total: { amount, currency: 'EUR' } })
  const { status, body } = await client.post('/v1/orders', order)
  if (expect.refused) {
    assert.deepEqual([status, body.code], [409, 'shortage'], JSON.stringify(body))
    assert.deepEqual((await client.get('/v1/orders')).body.items, [])
    return
  }
  assert.equal(status, 201, JSON.stringify(body))
  const placed = (await client.get(`/v1/orders/${body.id}`)).body
  const from = placed.lines.map((line: Json) =>
    Object.fromEntries(line.allocations.map((a: Json) => [a.location, a.quantity])),
  )
  if (expect.from) assert.deepEqual(from, expect.from)
  if (expect.allocated !== undefined) {
    const units: number[] = from.flatMap((places: object) => Object.values(places))
    assert.equal(
      units.reduce((a, b) => a + b, 0),
      expect.allocated,
    )
  }
  if (expect.parcels !== undefined) {
    const places = new Set(from.flatMap((one: object) => Object.keys(one)))
    assert.equal(places.size, expect.parcels)
  }
}
