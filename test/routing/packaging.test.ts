import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

let app: App
let client: Client
let from: string
/** Decisions by a plan without packaging, and by one with it. */
const plain: Json = {}
const boxed: Json = {}

const PLAN = { channel: 'WEB', strategy: 'least_cost', objective: { carbonPerTonne: 900_000 } }
const PACKAGING = { gramsPerParcel: 250, airPercent: 25 }

before(async () => {
  app = await startApp()
  client = await app.client()
  await openShop(client, {
    locations: { A: { lat: 48.9, lon: 2.3 }, B: { lat: 48.9, lon: 2.4 } },
    skus: { X: { weightG: 800 }, BULKY: { weightG: 100 } },
    stock: { X: { A: 99, B: 99 }, BULKY: { A: 99 } },
  })
  await withCarriers()
  const { version } = (await client.get('/v1/skus/BULKY')).body
  const fields = { lengthMm: 200, widthMm: 200, heightMm: 100 }
  const changes = [{ action: 'set', fields }]
  const { status } = await client.post('/v1/skus/BULKY/changes', { version, changes })
  assert.equal(status, 200)
  from = app.platform.clock.now().toString()
  await publish({ cards: {} })
  for (const sku of ['X', 'BULKY']) plain[sku] = await place(sku)
  await publish({ cards: {}, packaging: PACKAGING })
  for (const sku of ['X', 'BULKY']) boxed[sku] = await place(sku)
})
after(() => app.stop())

describe('a plan that expects packaging', () => {
  it('says so, and is kept beside the one before', async () => {
    const { items } = (await client.get('/v1/routing-plans')).body
    assert.deepEqual(items[0].tariff, { cards: {}, packaging: PACKAGING })
    const versions = (await client.get('/v1/routing-plans/versions?channel=WEB')).body.items
    const inForce = (await client.get('/v1/routing-plans?channel=WEB')).body.items
    assert.deepEqual(
      inForce.map((plan: Json) => [plan.channel, plan.version]),
      [['WEB', versions[0].version]],
    )
    const none = await client.get('/v1/routing-plans?channel=NOPE')
    assert.deepEqual([none.status, none.body.field], [404, '/channel'])
    assert.deepEqual(versions[1].tariff, { cards: {} })
  })

  it('counts it in the band, the billable weight and the volume of a parcel', () => {
    assert.deepEqual(howOf(plain['X']), ['PARCEL', 50_000, 1000.5, 800])
    assert.deepEqual(howOf(plain['BULKY']), ['PARCEL', 50_000, 1000.5, 800])
    assert.deepEqual(howOf(boxed['X']), ['PARCEL', 80_000, 5000, 1050])
    // A quarter more than its four litres by the divisor, and the box.
    assert.deepEqual(howOf(boxed['BULKY']), ['PARCEL', 80_000, 5000, 1250])
    const [without, packed] = [plain, boxed].map(({ X }) => X.record.chosen[0].co2eG)
    assert.ok(packed >= without)
  })

  it('has other places cost it too', async () => {
    const { regrets, isExact } = (await client.get(`/v1/decisions/${boxed['X'].id}/regrets`)).body
    assert.deepEqual([isExact, regrets.length], [true, 1])
    const freight = regrets[0].plan.terms.find(({ term }: Json) => term === 'freight')
    assert.equal(freight.amount, 80_000)
  })

  it('is solved again from the export; what was decided before is as it was', async () => {
    for (const [{ id, record }, bands] of [
      [boxed['X'], [750.5, 2750, 4750]],
      [plain['X'], [1000.5, 3000, 5000]],
    ] as const) {
      const { instance, expected } = (await client.get(`/v1/decisions/${id}/exchange`)).body
      assert.deepEqual(instance.bands, bands)
      assert.equal(expected.cost, record.cost)
    }
  })

  it('counts it in a simulation, also where that plays other services', async () => {
    const until = app.platform.clock.now().toString()
    const policies = [{ of: 'live' }, { of: 'live', plans: [{ services: ['PARCEL'] }] }]
    const { status, body } = await client.post('/v1/simulations', { from, until, policies })
    assert.equal(status, 202, JSON.stringify(body))
    const { result } = await untilSeen(app, async () => {
      const { body: seen } = await client.get(`/v1/simulations/${body.id}`)
      return ['waiting', 'running'].includes(seen.state) ? undefined : (seen as Json)
    })
    for (const { cost } of result.policies) {
      const freight = cost.terms.find(({ term }: Json) => term === 'freight')
      assert.equal(freight.amount, 4 * 80_000)
    }
  })
})

async function publish(tariff: object): Promise<void> {
  const { status, body } = await client.post('/v1/routing-plans', { ...PLAN, tariff })
  assert.deepEqual([status, body.tariff], [201, tariff], JSON.stringify(body))
}

async function place(sku: string): Promise<Json> {
  const { status, body } = await client.post('/v1/orders', orderOf({ [sku]: 1 }))
  assert.equal(status, 201, JSON.stringify(body))
  return (await client.get(`/v1/orders/${body.id}/decisions`)).body.items[0]
}

function howOf({ record }: Json) {
  const [{ cost, carriage }] = record.chosen
  const { service, bandG, billableG } = carriage
  return [service, cost.freight, bandG, billableG]
}

/** 5.00 up to 1000.5 g and 8.00 up to 5 kg; somebody else takes 9.00 up to 3 kg. */
async function withCarriers(): Promise<void> {
  const done = async (path: string, body: object, status = 201) => {
    const reply = await client.post(path, body)
    assert.equal(reply.status, status, JSON.stringify(reply.body))
  }
  const times = [{ day: 1, at: '17:00' }]
  for (const [code, bands, prices] of [
    ['PARCEL', [1000.5, 5000], [50_000, 80_000]],
    ['COURIER', [3000], [90_000]],
  ] as const) {
    await done('/v1/carriers', { code, name: code })
    const service = { carrier: code, methods: ['standard'], maxG: 5000 }
    await done('/v1/carrier-services', { ...service, code, name: code })
    const collect = { action: 'collect', location: null, times }
    const path = `/v1/carrier-services/${code}/changes`
    await done(path, { version: 1, changes: [collect] }, 200)
    await done('/v1/rate-cards', {
      service: code,
      currency: 'EUR',
      validFrom: '2026-01-01T00:00:00Z',
      lanes: [{ zone: 'ALL' }],
      bands,
      zones: [{ code: 'ALL', prices, perKgBeyond: null, transitDays: 1 }],
      cm3PerKg: 5000,
      surcharges: [],
      fuelPercent: 0,
    })
  }
}
