import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { moveUncoveredOf } from '../../src/fulfilment/index.ts'
import { setStock } from '../../src/inventory/actions/facts.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { randomOf } from '../random.ts'
import { openShop, orderOf } from '../shop.ts'
import {
  byOf,
  contextOf,
  deadlocks,
  inLanes,
  lostUnits,
  releaseVictims,
  steps,
  type Victim,
} from './race-steps.ts'

const TIMES = 20
const PLACES = { A: { lat: 48.86, lon: 2.35 }, B: { lat: 47.22, lon: -1.55 }, C: {} }
const MEETS = ['pick', 'short_pick', 'reject', 're_route', 'cancel', 'move', 'count', 'sale']

/** Two servers on one database, whose background work runs as well. */
let apps: [App, App]
let clients: [Client, Client]
before(async () => {
  const first = await startApp()
  apps = [first, await startApp(first.connection)]
  clients = [await apps[0].client(), await apps[1].client()]
  const skus = [...Array.from({ length: TIMES }, (_, i) => `S${i}`), 'OTHER', 'HOT']
  await openShop(clients[0], {
    onShortage: 'accept',
    locations: PLACES,
    skus: Object.fromEntries(skus.map((sku) => [sku, {}])),
    stock: Object.fromEntries(skus.map((sku) => [sku, { A: 9000, B: 9000, C: 9000 }])),
  })
  await apps[1].orders.network.refresh()
})
after(async () => {
  const [app] = apps
  const [lost, met, broken] = [await lostUnits(app), await deadlocks(app), await app.broken()]
  const moved = await movedOrders(app)
  await apps[1].stop()
  await app.stop()
  assert.deepEqual([lost, broken], [[], []])
  assert.ok(moved > 2 * TIMES, 'the move comes first often enough')
  assert.equal(met, 0, 'locks are always taken in the same order')
})

/** An order of each SKU, released at A and not begun. */
async function prepare(): Promise<Victim[]> {
  const levels = Array.from({ length: TIMES }, (_, i) =>
    Object.keys(PLACES).map((location) => ({ sku: `S${i}`, location, onHand: 9000 })),
  )
  await clients[0].post('/v1/stock/levels', { levels: levels.flat() })
  const orders = Array.from({ length: TIMES }, (_, i) => orderOf({ [`S${i}`]: 3, OTHER: 2 }))
  const { body } = await clients[0].post('/v1/order-batches', { orders })
  return releaseVictims(
    apps[0],
    body.outcomes.map(({ order }: Json) => order.id),
  )
}

/** Stock is counted, so that of all that is promised there two units are missing. */
async function loseTwo({ skuId, locationId }: Victim): Promise<void> {
  const [app] = apps
  const { db } = app.platform
  const [row] = await db.query<{ allocated: number }>(sql`
    select allocated from inventory.supply
    where sku_id = ${skuId} and location_id = ${locationId} and supply_no = 0`)
  const level = { skuId, locationId, onHand: Math.max(0, row!.allocated - 2), reference: null }
  await db.transaction((tx) => setStock(tx, [level], contextOf(app)))
}

/** A refusal is an outcome; a fault is thrown. */
async function raced(...all: Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(all)) {
    if (one.status === 'rejected' && !(one.reason instanceof Refusal)) throw one.reason
  }
}

function moveAway({ skuId, locationId }: Victim, app: App): Promise<void> {
  return moveUncoveredOf(app.orders, { skuId, locationId, supplyNo: 0 }, byOf(app))
}

describe('units that have no cover are moved, and meanwhile', () => {
  for (const name of MEETS) {
    it(`${name}, on two servers, ${TIMES} times`, async () => {
      const victims = await prepare()
      const step = steps[name]!
      await inLanes(
        victims.map((victim, i) => async () => {
          await loseTwo(victim)
          const [one, other] = [moveAway(victim, apps[0]), moveAway(victim, apps[1])]
          const first = i % 2 === 0 ? [one, step(apps[1], victim)] : [step(apps[1], victim), one]
          await raced(...first, other)
          await moveAway(victim, apps[0])
        }),
      )
      assert.deepEqual(await apps[0].broken(), [])
      // There is enough elsewhere, so all that nobody has picked has found its cover.
      const ids = victims.map(({ skuId }) => skuId)
      const left = await apps[0].platform.db.query(sql`
        select s.sku_id from inventory.supply as s
        where s.sku_id = any (${ids}::int[]) and s.uncovered > 0 and s.uncovered > coalesce((
          select sum(l.picked - l.fulfilled) from fulfilment.fulfilment_line as l
          join fulfilment.fulfilment_order as w on w.id = l.fulfilment_order_id
          where w.location_id = s.location_id and l.sku_id = s.sku_id), 0)`)
      assert.deepEqual(left, [])
    })
  }

  it('orders, counts and till sales of everybody at once: nothing is lost', async () => {
    const draw = randomOf(7)
    const busy = clients.map(async (client) => {
      for (let i = 0; i < 40; i += 1) {
        const kind = draw()
        const location = draw() < 0.5 ? 'A' : 'B'
        if (kind < 0.5)
          await client.post('/v1/orders', orderOf({ HOT: 1 + Math.floor(draw() * 3) }))
        else if (kind < 0.75) {
          const levels = [{ sku: 'HOT', location, onHand: Math.floor(draw() * 12) }]
          await client.post('/v1/stock/levels', { levels })
        } else {
          const sale = { sku: 'HOT', location, change: -1, reason: 'sale' }
          await client.post('/v1/stock/adjustments', { adjustments: [sale] })
        }
      }
    })
    const [row] = await apps[0].platform.db.query<{ id: number }>(
      sql`select id from catalog.sku where code = 'HOT'`,
    )
    const movers = apps.map(async (app) => {
      for (let i = 0; i < 30; i += 1) {
        for (const { id: locationId } of await placesOf(app)) {
          await moveAway({ skuId: row!.id, locationId } as Victim, app)
        }
      }
    })
    await Promise.all([...busy, ...movers])
    assert.deepEqual(await apps[0].broken(), [])
  })
})

/** How many orders lost units because less was there. */
async function movedOrders({ platform: { db } }: App): Promise<number> {
  const [row] = await db.query<{ n: number }>(sql`
    select count(distinct subject)::int as n from platform.event
    where type = 'order.rerouted' and data->>'cause' = 'uncovered'`)
  return row!.n
}

async function placesOf(app: App) {
  return [...(await app.orders.network.current()).locationById.values()]
}
