import assert from 'node:assert/strict'
import { startApp, type Json } from '../app.ts'
import { openShop } from '../shop.ts'
import { floorOf } from './floor.ts'

/** A is nearest to the customer and so the cheapest, then B; D has no X, C and OUT no Y. */
const PLACES = {
  A: { lat: 48.86, lon: 2.35 },
  B: { lat: 47.22, lon: -1.55 },
  C: { lat: 43.3, lon: 5.37 },
  D: { lat: 45.76, lon: 4.84 },
  OUT: { outside: true },
}

/** A channel whose orders are released at once, and from where it sells. */
export const channelNow = (from: readonly string[]) => ({
  code: 'NOW',
  name: 'Now',
  brand: 'BRAND',
  kind: 'site',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  onShortage: 'accept',
  orderPrefix: 'N',
  releaseMinutes: 0,
  pool: from.map((location, priority) => ({ location, priority })),
})
export const AT_ONCE = { channel: 'NOW' }

/** A server with a shop whose orders can be moved, and what tests of that do and look at. */
export async function startMoving() {
  const app = await startApp()
  const client = await app.client()
  const floor = floorOf(app, client)
  await openShop(client, {
    onShortage: 'accept',
    locations: PLACES,
    skus: { X: { weightG: 500 }, Y: { weightG: 200 }, CLOTH: { decimals: 2 } },
    stock: {
      X: { A: 100, B: 100, C: 100, OUT: 100 },
      Y: { A: 100, B: 4, D: 100 },
      CLOTH: { A: 50, B: 50 },
    },
  })
  await floor.post('/v1/channels', channelNow(['A', 'B']))
  const candidatesOf = async (id: string): Promise<Json> =>
    (await client.get(`/v1/orders/${id}/groups/1/candidates`)).body
  /** A re-routing on the version that the order has now, unless another is given. */
  const reroute = async (id: string, location: string, over: Record<string, unknown> = {}) => {
    const { version } = await floor.order(id)
    const body = { version, group: 1, location, ...over }
    return client.post(`/v1/orders/${id}/reroutings`, body)
  }
  return {
    app,
    client,
    ...floor,
    candidatesOf,
    reroute,
    async moved(id: string, location: string, over: Record<string, unknown> = {}): Promise<Json> {
      const { status, body } = await reroute(id, location, over)
      assert.equal(status, 200, JSON.stringify(body))
      return body
    },
    /** Claimed units of a SKU at a location. */
    async claimed(sku: string, location: string): Promise<number> {
      const rows = await floor.items(`/v1/stock/${sku}`)
      return rows.find((one) => one.location === location)?.allocated ?? 0
    },
  }
}

export type Moving = Awaited<ReturnType<typeof startMoving>>
