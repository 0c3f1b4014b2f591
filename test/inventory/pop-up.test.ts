import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

describe('a pop-up', () => {
  it('sells what other places have, and its own first where it is collected there', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { DC: { lat: 48.9, lon: 2.3 } },
        skus: { X: {}, Y: {} },
        stock: { X: { DC: 7 }, Y: { DC: 4 } },
      })
      const popUp = { code: 'BEACH', name: 'At the beach', kind: 'pop_up', legalEntity: 'LE' }
      const place = { ...popUp, country: 'FR', timeZone: 'Europe/Paris' }
      const made = await client.post('/v1/locations', { locations: [place] })
      assert.equal(made.body.outcomes[0].outcome, 'created')
      const pool = ['BEACH', 'DC'].map((location, priority) => ({ location, priority }))
      const of = { brand: 'BRAND', currency: 'EUR', timeZone: 'Europe/Paris', pool }
      const channel = { code: 'BEACH', name: 'Beach', kind: 'till', onShortage: 'refuse', ...of }
      const opened = await client.post('/v1/channels', { ...channel, orderPrefix: 'B' })
      assert.equal(opened.status, 201, JSON.stringify(opened.body))
      const levels = [{ sku: 'Y', location: 'BEACH', onHand: 1 }]
      await client.post('/v1/stock/levels', { levels })

      const sells = async (sku: string, method: string) => {
        const path = `/v1/availability?channel=BEACH&sku=${sku}&method=${method}`
        return (await client.get(path)).body.available
      }
      // The full range, though X never was there; what lies there is for who stands there.
      assert.deepEqual([await sells('X', 'standard'), await sells('Y', 'standard')], [7, 4])
      const there = 'channel=BEACH&sku=Y&method=click_and_collect&location=BEACH'
      const { locations } = (await client.get(`/v1/availability?${there}`)).body
      assert.deepEqual(locations, [{ location: 'BEACH', available: 1 }])
      const order = { ...orderOf({ X: 1 }), channel: 'BEACH' }
      const { status, body } = await client.post('/v1/orders', order)
      assert.equal(status, 201, JSON.stringify(body))
      const { items } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
      const chosen = items[0].record.chosen.map(({ locationId }: { locationId: number }) => {
        return locationId
      })
      const { locationByCode } = await app.orders.network.current()
      assert.deepEqual(chosen, [locationByCode.get('DC')!.id])
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})
