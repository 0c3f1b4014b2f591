import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { moveUncoveredOf } from '../../src/fulfilment/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { App } from '../app.ts'
import type { Model } from './model.ts'

/**
 * Units without cover go where some are free: the server does so by itself, here it is waited for.
 * The model follows where they went, and sees that none was lost or made on the way.
 */
export async function settle(app: App, model: Model): Promise<void> {
  for (;;) {
    const rows = await movableRows(app, model)
    if (rows.length === 0) break
    const { clock } = app.platform
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    for (const row of rows) await moveUncoveredOf(app.orders, { ...row, supplyNo: 0 }, by)
    // What is free there may be told by the log only, a moment later.
    await setTimeout(5)
  }
  const parts = Map.groupBy(await listParts(app), ({ orderId }) => orderId)
  for (const order of model.orders) {
    const now = parts.get(order.id) ?? []
    assert.deepEqual(unitsBySku(now), unitsBySku(order.parts), `units of order ${order.id}`)
    order.parts = now.map(({ sku, at, units }) => ({ sku, at, units }))
  }
}

/** Rows with units that lack cover while another place may give some of the SKU. */
async function movableRows({ platform: { db } }: App, model: Model) {
  type Row = { skuId: number; locationId: number; sku: string; at: string; free: number }
  const rows = await db.query<Row>(sql`
    select s.sku_id as "skuId", s.location_id as "locationId", k.code as sku, l.code as at,
      (o.quantity - o.unavailable - o.held - o.allocated)::int as free
    from inventory.supply as s
    join inventory.supply as o on o.sku_id = s.sku_id and o.location_id <> s.location_id
    join catalog.sku as k on k.id = s.sku_id join network.location as l on l.id = o.location_id
    where s.uncovered > 0 and s.allocated > 0`)
  return rows.filter(({ sku, at, free }) => {
    return free > model.safety(sku, at) && !model.isPaused(sku, at)
  })
}

type Part = { orderId: string; sku: string; at: string; units: number }

/** Where the units of orders are claimed. */
async function listParts({ platform: { db } }: App): Promise<Part[]> {
  return db.query<Part>(sql`
    select c.order_id as "orderId", k.code as sku, l.code as at, sum(c.quantity)::int as units
    from inventory.claim as c join catalog.sku as k on k.id = c.sku_id
    join network.location as l on l.id = c.location_id
    where c.kind = 'allocation' and c.closed_at is null
    group by c.order_id, k.code, l.code order by c.order_id, k.code, l.code`)
}

function unitsBySku(parts: readonly Pick<Part, 'sku' | 'units'>[]): Record<string, number> {
  const units: Record<string, number> = {}
  for (const { sku, units: some } of parts) units[sku] = (units[sku] ?? 0) + some
  return units
}
