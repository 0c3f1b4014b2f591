import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { LineThen, OrderThen } from '../domain/course.ts'

/** Orders of a period, in the order in which they came. */
export async function listOrdersThen(
  db: Queryable,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<OrderThen[]> {
  return db.query<OrderThen>(sql`
    select id, number, channel_id as "channelId", currency, total, placed_at as "placedAt", customer
    from orders.order where placed_at >= ${from} and placed_at < ${until}
    order by placed_at, id`)
}

/** What was ordered, whatever became of it; components of bundles are lines like any other. */
export async function listLinesThen(
  db: Queryable,
  orderIds: readonly string[],
): Promise<LineThen[]> {
  return db.query<LineThen>(sql`
    select order_id as "orderId", no, group_no as "groupNo", sku_id as "skuId", decimals,
      weight_g as "weightG", ordered, total
    from orders.order_line where order_id = any (${orderIds}::uuid[]) order by order_id, no`)
}
