import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { commandsOf, follow } from './commands.ts'

describe('who follows the guide', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
  })
  after(async () => {
    await app.stop()
  })

  it('places the first order as it stands there, sends it and has it collected', async () => {
    const sent = commandsOf('api.md').find(({ path }) => path === '/v1/orders')!.body
    const { placed } = await follow(client, 'api.md')
    assert.equal(placed.state, 'allocated')
    const order = (await client.get(`/v1/orders/${placed.id}`)).body
    assert.equal(Date.parse(order.placedAt), Date.parse(sent.placedAt))
    assert.deepEqual([order.priority, order.tags], ['high', ['wedding']])
    assert.deepEqual([order.total, order.tax, order.shipping], [6089, 1015, 490])
    const units = order.lines.map((line: Json) => line.allocations[0].quantity)
    assert.deepEqual(units, [2, 1])
    assert.equal(order.lines[1].allocations[0].location, 'PARIS')
    assert.deepEqual(await app.broken(), [])
  })

  it('goes on with stock: what is not to be sold, goods on their way, opening hours', async () => {
    await follow(client, 'stock.md')
    const shirts = (await client.get('/v1/stock?q=navy%20shirt')).body.items
    const said = shirts.map(({ sku, onHand, conditions }: Json) => [sku, onHand, conditions])
    assert.deepEqual(said, [
      ['SHIRT-L', 4, { damaged: 1 }],
      ['SHIRT-M', 52, { damaged: 4, on_display: 1 }],
      ['SHIRT-S', 4, {}],
    ])
    const { hours } = (await client.get('/v1/locations/PARIS')).body
    assert.deepEqual([hours.weekly.length, hours.exceptions.length], [2, 2])
    assert.deepEqual(await app.broken(), [])
  })
})
