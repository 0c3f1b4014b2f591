import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** How often each delivery of orders was moved to save, by order and group (`id no`). */
export async function countImproved(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.query<{ key: string; moves: number }>(sql`
    select order_id::text || ' ' || group_no as key, count(*)::int as moves
    from routing.decision where order_id = any (${orderIds}::uuid[]) and cause = 'improved'
    group by order_id, group_no`)
  return new Map(rows.map(({ key, moves }) => [key, moves]))
}
