import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** Units of order lines that a location has in hand and has not sent, by `order line`. */
export async function listInHandOf(
  db: Queryable,
  locationId: number,
  orderIds: readonly string[],
): Promise<Map<string, number>> {
  if (orderIds.length === 0) return new Map()
  const rows = await db.query<{ orderId: string; lineNo: number; units: number }>(sql`
    select l.order_id as "orderId", l.line_no as "lineNo",
      sum(l.picked - l.fulfilled)::bigint as units
    from unnest(${orderIds}::uuid[]) as o (id)
    cross join lateral (
      select order_id, line_no, picked, fulfilled, fulfilment_order_id
      from fulfilment.fulfilment_line where order_id = o.id and picked > fulfilled offset 0) as l
    join lateral (
      select from fulfilment.fulfilment_order
      where id = l.fulfilment_order_id and location_id = ${locationId} offset 0) as w on true
    group by 1, 2`)
  return new Map(rows.map(({ orderId, lineNo, units }) => [`${orderId} ${lineNo}`, units]))
}
