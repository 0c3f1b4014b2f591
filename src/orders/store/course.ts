import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { tagsAt } from './marks.ts'
import type { LineThen, OrderThen } from '../domain/course.ts'

type Span = { from: Temporal.Instant; until: Temporal.Instant }

/** How many orders of a period were paid in each currency, most of them first. */
export async function countOrdersThen(
  db: Queryable,
  { from, until }: Span,
): Promise<{ currency: string; orders: number }[]> {
  return db.query<{ currency: string; orders: number }>(sql`
    select currency, count(*)::int as orders from orders.order
    where placed_at >= ${from} and placed_at < ${until}
    group by currency order by orders desc, currency`)
}

const columns = sql`o.id, o.number, o.channel_id as "channelId", o.currency, o.total,
  o.priority, o.placed_at as "placedAt", o.customer, ${tagsAt(sql`o.placed_at`)} as tags`

/** Orders of a period, or the first of them, in the order in which they came. */
export async function listOrdersThen(
  db: Queryable,
  { from, until, most }: Span & { most?: number },
): Promise<OrderThen[]> {
  return db.query<OrderThen>(sql`
    select ${columns} from orders.order as o
    where o.placed_at >= ${from} and o.placed_at < ${until}
    order by o.placed_at, o.id limit ${most ?? null}::int`)
}

/** The newest orders since a moment, at most so many, the newest first. */
export async function listNewestThen(
  db: Queryable,
  { since, orders }: { since: Temporal.Instant; orders: number },
): Promise<OrderThen[]> {
  return db.query<OrderThen>(sql`
    select ${columns} from orders.order as o where o.placed_at >= ${since}
    order by o.placed_at desc, o.id desc limit ${orders}::int`)
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
