import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

describe('a refusal for shortage', () => {
  let app: App
  let client: Client
  let today: Temporal.PlainDate
  let sku: string
  let skus = 0
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {}, B: {}, PAUSED: {}, ARCHIVED: {}, NO_SHIP: {}, OUT: { outside: true } },
      skus: { FIRST: {} },
      stock: {},
    })
    await changeLocation('PAUSED', { action: 'pause', reason: 'flood' })
    await changeLocation('ARCHIVED', { action: 'archive' })
    await changeLocation('NO_SHIP', { action: 'set', fields: { ships: false } })
  })
  beforeEach(async () => {
    today = app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
    skus += 1
    sku = `S${skus}`
    await client.post('/v1/skus', { skus: [{ code: sku, name: 'Item', decimals: 1 }] })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const changeLocation = async (location: string, change: object): Promise<void> => {
    const { version } = (await client.get(`/v1/locations/${location}`)).body
    const body = { version, changes: [change] }
    assert.equal((await client.post(`/v1/locations/${location}/changes`, body)).status, 200)
  }
  const day = (days: number) => today.add({ days }).toString()
  const expect = async (location: string, days: number, of = sku): Promise<Json> => {
    const receipts = [{ sku: of, location, quantity: 1, dueOn: day(days) }]
    return (await client.post('/v1/expected-receipts', { receipts })).body.outcomes[0].receipt
  }
  const short = async (order: object = orderOf({ [sku]: 2 })): Promise<Json[]> => {
    const { status, body } = await client.post('/v1/orders', order)
    assert.deepEqual([status, body.code], [409, 'shortage'])
    return body.short
  }
  const nextOn = async (order?: object) => (await short(order))[0].nextOn
  const pickup = (location: string) => {
    const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: location }]
    return orderOf({ [sku]: 2 }, { groups })
  }

  it('says the first day on which more is expected, null where none is', async () => {
    assert.equal(await nextOn(), null)
    await expect('A', 9)
    const first = await expect('B', 4)
    await expect('B', 6)
    const line = { line: 1, sku, wanted: 2, available: 0, nextOn: day(4) }
    assert.deepEqual(await short(), [line])
    const batch = (await client.post('/v1/order-batches', { orders: [orderOf({ [sku]: 1.5 })] }))
      .body
    assert.deepEqual(batch.outcomes[0].problem.short, [{ ...line, wanted: 1.5 }])
    const at = `/v1/expected-receipts/${sku}/B/${first.no}`
    const later = { action: 'set', fields: { dueOn: day(7) } }
    await client.post(`${at}/changes`, { version: 1, changes: [later] })
    assert.equal(await nextOn(), day(6))
    await client.post(`${at}/changes`, { version: 2, changes: [{ action: 'cancel' }] })
    await client.post(`/v1/expected-receipts/${sku}/B/2/arrivals`, { quantity: 1 })
    assert.deepEqual(await short(), [{ ...line, available: 1, nextOn: day(9) }])
  })

  it('counts today, but nothing that is overdue', async () => {
    await expect('A', -1)
    assert.equal(await nextOn(), null)
    await expect('A', 0)
    assert.equal(await nextOn(), day(0))
  })

  it('counts no location outside the pool, paused, archived, or that does not ship', async () => {
    for (const location of ['OUT', 'PAUSED', 'ARCHIVED', 'NO_SHIP']) await expect(location, 1)
    assert.equal(await nextOn(), null)
    await expect('A', 5)
    assert.equal(await nextOn(), day(5))
    await client.post('/v1/sku-pauses', { sku, location: 'A', reason: 'recall' })
    assert.equal(await nextOn(), null)
  })

  it('counts for a pick-up only what that location expects', async () => {
    await expect('A', 1)
    await expect('NO_SHIP', 3)
    assert.equal(await nextOn(pickup('NO_SHIP')), day(3))
    assert.equal(await nextOn(pickup('B')), null)
    await expect('PAUSED', 2)
    assert.equal(await nextOn(pickup('PAUSED')), null)
  })

  it('says it per line, also of orders that come together', async () => {
    const other = `${sku}b`
    await client.post('/v1/skus', { skus: [{ code: other, name: 'Other' }] })
    await client.post('/v1/stock/levels', { levels: [{ sku: other, location: 'A', onHand: 1 }] })
    await expect('A', 2)
    await expect('B', 3, other)
    const orders = Array.from({ length: 20 }, (_, i) =>
      i % 2 === 0 ? orderOf({ [sku]: 1, [other]: 2 }) : orderOf({ [other]: 9 }),
    )
    const all = await Promise.all(orders.map((order) => short(order)))
    for (const [i, lines] of all.entries()) {
      const told = lines.map((line) => [line.sku, line.available, line.nextOn])
      const expected = [other, 1, day(3)]
      assert.deepEqual(told, i % 2 === 0 ? [[sku, 0, day(2)], expected] : [expected])
    }
  })

  it('goes by the day it is where the channel sells', async () => {
    // 25 hours apart: the one is always a day or two ahead of the other.
    const zones = { EARLY: 'Pacific/Kiritimati', LATE: 'Pacific/Pago_Pago' }
    for (const [code, timeZone] of Object.entries(zones)) {
      const channel = { name: code, brand: 'BRAND', kind: 'site', currency: 'EUR', code, timeZone }
      const pool = [{ location: 'A', priority: 1 }]
      const whole = { ...channel, onShortage: 'refuse', orderPrefix: code, pool }
      assert.equal((await client.post('/v1/channels', whole)).status, 201)
    }
    today = app.platform.clock.now().toZonedDateTimeISO(zones.LATE).toPlainDate()
    await expect('A', 0)
    const places = ['EARLY', 'LATE'].map((channel) => orderOf({ [sku]: 1 }, { channel }))
    assert.deepEqual(await Promise.all(places.map((order) => nextOn(order))), [null, day(0)])
  })
})
