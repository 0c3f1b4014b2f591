import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { askCarriers } from '../../src/routing/actions/ask-carriers.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { createRateBook } from '../../src/shipping/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'

const PLAN = { channel: 'WEB', strategy: 'least_cost' }
const VALID_FROM = '2026-01-01T00:00:00Z'

describe('a plan by rate cards', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: { lat: 48.9, lon: 2.3 } },
      skus: { X: { weightG: 400 } },
      stock: { X: { A: 9 } },
    })
    await done('/v1/carriers', { code: 'POST', name: 'The post' })
    await addService('PARCEL')
  })
  after(() => app.stop())

  async function done(path: string, body: object, status = 201): Promise<Json> {
    const reply = await client.post(path, body)
    assert.equal(reply.status, status, JSON.stringify(reply.body))
    return reply.body
  }

  async function addService(code: string): Promise<void> {
    const service = { carrier: 'POST', methods: ['standard'], maxG: 30_000 }
    await done('/v1/carrier-services', { ...service, code, name: code })
  }

  async function change(code: string, version: number, ...changes: object[]): Promise<void> {
    await done(`/v1/carrier-services/${code}/changes`, { version, changes }, 200)
  }

  const collected = { action: 'collect', location: null, times: [{ day: 1, at: '17:00' }] }

  async function addCard(service: string, over: object = {}): Promise<void> {
    await done('/v1/rate-cards', {
      service,
      currency: 'EUR',
      validFrom: VALID_FROM,
      lanes: [{ zone: 'ALL' }],
      bands: [5000],
      zones: [{ code: 'ALL', prices: [50_000], perKgBeyond: null, transitDays: 1 }],
      cm3PerKg: null,
      surcharges: [],
      fuelPercent: 0,
      ...over,
    })
  }

  async function answered(cards: object) {
    const { status, body } = await client.post('/v1/routing-plans', { ...PLAN, tariff: { cards } })
    return [status, body.code, body.field]
  }

  const open = async (): Promise<Json[]> =>
    (await client.get('/v1/tasks?cause=not_carried')).body.items

  /** Looks once more; fails where that writes. */
  async function lookAgain(): Promise<void> {
    const { platform, network, carriers } = app.orders
    const transaction = () => assert.fail('nothing has changed')
    const db = { ...platform.db, transaction }
    await askCarriers({ platform: { ...platform, db }, network, carriers }, platform.clock.now())
  }

  const untilOpen = (count: number) =>
    untilSeen(app, async () => {
      const items = await open()
      return items.length === count ? items : undefined
    })

  it('names services that are there, of which one has a card in the currency', async () => {
    const missing = [409, 'rate_card_missing', '/tariff/cards']
    assert.deepEqual(await answered({}), missing)
    await addCard('PARCEL', { currency: 'CHF' })
    assert.deepEqual(await answered({}), missing)
    await addCard('PARCEL', { validFrom: '2099-01-01T00:00:00Z' })
    assert.deepEqual(await answered({ services: ['PARCEL'] }), missing)
    await addCard('PARCEL')
    const unknown = [422, 'carrier_service_unknown', '/tariff/cards/services/1']
    assert.deepEqual(await answered({ services: ['PARCEL', 'ASDT'] }), unknown)
    assert.deepEqual((await client.get('/v1/routing-plans')).body.items, [])
    assert.equal((await answered({ services: ['PARCEL'] }))[0], 201)
  })

  it('is an exception while no service carries, which ends by itself', async () => {
    const [task] = await untilOpen(1)
    assert.deepEqual([task!.subjectKind, task!.subjectId], ['channel', 'WEB'])
    assert.match(task!.summary, /Nothing can be sent for WEB/)
    assert.deepEqual(task!.can, ['assign', 'note'])
    await assert.doesNotReject(lookAgain())
    await change('PARCEL', 1, collected)
    await untilOpen(0)
    await assert.doesNotReject(lookAgain())
    assert.equal((await answered({}))[0], 201)
    await change('PARCEL', 2, { action: 'archive' })
    await untilOpen(1)
    const order = await done('/v1/orders', orderOf({ X: 1 }))
    const { items } = (await client.get(`/v1/orders/${order.id}/decisions`)).body
    assert.deepEqual(Object.keys(items[0].record.excluded), ['not_collected'])
    await addService('OTHER')
    const validUntil = app.platform.clock.now().add({ hours: 24 }).toString()
    await addCard('OTHER', { validUntil })
    await change('OTHER', 1, collected)
    await untilOpen(0)
  })

  it('may go on naming a service that was archived, while another carries', async () => {
    for (const code of ['KEPT', 'GONE']) {
      await addService(code)
      await addCard(code)
      await change(code, 1, collected)
    }
    const services = ['KEPT', 'GONE']
    assert.equal((await answered({ services }))[0], 201)
    await change('GONE', 2, { action: 'archive' })
    assert.equal((await answered({ services }))[0], 201)
    const unknown = [422, 'carrier_service_unknown', '/tariff/cards/services/1']
    assert.deepEqual(await answered({ services: ['KEPT', 'PARCEL'] }), unknown)
    await change('KEPT', 2, { action: 'archive' })
    assert.deepEqual(await answered({ services }), [409, 'rate_card_missing', '/tariff/cards'])
    await untilOpen(1)
    assert.equal((await answered({}))[0], 201)
    await untilOpen(0)
  })

  it('is one again once the last card has ended', async () => {
    const { platform, network } = app.orders
    const { clock, db } = platform
    const raised = () => db.query(sql`select 1 from tasks.task where cause = 'not_carried'`)
    const earlier = (await raised()).length
    const later = clock.now().add({ hours: 25 })
    const then = { ...clock, now: () => later, nowMs: () => later.epochMilliseconds }
    const carriers = createRateBook({ ...platform, clock: then })
    await askCarriers({ platform, network, carriers }, later)
    assert.equal((await raised()).length, earlier + 1)
  })
})
