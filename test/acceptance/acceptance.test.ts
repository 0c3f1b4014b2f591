import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, versionAt } from '../shop.ts'
import { scenarios, type Scenario } from './scenarios.ts'

describe("scenarios of other systems' tests", () => {
  for (const scenario of scenarios) {
    it(`${scenario.no}: ${scenario.says} (${scenario.source})`, async () => {
      const app = await startApp()
      try {
        const client = await app.client()
        await prepare(app, client, scenario)
        if (scenario.order) await place(client, scenario, scenario.order)
        for (const [sku, salable] of Object.entries(scenario.expect.salable ?? {})) {
          const { body } = await client.get(`/v1/availability?channel=WEB&sku=${sku}`)
          assert.equal(body.available + (body.backorder?.available ?? 0), salable, sku)
        }
        assert.deepEqual(await app.broken(), [])
      } finally {
        await app.stop()
      }
    })
  }
})

async function prepare(app: App, client: Client, scenario: Scenario): Promise<void> {
  const { locations, stock, strategy, skuPaused = {}, backorders = {} } = scenario
  const skus = Object.fromEntries(Object.keys(stock).map((sku) => [sku, { decimals: 2 }]))
  await openShop(client, { locations, skus, stock })
  for (const [code, { paused }] of Object.entries(locations)) {
    if (!paused) continue
    const changes = [{ action: 'pause', reason: 'switched off' }]
    const version = await versionAt(client, code)
    await done(client.post(`/v1/locations/${code}/changes`, { version, changes }))
  }
  for (const [sku, places] of Object.entries(skuPaused)) {
    for (const location of places) {
      if (!(location in locations)) continue
      await done(client.post('/v1/sku-pauses', { sku, location, reason: 'flagged' }))
    }
  }
  const more = Object.entries(backorders).flatMap(([sku, places]) =>
    Object.entries(places).map(([location, quantity]) => {
      return { kind: 'backorder' as const, sku, location, quantity, days: 14 }
    }),
  )
  await sellBy(app, more)
  if (scenario.noSplitBelow) await keepTogether(client, scenario.noSplitBelow)
  if (!strategy) return
  const tariff = { distance: rate, otherwise: { base: 1, perKg: 1 } }
  await done(client.post('/v1/routing-plans', { channel: 'WEB', strategy, tariff }))
}

async function keepTogether(client: Client, value: number): Promise<void> {
  const never = { noSplitBelow: { value } }
  const use = [{ places: {} }]
  const rule = { name: 'Small ones whole', use, choose: { by: 'least_cost' }, never }
  const { version: read } = await done(client.get('/v1/routing-rules/draft'))
  const changes = [{ action: 'add', rule }]
  const draft = { version: read, changes }
  const { outcomes, version } = await done(client.post('/v1/routing-rules/draft/changes', draft))
  assert.equal(outcomes[0].outcome, 'done', JSON.stringify(outcomes))
  await done(client.post('/v1/routing-rules/publications', { version, note: 'x' }))
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

async function done(reply: ReturnType<Client['get']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}
