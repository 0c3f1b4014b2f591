import {
  answerCancels,
  declineWork,
  packWork,
  pickWork,
  shipWork,
  shortPickWork,
} from '../../src/fulfilment/index.ts'
import { adjustStock, setStock } from '../../src/inventory/actions/facts.ts'
import { expireHolds } from '../../src/inventory/actions/holds.ts'
import { everything } from '../../src/lib/scope.ts'
import { cancelOrder } from '../../src/orders/actions/change.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import type { Refusal } from '../../src/lib/refusal.ts'
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
  re_route: work((tx, id, by, { orders }) =>
    declineWork(tx, orders, [{ id, reason: 'not_accepted_in_time' }], by),
  ),
  async cancel(app, { orderId }) {
    const { db } = app.platform
    const lines = [1, 2].map((no) => ({ no, quantity: 1 }))
    const on = { id: orderId, scope: everything, version: undefined, by: byOf(app) }
    await db.transaction((tx) => cancelOrder(tx, app.orders, on, { lines, reason: 'less' }))
    await db.transaction((tx) => answerCancels(tx, app.orders, byOf(app), 50))
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
  return { by: byOf(app), index: app.orders.index, committed: app.platform.wake.committed }
}

function units(lineNo: number, quantity: number): { lineNo: number; quantity: number }[] {
  return [{ lineNo, quantity }]
}
