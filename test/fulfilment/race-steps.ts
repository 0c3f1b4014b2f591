import assert from 'node:assert/strict'
import { escalateWork } from '../../src/fulfilment/actions/escalate.ts'
import {
  answerCancels,
  declineWork,
  packWork,
  pickWork,
  releaseOrders,
  rerouteGroup,
  shipWork,
  shortPickWork,
} from '../../src/fulfilment/index.ts'
import { adjustStock, setStock } from '../../src/inventory/actions/facts.ts'
import { expireHolds } from '../../src/inventory/actions/holds.ts'
import { stockContextOf } from '../../src/inventory/index.ts'
import { everything } from '../../src/lib/scope.ts'
import { cancelOrder } from '../../src/orders/actions/change.ts'
import { findOrder } from '../../src/orders/index.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import type { Refusal } from '../../src/lib/refusal.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { App } from '../app.ts'

/** An order in work, and the supply row of its first line. */
export type Victim = {
  orderId: string
  workId: string
  skuId: number
  locationId: number
  /** When a hold on that row runs out, which was placed for this race. */
  holdEndsAt: Temporal.Instant
}

/** What may happen to an order in work at any moment; answers refusals, throws what is a fault. */
export const steps: Record<string, (app: App, victim: Victim) => Promise<unknown>> = {
  pick: work((tx, id, by) => pickWork(tx, [{ id, lines: units(1, 1) }], by)),
  pack: work((tx, id, by) => packWork(tx, [{ id }], by)),
  short_pick: work((tx, id, by, { orders }) =>
    shortPickWork(tx, orders, [{ id, missing: units(1, 1) }], by),
  ),
  ship: work(async (tx, id, by, { orders }) => {
    const leaving = { kind: 'shipment', carrier: 'Post', trackingNumber: null, occurredAt: null }
    const item = { id, ...leaving, kind: 'shipment' as const }
    return (await shipWork(tx, orders, [item], by)).refusals
  }),
  reject: work((tx, id, by, { orders }) =>
    declineWork(tx, orders, [{ id, lines: units(2, 1), reason: 'damaged' }], by),
  ),
  re_route: work(async (tx, id, by, { orders }) => {
    for (const hours of [5, 10]) {
      await escalateWork(tx, orders, [id], { ...by, now: by.now.add({ hours }) })
    }
    return []
  }),
  async cancel(app, { orderId }) {
    const { db } = app.platform
    const lines = [1, 2].map((no) => ({ no, quantity: 1 }))
    const on = { id: orderId, scope: everything, version: undefined, by: byOf(app) }
    await db.transaction((tx) => cancelOrder(tx, app.orders, on, { lines, reason: 'less' }))
    await db.transaction((tx) => answerCancels(tx, app.orders, byOf(app), 50))
  },
  async move(app, { orderId, locationId }) {
    const { locationById } = await app.orders.network.current()
    const other = [...locationById.values()].find(({ id }) => id !== locationId)!
    await moveBy(app, { orderId, location: other.code, version: await versionOf(app, orderId) })
  },
  count: (app, { skuId, locationId }) =>
    app.platform.db.transaction((tx) => {
      const level = { skuId, locationId, onHand: 50_000, reference: null }
      return setStock(tx, [level], contextOf(app))
    }),
  sale: (app, { skuId, locationId }) =>
    app.platform.db.transaction((tx) => {
      const sale = { change: -1, unavailableChange: 0, reason: 'sale' as const, reference: null }
      return adjustStock(tx, [{ skuId, locationId, ...sale }], contextOf(app))
    }),
  expire: (app, { holdEndsAt }) =>
    expireHolds(app.platform.db, { ...contextOf(app), by: { ...byOf(app), now: holdEndsAt } }),
}

/** A person gives the one group of an order to a location. */
export function moveBy(
  app: App,
  { orderId: id, ...to }: { orderId: string; location: string; version: number },
): Promise<unknown> {
  const wish = { id, ...to, group: 1, reason: null, dryRun: false }
  return app.platform.db.transaction((tx) =>
    rerouteGroup(tx, app.orders, { wish, scope: everything }, byOf(app)),
  )
}

export async function versionOf({ platform: { db } }: App, orderId: string): Promise<number> {
  return (await findOrder(db, everything, orderId))!.version
}

type By = ReturnType<typeof byOf>

function work(
  run: (tx: Tx, id: string, by: By, app: App) => Promise<readonly (Refusal | undefined)[]>,
) {
  return (app: App, { workId }: Victim): Promise<unknown> =>
    app.platform.db.transaction((tx) => run(tx, workId, byOf(app), app))
}

export function byOf({ platform: { clock } }: App) {
  return { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
}

export function contextOf(app: App) {
  return stockContextOf(app.orders, byOf(app))
}

function units(lineNo: number, quantity: number): { lineNo: number; quantity: number }[] {
  return [{ lineNo, quantity }]
}

/** Races that are run at once. */
const LANES = 2

/** Runs races, a few at once. */
export async function inLanes(races: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = races.values()
  const lane = async () => {
    for (const run of queue) await run()
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

/** Lines of which a unit is neither cancelled, nor waiting, nor claimed, nor in a parcel. */
export function lostUnits({ platform: { db } }: App): Promise<object[]> {
  return db.query<object>(sql`
    select l.order_id, l.no from orders.order_line as l
    where l.ordered <> l.cancelled + (l.ordered - l.cancelled - l.allocated)
      + coalesce((select sum(c.quantity) from inventory.claim as c
          where c.order_id = l.order_id and c.line_no = l.no and c.closed_at is null), 0)
      + coalesce((select sum(p.quantity) from fulfilment.parcel_line as p
          join fulfilment.parcel as f on f.id = p.parcel_id
          where f.order_id = l.order_id and p.line_no = l.no), 0)`)
}

export async function deadlocks({ platform: { db } }: App): Promise<number> {
  const [row] = await db.query<{ n: number }>(sql`
    select deadlocks::int as n from pg_stat_database where datname = current_database()`)
  return row!.n
}

/** Releases orders that have three of their first item; their work, which nobody has begun. */
export async function releaseVictims(app: App, ids: readonly string[]): Promise<Victim[]> {
  const { platform, orders } = app
  await platform.db.transaction((tx) => releaseOrders(tx, orders, ids, byOf(app)))
  const works = await platform.db.query<Omit<Victim, 'holdEndsAt'>>(sql`
    select w.id as "workId", w.order_id as "orderId", w.location_id as "locationId",
      l.sku_id as "skuId"
    from fulfilment.fulfilment_order as w
    join fulfilment.fulfilment_line as l on l.fulfilment_order_id = w.id and l.line_no = 1
    where w.order_id = any (${ids}::uuid[]) and l.quantity = 3 order by w.id`)
  assert.equal(works.length, ids.length)
  return works.map((victim) => ({ ...victim, holdEndsAt: byOf(app).now }))
}
