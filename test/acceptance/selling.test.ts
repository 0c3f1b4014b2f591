import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Client, type Json } from '../app.ts'
import { ruleDesk } from '../inventory/rule-desk.ts'
import { openShop, orderOf, versionAt } from '../shop.ts'
import { sellingScenarios, type SellingScenario, type SellingStep } from './selling.ts'

describe("scenarios of other systems' tests, of what may be sold", () => {
  for (const scenario of sellingScenarios) {
    it(`${scenario.no}: ${scenario.says} (${scenario.source})`, async () => {
      const app = await startApp()
      try {
        const client = await app.client()
        await prepare(client, scenario)
        // Each sees what the one before has done.
        // oxlint-disable-next-line no-await-in-loop
        for (const step of scenario.steps) await take(client, step)
        assert.deepEqual(await app.broken(), [])
      } finally {
        await app.stop()
      }
    })
  }
})

async function prepare(client: Client, of: SellingScenario): Promise<void> {
  const { locations, stock, onShortage } = of
  const skus = Object.fromEntries(Object.keys(stock).map((sku) => [sku, { decimals: 2 }]))
  await openShop(client, { locations, skus, stock, ...(onShortage && { onShortage }) })
  await publishRules(client, of)
  for (const [code, { paused, skuPaused }] of Object.entries(locations)) {
    if (paused) {
      const changes = [{ action: 'pause', reason: 'disabled' }]
      const version = await versionAt(client, code)
      await done(client.post(`/v1/locations/${code}/changes`, { version, changes }))
    }
    if (!skuPaused) continue
    for (const sku of Object.keys(stock)) {
      await done(client.post('/v1/sku-pauses', { sku, location: code, reason: 'flagged' }))
    }
  }
}

async function publishRules(client: Client, of: SellingScenario) {
  const { backorders = {}, minQuantities = {} } = of
  const more = Object.entries(backorders).flatMap(([sku, places]) =>
    Object.entries(places).map(([location, quantity]) => {
      return { sku, location, terms: { kind: 'backorder', quantity, days: 14 } }
    }),
  )
  const least = Object.entries(minQuantities).map(([sku, minQuantity]) => {
    return { sku, terms: { kind: 'purchase_limit', minQuantity, per: 'order' } }
  })
  const rules = [...more, ...least]
  if (rules.length === 0) return
  const desk = ruleDesk(client)
  await desk.change(...rules.map((rule) => ({ action: 'add', rule: { name: 'Rule', ...rule } })))
  await desk.publish()
}

async function take(client: Client, step: SellingStep): Promise<void> {
  if ('order' in step) return placed(client, step)
  if ('collect' in step) return collected(client, step)
  if ('sale' in step) return sold(client, step)
  if ('hold' in step) return held(client, step)
  if ('salable' in step) {
    for (const [sku, units] of Object.entries(step.salable)) {
      const { available } = await done(client.get(`/v1/availability?channel=WEB&sku=${sku}`))
      assert.equal(available, units, sku)
    }
  } else if ('collectable' in step) {
    const [sku, places] = step.collectable
    const query = `channel=WEB&sku=${sku}&by=location&method=click_and_collect`
    const { locations } = await done(client.get(`/v1/availability?${query}`))
    const seen = locations.map(({ location, available }: Json) => [location, available])
    assert.deepEqual(Object.fromEntries(seen), places)
  } else {
    const at = `near=${step.near.join(',')}&withinKm=${step.withinKm}&channel=WEB`
    const { items } = await done(client.get(`/v1/pickup-locations?${at}`))
    assert.deepEqual(
      items.map(({ location }: Json) => location),
      step.found,
    )
  }
}

/** The steps that have such a field. */
type Of<Field extends string> = Extract<SellingStep, Record<Field, unknown>>

async function placed(client: Client, step: Of<'order'>): Promise<void> {
  const [sku, quantity] = step.order
  if (!('allocated' in step)) {
    const reply = await client.post('/v1/orders', orderOf({ [sku]: quantity }))
    if ('refused' in step) return refused(reply)
    const { status, body } = reply
    const seen = [status, body.code, body.sku, body.minQuantity, body.wanted]
    assert.deepEqual(seen, [409, 'minimum_quantity_not_met', sku, step.least, quantity])
    return
  }
  const sent = Array.from({ length: step.times ?? 1 }, () =>
    done(client.post('/v1/orders', orderOf({ [sku]: quantity }))),
  )
  const units: number[] = []
  for (const { id } of await Promise.all(sent)) {
    const { lines } = await done(client.get(`/v1/orders/${id}`))
    for (const line of lines) for (const one of line.allocations) units.push(one.quantity)
  }
  // In hundredths, as the SKU counts: sums of fractions are not exact.
  const sum = units.reduce((all, one) => all + Math.round(one * 100), 0)
  assert.equal(sum, Math.round(step.allocated * 100))
}

async function collected(client: Client, step: Of<'collect'>): Promise<void> {
  const [sku, quantity] = step.collect
  const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: step.at }]
  const reply = await client.post('/v1/orders', orderOf({ [sku]: quantity }, { groups }))
  if (step.refused) refused(reply)
  else assert.equal(reply.status, 201, JSON.stringify(reply.body))
}

async function sold(client: Client, step: Of<'sale'>): Promise<void> {
  const [sku, quantity] = step.sale
  const movements = async () => (await done(client.get(`/v1/stock/${sku}/movements`))).items
  const before = await movements()
  const adjustments = [{ sku, location: step.at, change: -quantity, reason: 'sale' }]
  await done(client.post('/v1/stock/adjustments', { adjustments }))
  const after = await movements()
  assert.equal(after.length - before.length, step.movements)
  assert.deepEqual([after[0].reason, after[0].changes.onHand], ['sale', -quantity])
}

async function held(client: Client, step: Of<'hold'>): Promise<void> {
  const [sku, quantity] = step.hold
  const lines = [{ sku, quantity }]
  const { status, body } = await client.post('/v1/stock-holds', { channel: 'WEB', lines })
  if (step.available === undefined) assert.equal(status, 201, JSON.stringify(body))
  else {
    assert.deepEqual([status, body.code], [409, 'stock_insufficient'])
    assert.deepEqual(body.short, [{ sku, wanted: quantity, available: step.available }])
  }
}

function refused({ status, body }: { status: number; body: Json }): void {
  assert.deepEqual([status, body.code], [409, 'shortage'], JSON.stringify(body))
}

async function done(reply: ReturnType<Client['get']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}
