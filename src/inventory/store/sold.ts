import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** Base units that were sold over the counter, by SKU and location. */
export type Sold = { skuId: number; locationId: number; quantity: number }

export async function sumSold(
  db: Queryable,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<Sold[]> {
  return db.query<Sold>(sql`
    select sku_id as "skuId", location_id as "locationId",
      -sum(quantity_change)::bigint as quantity
    from inventory.movement
    where reason = 'sale' and occurred_at >= ${from}::timestamptz
      and occurred_at < ${until}::timestamptz
    group by sku_id, location_id having sum(quantity_change) < 0`)
}
