import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const RULES = '/v1/availability-rules'
const eligibility = (eligible: boolean) => ({ kind: 'eligibility', eligible })

/** The example of the guide: availability rules, "Goods of one vendor". */
describe('goods of one vendor', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'refuse',
      locations: {
        NEAR: { lat: 48.86, lon: 2.35 },
        SHOP: { lat: 48.9, lon: 2.4 },
        VENDOR: { lat: 43.3, lon: 5.37 },
      },
      skus: { CHAIR: {}, CUP: {} },
      stock: { CHAIR: { NEAR: 9, SHOP: 9, VENDOR: 3 }, CUP: { NEAR: 9, VENDOR: 9 } },
    })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  async function decided(lines: Record<string, number>) {
    const { status, body } = await client.post('/v1/orders', orderOf(lines))
    assert.equal(status, 201, JSON.stringify(body))
    const { items, places } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
    const codes = new Map<number, string>(places.map(({ id, code }: Json) => [id, code]))
    const { chosen, excluded, ruled } = items.at(-1).record
    return {
      chosen: chosen.map(({ locationId }: Json) => codes.get(locationId)),
      barred: excluded.not_eligible?.map(([id]: [number, number]) => codes.get(id)),
      rules: ruled?.rules.map(([, name]: string[]) => name),
    }
  }

  it('come from its place alone, by two rules of which the narrower wins', async () => {
    assert.deepEqual((await decided({ CHAIR: 1 })).chosen, ['NEAR'])
    const chairs = { name: 'Chairs: from nowhere else', sku: 'CHAIR', terms: eligibility(false) }
    const vendor = { name: 'Chairs come from the vendor', sku: 'CHAIR', location: 'VENDOR' }
    const rules = [chairs, { ...vendor, terms: eligibility(true) }]
    const changes = rules.map((rule) => ({ action: 'add', rule }))
    const { body } = await client.post(`${RULES}/draft/changes`, { version: 0, changes })
    const { problems } = (await client.get(`${RULES}/draft`)).body
    assert.deepEqual(problems, [])
    const note = 'The vendor alone has the warranty'
    const { status } = await client.post(`${RULES}/publications`, { version: body.version, note })
    assert.equal(status, 201)

    const pinned = await decided({ CHAIR: 2 })
    assert.deepEqual(pinned, {
      chosen: ['VENDOR'],
      barred: ['NEAR', 'SHOP'],
      rules: [chairs.name],
    })
    // All else goes as before.
    assert.deepEqual((await decided({ CUP: 1 })).chosen, ['NEAR'])
    // What the vendor has not is short, however much lies elsewhere.
    const more = await client.post('/v1/orders', orderOf({ CHAIR: 2 }))
    assert.deepEqual([more.status, more.body.code], [409, 'shortage'])
  })
})
