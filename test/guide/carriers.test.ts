import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Json } from '../app.ts'
import { commandsOf, follow } from './commands.ts'

describe('the carriers of the guide', () => {
  it('carry what is ordered after the first order, as the page says', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await follow(client, 'api.md')
      const paths = commandsOf('carriers.md').map(({ path }) => path.split('?')[0]!)
      const { all } = await follow(client, 'carriers.md')
      const answer = (path: string): Json => all[paths.indexOf(path)]
      const left = answer('/v1/carrier-services/PARCEL/departures')
      assert.equal(left.leavesAt, '2026-03-02T16:00:00Z')
      const { faults, refused, cards } = answer('/v1/rate-cards/import')
      assert.deepEqual([faults, refused, cards.length], [[], [], 1])
      const { items } = answer('/v1/rate-quotes')
      assert.deepEqual([items.length, items[0].why, items[0].quote.zone], [1, null, 'FAR'])

      const first = commandsOf('api.md').find(({ path }) => path === '/v1/orders')!.body
      const { status, body } = await client.post('/v1/orders', { ...first, externalId: '1002' })
      assert.equal(status, 201, JSON.stringify(body))
      const { items: decided } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
      const { carriage } = decided[0].record.chosen[0]
      assert.deepEqual([carriage.carrier, carriage.service], ['POST', 'PARCEL'])
    } finally {
      await app.stop()
    }
  })
})
