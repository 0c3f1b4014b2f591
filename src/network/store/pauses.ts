import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** Stops selling a SKU from a location, whatever stock is recorded there. */
export async function pauseSku(
  tx: Tx,
  pause: {
    skuId: number
    locationId: number
    reason: string
    actor: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { skuId, locationId } = pause
  await tx.query(sql`
    insert into network.sku_pause_past (sku_id, location_id, paused)
    select ${skuId}::int, ${locationId}::int, false where not exists (
      select from network.sku_pause where sku_id = ${skuId} and location_id = ${locationId})
    on conflict do nothing`)
  await tx.query(sql`
    insert into network.sku_pause (sku_id, location_id, reason, paused_at, paused_by)
    values (${skuId}, ${locationId}, ${pause.reason}, ${pause.now}, ${pause.actor})
    on conflict (sku_id, location_id) do update set reason = excluded.reason`)
}

/** Lets a SKU be sold from a location again; false where it was not paused. */
export async function resumeSku(tx: Tx, skuId: number, locationId: number): Promise<boolean> {
  const gone = await tx.query(sql`
    delete from network.sku_pause where sku_id = ${skuId} and location_id = ${locationId}
    returning 1`)
  if (gone.length === 0) return false
  await tx.query(sql`
    insert into network.sku_pause_past (sku_id, location_id, paused)
    values (${skuId}, ${locationId}, true) on conflict do nothing`)
  return true
}

export async function listSkuPauses(
  db: Queryable,
): Promise<{ skuId: number; locationId: number }[]> {
  return db.query(sql`
    select sku_id as "skuId", location_id as "locationId" from network.sku_pause`)
}
