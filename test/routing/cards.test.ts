import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

const VALID = { validFrom: '2020-01-01T00:00:00Z' }
const ZONES = 'zone,max_km,transit_days\nNEAR,100,1\nFAR,,3\n'
const RATES = [
  'service,zone,weight_kg,rate_eur',
  'PARCEL,NEAR,1,5.00',
  'PARCEL,NEAR,5,8.00',
  'PARCEL,FAR,1,7.00',
  'PARCEL,FAR,5,10.00',
  'LETTER,NEAR,0.5,2.00',
].join('\n')

/** A carrier with two services whose cards are imported; letters are collected at A only. */
async function withCarrier(client: Client): Promise<Json> {
  const done = async (path: string, body: object, status = 201) => {
    const reply = await client.post(path, body)
    assert.equal(reply.status, status, JSON.stringify(reply.body))
    return reply.body
  }
  await done('/v1/carriers', { code: 'POST', name: 'The post' })
  const service = { carrier: 'POST', methods: ['standard'], maxG: 31_500 }
  await done('/v1/carrier-services', { ...service, code: 'PARCEL', name: 'Parcel' })
  await done('/v1/carrier-services', { ...service, code: 'LETTER', name: 'Letter', maxG: 500 })
  const times = [{ day: 1, at: '17:00' }]
  const collect = (location: string | null) => ({ action: 'collect', location, times })
  const changes = (...all: object[]) => ({ version: 1, changes: all })
  const everywhere = changes(collect(null))
  await done('/v1/carrier-services/PARCEL/changes', everywhere, 200)
  await done('/v1/carrier-services/LETTER/changes', changes(collect('NEAR')), 200)
  const files = { rates: RATES, zones: ZONES }
  const sent = { carrier: 'POST', currency: 'EUR', ...VALID, ...files }
  return done('/v1/rate-cards/import', sent, 200)
}

const PLAN = { channel: 'WEB', strategy: 'least_cost' }

async function decided(client: Client, order: Json): Promise<Json> {
  const { items } = (await client.get(`/v1/orders/${order.id}/decisions`)).body
  return items.at(-1).record
}

describe('what is ready', () => {
  it('leaves with the next collection of the place and arrives by the card', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, { locations: { NEAR: {}, OTHER: {} }, skus: { X: {} }, stock: {} })
      const days = [{ on: '2026-03-02', name: 'Holiday' }]
      const calendar = await client.post('/v1/holiday-calendars', { code: 'H', name: 'H', days })
      assert.equal(calendar.status, 201)
      const { body: place } = await client.get('/v1/locations/OTHER')
      const changes = [{ action: 'set', fields: { holidayCalendar: 'H' } }]
      const path = '/v1/locations/OTHER/changes'
      const { status } = await client.post(path, { version: place.version, changes })
      assert.equal(status, 200)
      await withCarrier(client)
      // Monday 2 March 2026; it is collected at 17:00 in Paris, an hour behind.
      const leaves = async (location: string, handlingMinutes: number) => {
        const asked = `location=${location}&readyAt=2026-03-02T15:00:00Z`
        const url = `/v1/carrier-services/PARCEL/departures?${asked}`
        return (await client.get(`${url}&handlingMinutes=${handlingMinutes}`)).body
      }
      assert.deepEqual(await leaves('NEAR', 60), {
        leavesAt: '2026-03-02T16:00:00Z',
        arrivals: [
          { zone: 'NEAR', arrivesOn: '2026-03-03' },
          { zone: 'FAR', arrivesOn: '2026-03-05' },
        ],
      })
      assert.equal((await leaves('NEAR', 61)).leavesAt, '2026-03-09T16:00:00Z')
      assert.equal((await leaves('OTHER', 0)).leavesAt, '2026-03-09T16:00:00Z')
      assert.equal((await leaves('NOWHERE', 0)).code, 'location_unknown')
    } finally {
      await app.stop()
    }
  })
})

describe('routing by rate cards', () => {
  it('takes the cheapest service; the record says by whom, by which card and band', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { FAR: { lat: 43.3, lon: 5.4 }, NEAR: { lat: 48.9, lon: 2.3 } },
        skus: { X: { weightG: 400 } },
        stock: { X: { FAR: 99, NEAR: 99 } },
      })
      const imported = await withCarrier(client)
      assert.deepEqual(imported.faults, [])
      const cards = { cards: {} }
      const plan = await client.post('/v1/routing-plans', { ...PLAN, tariff: cards })
      assert.deepEqual([plan.status, plan.body.tariff], [201, cards])
      const place = async (quantity: number) => {
        const { status, body } = await client.post('/v1/orders', orderOf({ X: quantity }))
        assert.equal(status, 201, JSON.stringify(body))
        return decided(client, body)
      }
      const [letter] = (await place(1)).chosen
      assert.equal(letter.cost.freight, 20_000)
      assert.deepEqual(letter.carriage, {
        carrier: 'POST',
        service: 'LETTER',
        card: 1,
        zone: 'NEAR',
        bandG: 500,
        billableG: 400,
        transitDays: 1,
        parcels: 1,
      })
      const [parcel] = (await place(3)).chosen
      assert.deepEqual(
        [parcel.carriage.service, parcel.carriage.bandG, parcel.cost.freight],
        ['PARCEL', 5000, 80_000],
      )
      // The next card counts at once, without a restart; what was decided keeps its version.
      const { body: card } = await client.get('/v1/carrier-services/PARCEL/rate-cards/1')
      const { version: _, gaps: __, createdAt: ___, ...content } = card
      const zones = content.zones.map((zone: Json) => ({
        ...zone,
        prices: zone.prices.map((price: number) => price / 2),
      }))
      const next = await client.post('/v1/rate-cards', { ...content, zones })
      assert.equal(next.status, 201, JSON.stringify(next.body))
      const [cheaper] = (await place(3)).chosen
      assert.deepEqual([cheaper.carriage.card, cheaper.cost.freight], [2, 40_000])
      const { items } = (await client.get('/v1/carrier-services/PARCEL/rate-cards')).body
      assert.deepEqual(
        items.map((one: Json) => [one.version, one.inForce]),
        [
          [2, true],
          [1, false],
        ],
      )
    } finally {
      await app.stop()
    }
  })

  it('leaves out places that no service collects from or reaches, with the reason', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await openShop(client, {
        locations: { LOST: {}, NEAR: { lat: 48.9, lon: 2.3 }, NONE: { lat: 48.8, lon: 2.3 } },
        skus: { X: { weightG: 400 }, HEAVY: { weightG: 40_000 } },
        stock: { X: { LOST: 9, NEAR: 9, NONE: 9 }, HEAVY: { NEAR: 9 } },
      })
      await withCarrier(client)
      const never = { action: 'collect', location: 'NONE', times: [] }
      const change = { version: 2, changes: [never] }
      const { status } = await client.post('/v1/carrier-services/PARCEL/changes', change)
      assert.equal(status, 200)
      const { items } = (await client.get('/v1/carrier-services/PARCEL/rate-cards')).body
      assert.deepEqual([items[0].zones, items[0].bands], [2, 2])
      // Without FAR, which fits any distance, a place that is not known to be near is not reached.
      const near = {
        service: 'PARCEL',
        ...VALID,
        currency: 'EUR',
        lanes: [{ zone: 'NEAR', maxKm: 100 }],
        bands: [5000],
        zones: [{ code: 'NEAR', prices: [50_000], perKgBeyond: null, transitDays: null }],
        cm3PerKg: null,
        surcharges: [
          { code: 'HOME', kind: 'residential', amounts: [{ zone: 'NEAR', amount: 1000 }] },
        ],
        fuelPercent: 0,
      }
      assert.equal((await client.post('/v1/rate-cards', near)).status, 201)
      const tariff = { cards: { services: ['PARCEL'] } }
      await client.post('/v1/routing-plans', { ...PLAN, tariff })
      const order = await client.post('/v1/orders', orderOf({ X: 1 }))
      const record = await decided(client, order.body)
      const { body: all } = await client.get('/v1/locations')
      const idOf = (code: string) => all.items.find((one: Json) => one.code === code).id
      assert.deepEqual(record.excluded, {
        not_reached: [idOf('LOST')],
        not_collected: [idOf('NONE')],
      })
      assert.deepEqual(record.unreached, [[idOf('LOST'), null]])
      assert.deepEqual(
        record.chosen.map((one: Json) => [one.locationId, one.cost.freight]),
        [[idOf('NEAR'), 51_000]],
      )
      // To a company it costs no surcharge.
      const shipTo = { company: 'Acme', country: 'FR', lat: 48.86, lon: 2.34 }
      const groups = [{ no: 1, method: 'standard', shipTo }]
      const work = await client.post('/v1/orders', orderOf({ X: 1 }, { groups }))
      assert.equal((await decided(client, work.body)).chosen[0].cost.freight, 50_000)
      // What no service takes cannot be sent.
      const heavy = await client.post('/v1/orders', orderOf({ HEAVY: 1 }))
      assert.deepEqual([heavy.status, heavy.body.code], [409, 'shortage'])
    } finally {
      await app.stop()
    }
  })

  it('simulates an order that nobody may carry as unserved, in hindsight too', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      const from = app.platform.clock.now().toString()
      await openShop(client, {
        onShortage: 'accept',
        locations: { NEAR: { lat: 48.9, lon: 2.3 } },
        skus: { X: { weightG: 400 } },
        stock: { X: { NEAR: 9 } },
      })
      await withCarrier(client)
      await client.post('/v1/routing-plans', { ...PLAN, tariff: { cards: {} } })
      const { groups } = orderOf({ X: 1 })
      const sameDay = { groups: [{ ...groups[0], method: 'same_day' }] }
      for (const over of [{}, sameDay]) {
        const { status, body } = await client.post('/v1/orders', orderOf({ X: 2 }, over))
        assert.equal(status, 201, JSON.stringify(body))
      }
      const until = app.platform.clock.now().toString()
      const asked = { from, until, policies: [{ of: 'live' }], hindsight: true }
      const { id } = (await client.post('/v1/simulations', asked)).body
      const done = await untilSeen(app, async () => {
        const { body } = await client.get(`/v1/simulations/${id}`)
        return body.endedAt === null ? undefined : body
      })
      assert.deepEqual([done.state, done.why], ['done', null])
      const [live] = done.result.policies
      assert.equal(live.unfilledUnits, 2)
      const unfilled = live.cost.terms.find(({ term }: Json) => term === 'unfilled').amount
      const { bound } = done.result.hindsight
      assert.ok(unfilled > 0 && bound > unfilled && bound <= live.cost.total)
    } finally {
      await app.stop()
    }
  })
})
