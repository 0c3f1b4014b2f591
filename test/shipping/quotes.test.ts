import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Json, type KeyClient } from '../app.ts'
import { openShop } from '../shop.ts'
import { listen } from '../stream/listen.ts'

/** A Wednesday in winter: 17:00 in Paris is 16:00 UTC. */
const READY = '2037-01-14T15:00:00Z'
const ASKED = `/v1/rate-quotes?location=A&country=FR&readyAt=${READY}`
const TIMES = [1, 2, 3, 4, 5].map((day) => ({ day, at: '17:00' }))

describe('what a parcel costs', () => {
  let app: App
  let client: KeyClient
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: { lat: 48.86, lon: 2.35 }, B: {} },
      skus: { X: {} },
      stock: {},
    })
    await good(client.post('/v1/carriers', { code: 'POST', name: 'The post' }))
    for (const [code, more] of Object.entries(SERVICES)) {
      const terms = { code, carrier: 'POST', name: code, methods: ['standard'], maxG: 10_000 }
      await good(client.post('/v1/carrier-services', { ...terms, ...more }))
      const changes = [{ action: 'collect', location: 'A', times: TIMES }]
      await good(client.post(`/v1/carrier-services/${code}/changes`, { version: 1, changes }))
      if (code !== 'CARDLESS') await good(client.post('/v1/rate-cards', { ...CARD, service: code }))
    }
  })
  after(() => app.stop())

  const ask = async (more: string): Promise<Json> => (await good(client.get(ASKED + more))).body
  const whys = ({ items }: Json) => {
    return Object.fromEntries(items.map(({ service, why }: Json) => [service, why]))
  }

  it('is said by every service with its terms and times, or why not', async () => {
    const answer = await ask('&grams=1500&lat=48.9&lon=2.4&lengthMm=400&widthMm=500&heightMm=100')
    const [{ quote, ...first }] = answer.items
    assert.deepEqual(first, { carrier: 'POST', service: 'PARCEL', why: null })
    // 20 litres at 5000 cm³ for each kg count for 4 kg.
    const { carriage, surcharges, fuel, total, zone, billableG, bandG } = quote
    assert.deepEqual([zone, billableG, bandG, carriage], ['NEAR', 4000, 5000, 60_000])
    assert.deepEqual(surcharges, [{ code: 'HOME', kind: 'residential', amount: 10_000 }])
    assert.deepEqual([fuel, total], [7000, 77_000])
    assert.deepEqual([quote.leavesAt, quote.arrivesOn], ['2037-01-14T16:00:00Z', '2037-01-16'])
    assert.ok(answer.km > 4 && answer.km < 7)
    const others = { CARDLESS: 'no_card', OFFICES: 'home', SMALL: 'too_large' }
    assert.deepEqual(whys(answer), { PARCEL: null, ...others })
  })

  it('goes by where it goes: companies, far away, too heavy, where nobody collects', async () => {
    const company = await ask('&grams=1500&lat=48.9&lon=2.4&toHome=false')
    assert.equal(company.items[0].quote.total, 44_000)
    assert.equal(whys(company)['OFFICES'], null)
    assert.equal(whys(await ask('&grams=1500'))['PARCEL'], 'not_reached')
    assert.equal(whys(await ask('&grams=9000&lat=48.9&lon=2.4'))['PARCEL'], 'too_heavy')
    const { body } = await client.get('/v1/rate-quotes?location=B&country=FR&grams=1')
    assert.equal(whys(body)['PARCEL'], 'not_collected')
  })

  it('is refused where half is said, or the location is not the caller’s', async () => {
    const refused = async (more: string) => (await client.get(ASKED + more)).body.field
    assert.equal(await refused('&grams=1&lat=48'), '/lon')
    assert.equal(await refused('&grams=1&lengthMm=48'), '/lengthMm')
    const nowhere = await client.get('/v1/rate-quotes?location=NO&country=FR&grams=1')
    assert.equal(nowhere.body.code, 'location_unknown')
  })

  it('is of cards that are listed all at once', async () => {
    const later = { ...CARD, service: 'PARCEL', validFrom: '2099-01-01T00:00:00Z' }
    await good(client.post('/v1/rate-cards', later))
    const { items } = (await client.get('/v1/rate-cards')).body
    const of = items.filter((one: Json) => one.service === 'PARCEL')
    assert.deepEqual(
      of.map((one: Json) => [one.version, one.inForce]),
      [
        [2, false],
        [1, true],
      ],
    )
    assert.equal(items.length, 4)
  })

  it('may have changed: what is new of carriers is heard of', async () => {
    const listener = await listen(app, client, { topics: ['shipping'] })
    await good(client.post('/v1/carriers', { code: 'NEW', name: 'The new one' }))
    const { data } = await listener.next('change', ({ id }) => id === 'NEW')
    await listener.close()
    const told = { topic: 'shipping', id: 'NEW', version: null, change: 'shipping.changed' }
    assert.deepEqual(data, told)
  })
})

const SERVICES = {
  PARCEL: {},
  OFFICES: { toHomes: false },
  SMALL: { maxLongestMm: 300 },
  CARDLESS: {},
}

const CARD = {
  currency: 'EUR',
  validFrom: '2026-01-01T00:00:00Z',
  lanes: [{ zone: 'NEAR', maxKm: 100 }],
  bands: [2000, 5000],
  zones: [{ code: 'NEAR', prices: [40_000, 60_000], perKgBeyond: null, transitDays: 2 }],
  cm3PerKg: 5000,
  fuelPercent: 10,
  surcharges: [{ code: 'HOME', kind: 'residential', amounts: [{ zone: 'NEAR', amount: 10_000 }] }],
}

async function good(reply: ReturnType<KeyClient['get']>) {
  const answered = await reply
  assert.ok(answered.status < 300, JSON.stringify(answered.body))
  return answered
}
