import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilReleased } from '../shop.ts'
import { comingScenarios, type ComingScenario, type Step } from './coming.ts'

describe("scenarios of other systems' tests about what is not there yet", () => {
  for (const scenario of comingScenarios) {
    it(`${scenario.no}: ${scenario.says} (${scenario.source})`, async () => {
      const app = await startApp()
      try {
        const client = await app.client()
        await prepare(app, client, scenario)
        const placed: string[] = []
        for (const step of scenario.steps) await take(app, client, step, placed)
        await compareEnds(client, scenario)
        assert.deepEqual(await app.broken(), [])
      } finally {
        await app.stop()
      }
    })
  }
})

async function prepare(
  app: App,
  client: Client,
  { locations, stock, rules }: ComingScenario,
): Promise<void> {
  const skus = Object.fromEntries(Object.keys(stock).map((sku) => [sku, { decimals: 1 }]))
  await openShop(client, { locations, skus, stock: {}, releaseMinutes: 0 })
  const adjustments = Object.entries(stock).flatMap(([sku, places]) =>
    Object.entries(places)
      .filter(([, units]) => units !== 0)
      .map(([location, change]) => {
        return { sku, location, change, reason: change < 0 ? 'sale' : 'receipt' }
      }),
  )
  if (adjustments.length > 0) await client.post('/v1/stock/adjustments', { adjustments })
  await sellBy(app, rules)
}

async function take(app: App, client: Client, step: Step, placed: string[]): Promise<void> {
  if ('send' in step) {
    const id = placed[step.send - 1]!
    const [work] = await untilReleased(app, client, id)
    for (const what of ['picks', 'packings', 'shipments']) {
      const body = what === 'shipments' ? { carrier: 'Post' } : {}
      const { status } = await client.post(`/v1/fulfilment-orders/${work!['id']}/${what}`, body)
      assert.equal(status, 200)
    }
    const [line] = (await client.get(`/v1/orders/${id}`)).body.lines
    assert.equal(line.fulfilled, step.sent)
    return
  }
  if ('cancel' in step) {
    const id = placed[step.cancel - 1]!
    const lines = [{ no: 1, quantity: step.quantity }]
    await client.post(`/v1/orders/${id}/cancellations`, { reason: 'less', lines })
    await compare(client, id, step)
    return
  }
  const [sku, quantity] = step.order
  const { status, body } = await client.post('/v1/orders', orderOf({ [sku]: quantity }))
  if ('refused' in step) {
    assert.deepEqual([status, body.code], [409, 'shortage'], JSON.stringify(body))
    return
  }
  assert.equal(status, 201, JSON.stringify(body))
  assert.equal(body.lines[0].short, 0)
  placed.push(body.id)
  await compare(client, body.id, step)
}

async function compare(
  client: Client,
  id: string,
  { from, coming }: { from: object; coming: object },
): Promise<void> {
  const [{ allocations }] = (await client.get(`/v1/orders/${id}`)).body.lines
  const units = (isThere: boolean) =>
    Object.fromEntries(
      allocations
        .filter(({ expectedOn }: Json) => (expectedOn === undefined) === isThere)
        .map(({ location, quantity }: Json) => [location, quantity]),
    )
  assert.deepEqual([units(true), units(false)], [from, coming])
}

async function compareEnds(client: Client, { ends = {} }: ComingScenario): Promise<void> {
  for (const [sku, places] of Object.entries(ends)) {
    const { items } = (await client.get(`/v1/stock/${sku}`)).body
    const there = items.map(({ location, onHand, allocated }: Json) => {
      return [location, { onHand, allocated }]
    })
    assert.deepEqual(Object.fromEntries(there), places)
  }
}
