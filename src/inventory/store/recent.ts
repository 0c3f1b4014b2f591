import { madeMs } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { idAt } from '../../platform/partitions.ts'
import type { Recent } from '../domain/recent.ts'

/** A row on hand as it is now, and as each of its recent movements left it, by version. */
export type RecentRow = Recent & { skuId: number; locationId: number }

/**
 * Movements whose versions and ids disagree are closer than that, and claims are made as long
 * before what is told of them at most.
 */
const APART_MS = 5000

/** Rows of SKUs with all that moved them since shortly before an id was made: in one snapshot. */
export async function listRecent(
  db: Queryable,
  { skuIds, since }: { skuIds: readonly number[]; since: string },
): Promise<RecentRow[]> {
  const from = idAt(madeMs(since) - APART_MS)
  const free = sql`m.quantity - m.unavailable - m.held - m.allocated`
  const freed = sql`m.quantity_change - m.unavailable_change - m.held_change
    - m.allocated_change`
  type Row = Omit<RecentRow, 'moves'> & {
    moves: [string, string, number, number, number, number, number][] | null
  }
  const rows = await db.query<Row>(sql`
    select s.sku_id as "skuId", s.location_id as "locationId", s.quantity,
      s.quantity - s.unavailable - s.held - s.allocated as free, moved.moves
    from inventory.supply as s
    cross join lateral (
      select json_agg(json_build_array(m.id, m.tx::text, m.version, m.quantity, ${free},
        m.quantity_change, ${freed}) order by m.version) as moves
      from inventory.movement as m
      where m.sku_id = s.sku_id and m.location_id = s.location_id and m.supply_no = 0
        and m.id >= ${from}::uuid
    ) as moved
    where s.sku_id = any (${skuIds}::int[]) and s.supply_no = 0
    order by s.sku_id, s.location_id`)
  return rows.map(({ moves, ...row }) => ({
    ...row,
    moves: (moves ?? []).map(([id, madeBy, version, quantity, left, change, freeChange]) => {
      return { id, tx: madeBy, version, quantity, free: left, change, freeChange }
    }),
  }))
}

/**
 * The first claim that lines of orders were given shortly before ids that were made with them; by
 * order and line. What was given nothing is left out.
 */
export async function listFirstClaims(
  db: Queryable,
  { orderIds, since, until }: { orderIds: readonly string[]; since: string; until: string },
): Promise<{ orderId: string; lineNo: number; id: string }[]> {
  return db.query(sql`
    select distinct on (order_id, line_no) order_id as "orderId", line_no as "lineNo", id
    from inventory.claim
    where id between ${idAt(madeMs(since) - APART_MS)}::uuid and ${until}::uuid
      and order_id = any (${orderIds}::uuid[])
    order by order_id, line_no, id`)
}
