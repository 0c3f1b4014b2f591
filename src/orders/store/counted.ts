import { pastUses, type Use, type Wanted } from '../../inventory/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'

/** The units of each SKU that orders still want in each group: ordered and not cancelled. */
export async function listWanted(db: Queryable, orderIds: readonly string[]): Promise<Wanted[]> {
  return db.query<Wanted>(sql`
    select order_id as "orderId", sku_id as "skuId", group_no as "groupNo",
      sum(ordered - cancelled)::bigint as left
    from orders.order_line where order_id = any (${orderIds}::uuid[]) group by 1, 2, 3`)
}

/**
 * Some of what orders have of counts that was counted for the last time before then, where they can
 * give none of it back any more: all that they still want of the SKU has left.
 */
export async function listPastUses(
  db: Queryable,
  before: Temporal.Instant,
  limit: number,
): Promise<Use[]> {
  return db.query<Use>(sql`
    select u.* from (${pastUses(before)}) as u
    where not exists (select from orders.order_line as l
      where l.order_id = u."ownerId" and l.sku_id = u."skuId"
        and l.ordered - l.cancelled > l.fulfilled)
    limit ${limit}`)
}
