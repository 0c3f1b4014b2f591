import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const CLIENTS = 64
const ORDERS = 10
/** Open all day, so that work is always done today. */
const always = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' })),
  exceptions: [],
}

async function setAt(client: Client, code: string, fields: object): Promise<void> {
  const { version } = (await client.get(`/v1/locations/${code}`)).body
  const changes = [{ action: 'set', fields }]
  const { status, body } = await client.post(`/v1/locations/${code}/changes`, { version, changes })
  assert.equal(status, 200, JSON.stringify(body))
}

async function usedAt(client: Client, location: string): Promise<Json> {
  const { body } = await client.get(`/v1/location-capacity?location=${location}`)
  return body.items[0].days[0].used
}

/** Where each group of an order is served from. */
async function placesOf(client: Client, id: string): Promise<string[]> {
  const { body } = await client.get(`/v1/orders/${id}/decisions`)
  const codes = new Map(body.places.map((place: Json) => [place.id, place.code]))
  return body.items.at(-1).record.chosen.map((one: Json) => codes.get(one.locationId))
}

describe('a day with room for ten orders', () => {
  it('takes exactly ten of 64 clients at two servers; the others go elsewhere', async () => {
    const first = await startApp()
    const second = await startApp(first.connection)
    try {
      const clients = [await first.client(), await second.client()]
      await openShop(clients[0]!, {
        locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
        skus: { X: {}, Y: {} },
        stock: { X: { A: 500, B: 500 }, Y: { A: 500, B: 500 } },
      })
      await setAt(clients[0]!, 'A', { hours: always, capacity: { orders: ORDERS } })
      // Both servers know of it once they have answered with it.
      for (const client of clients) assert.equal((await usedAt(client, 'A')).orders, 0)
      const replies = await Promise.all(
        Array.from({ length: CLIENTS }, (_, i) =>
          clients[i % 2]!.post('/v1/orders', orderOf({ X: 1, Y: 2 })),
        ),
      )
      assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([201]))
      const places = await Promise.all(replies.map(({ body }) => placesOf(clients[0]!, body.id)))
      assert.equal(places.filter(([place]) => place === 'A').length, ORDERS)
      assert.equal(places.filter(([place]) => place === 'B').length, CLIENTS - ORDERS)
      const used = { orders: ORDERS, lines: 2 * ORDERS, units: 3 * ORDERS }
      assert.deepEqual(await usedAt(clients[1]!, 'A'), used)
      assert.deepEqual(await first.broken(), [])
    } finally {
      await second.stop()
      await first.stop()
    }
  })
})
