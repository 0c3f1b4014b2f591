import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { improveOrders } from '../../src/orders/index.ts'
import { listDecisions, saveDecisions } from '../../src/routing/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { EVERY_DAY, openAlways, openShop, orderOf } from '../shop.ts'
import { sql } from '../../src/platform/db/sql.ts'

const PARIS = { lat: 48.86, lon: 2.34 }
const LYON = { lat: 45.76, lon: 4.84 }
const distance = { base: 50_000, perKm: 100, perKg: 0, perKgKm: 0 }
const tariff = { distance, otherwise: { base: 90_000, perKg: 0 } }
const PLAN = { channel: 'WEB', strategy: 'least_cost', tariff }

async function done(client: Client, path: string, body: Json, status = 201): Promise<Json> {
  const reply = await client.post(path, body)
  assert.equal(reply.status, status, JSON.stringify(reply.body))
  return reply.body
}

type Stock = Record<string, Record<string, number>>

async function withShop(
  stock: Stock,
  work: (app: App, client: Client) => Promise<void>,
  releaseMinutes = 60,
): Promise<void> {
  const app = await startApp()
  try {
    const client = await app.client()
    await openShop(client, {
      releaseMinutes,
      locations: { PARIS, LYON },
      skus: { X: { weightG: 500 }, Y: { weightG: 500 } },
      stock,
    })
    const improving = { leastSaving: 5000, mostMoves: 2 }
    await done(client, '/v1/routing-plans', { ...PLAN, improving })
    await work(app, client)
    assert.deepEqual(await app.broken(), [])
  } finally {
    await app.stop()
  }
}

const to = (place: typeof PARIS) => {
  const shipTo = { line1: '1 rue', city: 'There', country: 'FR', ...place }
  return { groups: [{ no: 1, method: 'standard', shipTo }] }
}
const placed = async (client: Client, lines: Record<string, number>, over = to(PARIS)) => {
  return (await done(client, '/v1/orders', orderOf(lines, over))).id
}
const stocked = (client: Client, sku: string, location: string, onHand: number) =>
  done(client, '/v1/stock/levels', { levels: [{ sku, location, onHand }] }, 200)

/** Where an order comes from by its last decision, with that. */
async function comes(app: App, client: Client, id: string) {
  const { items } = (await client.get(`/v1/orders/${id}/decisions`)).body
  const last = items.at(-1)
  const { locationById } = await app.orders.network.current()
  const codes = last.record.chosen.map(({ locationId }: Json) => locationById.get(locationId)!.code)
  return { from: codes.join(' '), cause: last.cause, record: last.record, count: items.length }
}

const free = async (client: Client, sku: string) =>
  Object.fromEntries(
    (await client.get(`/v1/stock/${sku}`)).body.items.map((row: Json) => [
      row.location,
      [row.onHand, row.allocated],
    ]),
  )

describe('improving until release', () => {
  it('moves to what has come nearer, claims it there, and says what that saves', async () => {
    await withShop({ X: { LYON: 5 } }, async (app, client) => {
      const id = await placed(client, { X: 2 })
      assert.equal((await improveOrders(app.orders)).groups, 0)
      await stocked(client, 'X', 'PARIS', 2)
      const run = await improveOrders(app.orders)
      assert.equal(run.groups, 1)
      const { from, cause, record } = await comes(app, client, id)
      assert.deepEqual([from, cause], ['PARIS', 'improved'])
      assert.equal(record.improved.groups, 1)
      assert.equal(record.improved.saved, run.saved)
      assert.equal(record.improved.before - record.cost, run.saved)
      assert.ok(run.saved > 30_000)
      assert.deepEqual(await free(client, 'X'), { LYON: [5, 0], PARIS: [2, 2] })
      const { items } = (await client.get(`/v1/orders/${id}/events`)).body
      const event = items.find(({ type }: Json) => type === 'order.improved')
      assert.equal(event.data.saved, run.saved)
      assert.equal((await improveOrders(app.orders)).groups, 0)
    })
  })

  it('exchanges units that two orders hold, all or nothing', async () => {
    await withShop({ X: { PARIS: 1 } }, async (app, client) => {
      // The only unit is far from who asks first; who asks next gets the other.
      const far = await placed(client, { X: 1 }, to(LYON))
      await stocked(client, 'X', 'LYON', 1)
      const near = await placed(client, { X: 1 })
      assert.equal((await comes(app, client, far)).from, 'PARIS')
      assert.equal((await comes(app, client, near)).from, 'LYON')
      const run = await improveOrders(app.orders)
      assert.equal(run.groups, 2)
      for (const [id, place] of [
        [far, 'LYON'],
        [near, 'PARIS'],
      ] as const) {
        const { from, record } = await comes(app, client, id)
        assert.deepEqual([from, record.improved.groups], [place, 2])
        assert.equal(record.improved.saved, run.saved)
      }
      assert.deepEqual(await free(client, 'X'), { LYON: [1, 1], PARIS: [1, 1] })
    })
  })

  it('leaves what saves too little, was moved often enough, is held or collected', async () => {
    await withShop({ X: { LYON: 9 } }, async (app, client) => {
      const often = await placed(client, { X: 1 })
      const held = await placed(client, { X: 1 })
      await done(client, `/v1/orders/${held}/holds`, { version: 1, cause: 'fraud' })
      const groups = [{ no: 1, method: 'click_and_collect', pickupLocation: 'LYON' }]
      await placed(client, { X: 1 }, { groups } as never)
      const { db } = app.platform
      const now = app.platform.clock.now()
      await stocked(client, 'X', 'PARIS', 9)
      // It was moved twice before, which is as often as the plan lets it.
      const [first] = await listDecisions(db, often)
      for (const n of ['1', '2']) {
        const again = { ...first!, id: `0000000${n}-0000-7000-8000-000000000000` }
        await db.transaction((tx) => saveDecisions(tx, [{ ...again, cause: 'improved' }], now))
      }
      assert.equal((await improveOrders(app.orders)).groups, 0)
      const once = await placed(client, { X: 1 })
      assert.equal((await comes(app, client, once)).from, 'PARIS')
      const dear = { ...PLAN, improving: { leastSaving: 900_000, mostMoves: 9 } }
      await done(client, '/v1/routing-plans', dear)
      assert.equal((await improveOrders(app.orders)).groups, 0)
      await done(client, '/v1/routing-plans', PLAN)
      assert.equal((await improveOrders(app.orders)).groups, 0)
    })
  })

  it('sells nothing twice while orders come in and others are moved', async () => {
    await withShop({ X: { LYON: 40 }, Y: { LYON: 40 } }, async (app, client) => {
      for (let n = 0; n < 8; n += 1) await placed(client, n % 2 ? { X: 1 } : { X: 1, Y: 1 })
      await stocked(client, 'X', 'PARIS', 6)
      await stocked(client, 'Y', 'PARIS', 6)
      const orders = Array.from({ length: 30 }, async (_, n) => {
        const reply = await client.post('/v1/orders', orderOf(n % 3 ? { X: 1 } : { Y: 1 }))
        assert.equal(reply.status, 201, JSON.stringify(reply.body))
      })
      const runs = [improveOrders(app.orders), improveOrders(app.orders)]
      await Promise.all([...orders, ...runs])
      await improveOrders(app.orders)
      for (const sku of ['X', 'Y']) {
        for (const [onHand, allocated] of Object.values(await free(client, sku)) as number[][]) {
          assert.ok(allocated! <= onHand!)
        }
      }
    })
  })

  it('is done once more before work is released, and before the cut-off of a place', async () => {
    await withShop({ X: { LYON: 9 } }, async (app, client) => {
      const { clock, db } = app.platform
      await placed(client, { X: 1 })
      assert.equal((await improveOrders(app.orders)).nextMs, 120_000)
      const releasedIn = async (ms: number) => {
        const at = clock.now().add({ milliseconds: ms })
        await db.query(sql`update orders.order_line set release_at = ${at}::timestamptz`)
        const { nextMs } = await improveOrders(app.orders)
        // Twenty seconds before.
        const early = at.epochMilliseconds - (clock.nowMs() + nextMs)
        return { nextMs, isEarly: early <= 20_000 && early > 15_000 }
      }
      assert.equal((await releasedIn(100_000)).isEarly, true)
      assert.equal((await releasedIn(30_000)).nextMs, 120_000)
      await releasedIn(3_600_000)
      const at = await collectedAfter(app, client, 61_000)
      const { nextMs } = await improveOrders(app.orders)
      const early = at.epochMilliseconds - (clock.nowMs() + nextMs)
      assert.ok(early <= 21_000 && early > 15_000, `${early}`)
    })
  })
})

/** The place is open always and needs ten minutes; its next cut-off is the minute after that. */
async function collectedAfter(app: App, client: Client, ms: number): Promise<Temporal.Instant> {
  await openAlways(client, 'LYON', 10)
  await done(client, '/v1/carriers', { code: 'POST', name: 'The post' })
  const service = { carrier: 'POST', code: 'PARCEL', name: 'Parcel', methods: ['standard'] }
  await done(client, '/v1/carrier-services', { ...service, maxG: 31_500 })
  const { timeZone } = (await app.orders.network.current()).locationByCode.get('LYON')!
  const cutOff = app.platform.clock
    .now()
    .add({ milliseconds: ms })
    .toZonedDateTimeISO(timeZone)
    .round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  const at = cutOff.add({ minutes: 10 }).toPlainTime().toString({ smallestUnit: 'minute' })
  const times = EVERY_DAY.map((day) => ({ day, at }))
  const collect = { version: 1, changes: [{ action: 'collect', location: null, times }] }
  await done(client, '/v1/carrier-services/PARCEL/changes', collect, 200)
  return cutOff.toInstant()
}
