import { sql } from '../../platform/db/sql.ts'
import type { Precedence } from '../../lib/priority.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** What an order line says of who waits for its units. */
export type Claimant = Precedence & {
  orderId: string
  lineNo: number
  number: string
  groupNo: number
  decimals: number
  /** Whether the customer comes for it to the place that was chosen. */
  isCollected: boolean
}

/** Who stands behind these order lines. Looked up one by one: these tables only ever grow. */
export async function listClaimants(
  db: Queryable,
  lines: readonly { orderId: string; lineNo: number }[],
): Promise<Claimant[]> {
  if (lines.length === 0) return []
  return db.query<Claimant>(sql`
    select k.order_id as "orderId", k.line_no as "lineNo", o.number, l.group_no as "groupNo",
      l.decimals, o.priority, o.placed_at as "placedAt", g.is_collected as "isCollected"
    from unnest(${lines.map(({ orderId }) => orderId)}::uuid[],
      ${lines.map(({ lineNo }) => lineNo)}::int[]) as k (order_id, line_no)
    cross join lateral (
      select number, priority, placed_at from orders.order where id = k.order_id offset 0) as o
    cross join lateral (
      select group_no, decimals from orders.order_line
      where order_id = k.order_id and no = k.line_no offset 0) as l
    cross join lateral (
      select pickup_location_id is not null as is_collected from orders.delivery_group
      where order_id = k.order_id and no = l.group_no offset 0) as g`)
}

/** These orders, first who is served first. */
export async function listAsServed(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select id from orders.order where id = any (${ids}::uuid[])
    order by priority desc, placed_at, id`)
  return rows.map(({ id }) => id)
}
