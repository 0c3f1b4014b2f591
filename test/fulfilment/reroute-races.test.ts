import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pickWork, releaseOrders } from '../../src/fulfilment/index.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { closeUp } from './floor.ts'
import {
  byOf,
  deadlocks,
  inLanes,
  lostUnits,
  moveBy,
  steps,
  versionOf,
  type Victim,
} from './race-steps.ts'

const TIMES = 100
const PLACES = { A: { lat: 48.86, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 }, C: {} }
const SKUS = ['P', 'Q', 'R', 'LAST']
/** Free at C of what all orders of one race want there. */
const LAST = 40

let app: App
let client: Client
before(async () => {
  app = await startApp()
  client = await app.client()
  await openShop(client, {
    locations: PLACES,
    skus: Object.fromEntries(SKUS.map((sku) => [sku, {}])),
    stock: {
      ...Object.fromEntries(SKUS.map((sku) => [sku, { A: 9000, B: 9000, C: 9000 }])),
      LAST: { A: 9000, C: LAST },
    },
  })
})
after(async () => {
  const lost = await lostUnits(app)
  const met = await deadlocks(app)
  await closeUp(app)
  assert.deepEqual(lost, [])
  assert.equal(met, 0, 'locks are always taken in the same order')
})

/** Orders of two lines, half of them served from A and half from B, released but not begun. */
async function prepare(): Promise<Victim[]> {
  const at = (i: number) => (i % 2 === 0 ? { lat: 48.86, lon: 2.34 } : { lat: 43.3, lon: 5.36 })
  const orders = Array.from({ length: TIMES }, (_, i) => {
    const shipTo = { line1: '1 rue', city: 'Somewhere', country: 'FR', ...at(i) }
    const lines = { [SKUS[i % 3]!]: 3, [SKUS[(i + 1) % 3]!]: 2 }
    return orderOf(lines, { groups: [{ no: 1, method: 'standard', shipTo }] })
  })
  const ids = await placeAll(orders)
  const { db } = app.platform
  await db.transaction((tx) => releaseOrders(tx, app.orders, ids, byOf(app)))
  const works = await db.query<Omit<Victim, 'holdEndsAt'>>(sql`
    select w.id as "workId", w.order_id as "orderId", w.location_id as "locationId",
      l.sku_id as "skuId"
    from fulfilment.fulfilment_order as w
    join fulfilment.fulfilment_line as l on l.fulfilment_order_id = w.id and l.line_no = 1
    where w.order_id = any (${ids}::uuid[]) order by w.id`)
  assert.equal(works.length, TIMES)
  return works.map((work) => ({ ...work, holdEndsAt: byOf(app).now }))
}

async function placeAll(orders: object[]): Promise<string[]> {
  const { body } = await client.post('/v1/order-batches', { orders })
  return body.outcomes.map(({ order }: Json) => order.id)
}

/** What became of each: `done`, or the code of its refusal. A fault is thrown. */
async function race(...all: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(all)
  return settled.map((one): string => {
    if (one.status === 'fulfilled') return 'done'
    if (one.reason instanceof Refusal) return one.reason.code
    throw one.reason
  })
}

async function raceEach(run: (victim: Victim) => Promise<void>): Promise<Victim[]> {
  const victims = await prepare()
  await inLanes(victims.map((victim) => () => run(victim)))
  return victims
}

async function placeOf(victim: Victim): Promise<[other: string, third: string]> {
  const { locationById } = await app.orders.network.current()
  return [locationById.get(victim.locationId)!.code === 'A' ? 'B' : 'A', 'C']
}

/** Open claims of an order: units by code of the location. */
async function claimsOf(orderId: string): Promise<Map<string, number>> {
  const rows = await app.platform.db.query<{ code: string; units: number }>(sql`
    select l.code, sum(c.quantity)::int as units from inventory.claim as c
    join network.location as l on l.id = c.location_id
    where c.order_id = ${orderId} and c.closed_at is null group by l.code`)
  return new Map(rows.map(({ code, units }) => [code, units]))
}

describe('a re-routing by hand that meets', () => {
  it(`another one comes first or is refused, ${TIMES} times`, async () => {
    await raceEach(async (victim) => {
      const { orderId } = victim
      const version = await versionOf(app, orderId)
      const [other, third] = await placeOf(victim)
      const outcomes = await race(
        moveBy(app, { orderId, location: other, version }),
        moveBy(app, { orderId, location: third, version }),
      )
      assert.deepEqual(outcomes.toSorted(), ['done', 'version_conflict'])
      const there = outcomes[0] === 'done' ? other : third
      assert.deepEqual(await claimsOf(orderId), new Map([[there, 5]]))
    })
  })

  it(`a pick: one of them is refused, ${TIMES} times`, async () => {
    const won = { move: 0, pick: 0 }
    await raceEach(async (victim) => {
      const { orderId, workId: id } = victim
      const version = await versionOf(app, orderId)
      const [location] = await placeOf(victim)
      const pick = async () => {
        const { db } = app.platform
        const [refusal] = await db.transaction((tx) => pickWork(tx, [{ id }], byOf(app)))
        if (refusal) throw refusal
      }
      const move = moveBy(app, { orderId, location, version })
      const outcomes = await race(...(won.move > won.pick ? [pick(), move] : [move, pick()]))
      const refused = outcomes.filter((outcome) => outcome !== 'done')
      assert.equal(refused.length, 1, outcomes.join())
      won[refused[0] === 'version_conflict' ? 'pick' : 'move'] += 1
      assert.ok(['version_conflict', 'work_closed'].includes(refused[0]!), outcomes.join())
      const moved = refused[0] === 'work_closed'
      assert.equal((await claimsOf(orderId)).has(location), moved)
    })
    assert.ok(won.move > 0 && won.pick > 0, 'each comes first now and then')
  })

  it(`a cancellation: what is asked back is cancelled wherever it is, ${TIMES} times`, async () => {
    const victims = await raceEach(async (victim) => {
      const { orderId } = victim
      const version = await versionOf(app, orderId)
      const [location] = await placeOf(victim)
      const outcomes = await race(
        moveBy(app, { orderId, location, version }),
        steps['cancel']!(app, victim),
      )
      assert.equal(outcomes[1], 'done')
      assert.ok(['done', 'version_conflict'].includes(outcomes[0]!), outcomes.join())
      const claims = await claimsOf(orderId)
      assert.deepEqual([...claims.values()], [3], 'one unit of each of two lines is cancelled')
      assert.equal(claims.has(location), outcomes[0] === 'done')
    })
    assert.equal(victims.length, TIMES)
  })

  it('others that want the last units there: as many come as there are', async () => {
    const ids = await placeAll(Array.from({ length: TIMES }, () => orderOf({ LAST: 1 })))
    const moves = ids.map((orderId) => moveBy(app, { orderId, location: 'C', version: 1 }))
    const outcomes = await race(...moves)
    const refused = outcomes.filter((outcome) => outcome === 'stock_insufficient')
    assert.deepEqual(
      [refused.length, outcomes.filter((outcome) => outcome === 'done').length],
      [TIMES - LAST, LAST],
    )
    const rows = (await client.get('/v1/stock/LAST')).body.items
    const c = rows.find(({ location }: Json) => location === 'C')
    assert.deepEqual([c.onHand, c.allocated, c.available], [LAST, LAST, 0])
  })
})
