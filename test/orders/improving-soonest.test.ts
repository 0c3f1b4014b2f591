import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { improveOrders } from '../../src/orders/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { EVERY_DAY, openAlways, openShop, orderOf } from '../shop.ts'

const PARIS = { lat: 48.86, lon: 2.34 }
const SOONEST = { by: 'ranking', ranking: ['soonest'], completeFirst: true }

describe('improving under a rule that sends what is there soonest', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: PARIS, B: PARIS, LATE: PARIS, SOON: PARIS },
      skus: { X: { weightG: 500 }, Y: { weightG: 500 } },
      stock: { X: { A: 1 }, Y: { B: 1 } },
    })
    for (const place of ['A', 'B', 'SOON']) await openAlways(client, place, 30)
    await openAlways(client, 'LATE', 9000)
    await openService('CHEAP', { price: '4.00', days: 5 })
    await openService('FAST', { price: '9.00', days: 1 })
    const improving = { leastSaving: 1, mostMoves: 3 }
    const plan = { channel: 'WEB', strategy: 'least_cost', tariff: { cards: {} }, improving }
    await done('/v1/routing-plans', plan)
    const rule = { name: 'Soonest', use: [{ places: {} }], choose: SOONEST }
    const changes = [{ action: 'add', rule }]
    const { version } = (await client.get('/v1/routing-rules/draft')).body
    const draft = await done('/v1/routing-rules/draft/changes', { version, changes }, 200)
    await done('/v1/routing-rules/publications', { version: draft.version, note: 'Soonest' })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  async function done(path: string, body: Json, status = 201): Promise<Json> {
    const reply = await client.post(path, body)
    assert.equal(reply.status, status, JSON.stringify(reply.body))
    return reply.body
  }

  /** Of a carrier of its own, that collects three times a day. */
  async function openService(code: string, of: { price: string; days: number }): Promise<void> {
    await done('/v1/carriers', { code: `${code}_POST`, name: code })
    const service = { carrier: `${code}_POST`, code, name: code, methods: ['standard'] }
    await done('/v1/carrier-services', { ...service, maxG: 31_500 })
    const times = EVERY_DAY.flatMap((day) => ['00:00', '12:00', '23:59'].map((at) => ({ day, at })))
    const collect = { version: 1, changes: [{ action: 'collect', location: null, times }] }
    await done(`/v1/carrier-services/${code}/changes`, collect, 200)
    const rates = `service,zone,weight_kg,rate_eur\n${code},ALL,30,${of.price}`
    const zones = `zone,max_km,transit_days\nALL,,${of.days}\n`
    const files = { carrier: `${code}_POST`, currency: 'EUR', rates, zones }
    await done('/v1/rate-cards/import', { ...files, validFrom: '2020-01-01T00:00:00Z' }, 200)
  }

  const stocked = (location: string) =>
    done(
      '/v1/stock/levels',
      { levels: ['X', 'Y'].map((sku) => ({ sku, location, onHand: 1 })) },
      200,
    )

  /** The last decision on an order, and from where with which services. */
  async function decided(id: string): Promise<{ record: Json; from: Json[] }> {
    const { items, places } = (await client.get(`/v1/orders/${id}/decisions`)).body
    const codes = new Map(places.map(({ id: at, code }: Json) => [at, code]))
    const { record } = items.at(-1)
    const from = record.chosen.map((one: Json) => [codes.get(one.locationId), one.carriage.service])
    return { record, from }
  }

  it('moves to what is there as soon, and not to what comes later', async () => {
    const { id } = await done('/v1/orders', orderOf({ X: 1, Y: 1 }))
    const first = await decided(id)
    assert.deepEqual(first.from, [
      ['A', 'FAST'],
      ['B', 'FAST'],
    ])
    // One parcel instead of two, from a place that has all, some days later.
    await stocked('LATE')
    assert.equal((await improveOrders(app.orders)).groups, 0)
    assert.deepEqual((await decided(id)).from, first.from)
    const shown = (await client.get(`/v1/orders/${id}/groups/1/candidates`)).body
    const costs = shown.current.map(({ cost }: Json) => cost.total)
    assert.deepEqual(
      costs,
      first.record.chosen.map(({ cost }: Json) => cost.total),
    )
    const late = shown.candidates.find(({ location }: Json) => location === 'LATE')
    assert.equal(late.dearerBy, late.cost.total - first.record.cost)
    await stocked('SOON')
    const run = await improveOrders(app.orders)
    const last = await decided(id)
    assert.deepEqual([run.groups, last.from], [1, [['SOON', 'FAST']]])
    assert.deepEqual([last.record.improved.before, run.saved], [first.record.cost, 90_000])
    assert.equal(last.record.cost, first.record.cost - run.saved)
  })
})
