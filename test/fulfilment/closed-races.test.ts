import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { emptyClosed } from '../../src/fulfilment/index.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, versionAt } from '../shop.ts'
import {
  byOf,
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
let client: Client
before(async () => {
  const first = await startApp()
  apps = [first, await startApp(first.connection)]
  client = await apps[0].client()
  await openShop(client, {
    onShortage: 'accept',
    locations: PLACES,
    skus: { X: {}, OTHER: {} },
    stock: { X: { A: 9000, B: 9000, C: 9000 }, OTHER: { A: 9000, B: 9000, C: 9000 } },
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
  assert.ok(moved > 2 * TIMES, 'the closing comes first often enough')
  assert.equal(met, 0, 'locks are always taken in the same order')
})

/** Orders that are released at A and not begun. */
async function prepare(): Promise<Victim[]> {
  const orders = Array.from({ length: TIMES }, () => orderOf({ X: 3, OTHER: 2 }))
  const { body } = await client.post('/v1/order-batches', { orders })
  return releaseVictims(
    apps[0],
    body.outcomes.map(({ order }: Json) => order.id),
  )
}

async function change(action: Json): Promise<void> {
  const version = await versionAt(client, 'A')
  const { status } = await client.post('/v1/locations/A/changes', { version, changes: [action] })
  assert.equal(status, 200)
}

/** A refusal is an outcome; a fault is thrown. */
async function raced(...all: Promise<unknown>[]): Promise<void> {
  for (const one of await Promise.allSettled(all)) {
    if (one.status === 'rejected' && !(one.reason instanceof Refusal)) throw one.reason
  }
}

describe('a place is closed, and meanwhile', () => {
  for (const name of MEETS) {
    it(`${name}, on two servers, ${TIMES} times`, async () => {
      const victims = await prepare()
      const { locationId } = victims[0]!
      const empty = (app: App) => emptyClosed(app.orders, locationId, byOf(app))
      await change({ action: 'pause', reason: 'flood' })
      const races = victims.map((victim) => () => raced(steps[name]!(apps[1], victim)))
      await Promise.all([empty(apps[0]), inLanes(races), empty(apps[1])])
      await empty(apps[0])
      assert.deepEqual(await apps[0].broken(), [])
      // All of these that nobody has begun to pick has gone.
      const ids = victims.map(({ orderId }) => orderId)
      const left = await apps[0].platform.db.query(sql`
        select c.order_id from inventory.claim as c
        where c.order_id = any (${ids}::uuid[]) and c.location_id = ${locationId}
          and c.closed_at is null and not exists (
          select from fulfilment.fulfilment_line as l
          join fulfilment.fulfilment_order as w on w.id = l.fulfilment_order_id
          where w.order_id = c.order_id and w.location_id = c.location_id
            and l.picked > l.fulfilled)`)
      assert.deepEqual(left, [])
      await change({ action: 'resume' })
    })
  }
})

/** How many orders went elsewhere because their place was closed. */
async function movedOrders({ platform: { db } }: App): Promise<number> {
  const [row] = await db.query<{ n: number }>(sql`
    select count(distinct subject)::int as n from platform.event
    where type = 'order.rerouted' and data->>'cause' = 'place_closed'`)
  return row!.n
}
