import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const NEAR = { maxKm: 100, prices: [46_000, 52_000], perKgBeyond: 5000 }
const TABLE = {
  bands: [500, 1000],
  zones: [NEAR],
  otherwise: { prices: [104_000, 116_000], perKgBeyond: 12_000 },
}
const RATE = { base: 1, perKg: 1 }

/** Why so many units go where they go. */
async function decided(client: Client, quantity: number): Promise<Json> {
  const order = await client.post('/v1/orders', orderOf({ X: quantity }))
  assert.equal(order.status, 201)
  const { items } = (await client.get(`/v1/orders/${order.body.id}/decisions`)).body
  return items[0].record
}

describe('a tariff by weight band', () => {
  it('is published by who may publish, not by who may change a draft', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock: {} })
      const plan = { channel: 'WEB', strategy: 'nearest', tariff: { otherwise: RATE } }
      const drafting = await app.client(['routing:read', 'routing:write'])
      const { status, body } = await drafting.post('/v1/routing-plans', plan)
      assert.deepEqual([status, body.permission], [403, 'routing:publish'])
      const { items } = (await drafting.get('/v1/routing-plans')).body
      const publishing = await app.client(['routing:publish'])
      const published = await publishing.post('/v1/routing-plans', plan)
      assert.equal(published.status, 201)
      assert.equal(published.body.version, (items[0]?.version ?? 0) + 1)
    } finally {
      await app.stop()
    }
  })

  it('is refused with the field and what to do where it is not whole', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, { locations: { A: {} }, skus: { X: {} }, stock: {} })
      const refused = async (tariff: object) => {
        const plan = { channel: 'WEB', strategy: 'least_cost', tariff }
        const { status, body } = await client.post('/v1/routing-plans', plan)
        assert.deepEqual([status, body.code], [400, 'field_invalid'], JSON.stringify(body))
        assert.ok(body.detail.length > 0)
        return body.field
      }
      const zone = (prices: number[]) => ({ table: { ...TABLE, zones: [{ ...NEAR, prices }] } })
      assert.equal(await refused({}), '/tariff/otherwise')
      assert.equal(await refused({ table: TABLE, otherwise: RATE }), '/tariff/table')
      const twice = { table: { ...TABLE, bands: [500, 500] } }
      assert.equal(await refused(twice), '/tariff/table/bands/1')
      assert.equal(await refused({ table: { ...TABLE, bands: [] } }), '/tariff/table/bands')
      assert.equal(await refused(zone([1])), '/tariff/table/zones/0/prices')
      assert.equal(await refused(zone([1, -1])), '/tariff/table/zones/0/prices/1')
      const short = { table: { ...TABLE, otherwise: { prices: [1, 2, 3], perKgBeyond: 0 } } }
      assert.equal(await refused(short), '/tariff/table/otherwise/prices')
      const packed = (packaging: object) => ({ otherwise: RATE, packaging })
      assert.equal(await refused(packed({})), '/tariff/packaging')
      const [grams, air] = ['/tariff/packaging/gramsPerParcel', '/tariff/packaging/airPercent']
      assert.equal(await refused(packed({ gramsPerParcel: -1 })), grams)
      assert.equal(await refused(packed({ gramsPerParcel: 1.5 })), grams)
      assert.equal(await refused(packed({ gramsPerParcel: 100_001 })), grams)
      // Only rate cards divide a volume.
      assert.equal(await refused(packed({ airPercent: 40 })), air)
      const byCards = { cards: {}, packaging: { airPercent: 1001 } }
      assert.equal(await refused(byCards), air)
    } finally {
      await app.stop()
    }
  })

  it('decides where orders go; the record names zone and band', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { FAR: {}, NEAR: { lat: 48.9, lon: 2.3 } },
        skus: { X: { weightG: 400 } },
        stock: { X: { FAR: 20, NEAR: 20 } },
      })
      const tariff = { table: TABLE }
      const plan = { channel: 'WEB', strategy: 'least_cost', tariff }
      const { status, body } = await client.post('/v1/routing-plans', plan)
      assert.deepEqual([status, body.tariff], [201, tariff])
      const { items: plans } = (await client.get('/v1/routing-plans')).body
      assert.deepEqual(plans[0].tariff, tariff)
      for (const [quantity, freight, bandG] of [
        [1, 46_000, 500],
        [2, 52_000, 1000],
        [6, 52_000 + 2 * 5000, null],
      ] as const) {
        const [parcel] = (await decided(client, quantity)).chosen
        assert.deepEqual([parcel.cost.freight, parcel.table], [freight, { zone: 0, bandG }])
      }
      // In its box one is in the second band, and two are beyond the last.
      const packaging = { gramsPerParcel: 250 }
      const boxed = await client.post('/v1/routing-plans', {
        ...plan,
        tariff: { ...tariff, packaging },
      })
      assert.deepEqual([boxed.status, boxed.body.tariff], [201, { ...tariff, packaging }])
      for (const [quantity, freight, bandG] of [
        [1, 52_000, 1000],
        [2, 57_000, null],
      ] as const) {
        const record = await decided(client, quantity)
        const [parcel] = record.chosen
        assert.equal(record.plan.version, 2)
        assert.deepEqual([parcel.cost.freight, parcel.table], [freight, { zone: 0, bandG }])
      }
    } finally {
      await app.stop()
    }
  })
})
