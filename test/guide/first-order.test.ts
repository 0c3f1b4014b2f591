import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Json } from '../app.ts'
import { commandsOf, follow } from './commands.ts'

describe('the first order of the guide', () => {
  it('is placed by what stands there, sent and collected', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
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
    } finally {
      await app.stop()
    }
  })
})
