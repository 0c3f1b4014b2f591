import { madeMs } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { idAt } from '../../platform/partitions.ts'
import type { Moved, Recent } from '../domain/recent.ts'

/** A row on hand as it is now, and as each of its recent movements left it, by version. */
export type RecentRow = Recent & { skuId: number; locationId: number }

/**
 * Movements whose versions and ids disagree are closer than that, and claims are made as long
 * before what is told of them at most.
 */
const APART_MS = 5000

/**
 * Rows of SKUs with all that moved them from shortly before one id was made until shortly after
 * another, and the next that did: by it is known what was there, however much has come since. In
 * one snapshot.
 */
export async function listRecent(
  db: Queryable,
  { skuIds, since, until }: { skuIds: readonly number[]; since: string; until: string },
): Promise<RecentRow[]> {
  const from = idAt(madeMs(since) - APART_MS)
  const toMs = madeMs(until) + APART_MS
  const to = idAt(toMs)
  type Row = Omit<Moved, 'id'> & { id: string | null; skuId: number; locationId: number }
  // One statement, so that rows and movements are of one snapshot.
  const found = await db.query<Row>(sql`
    select s.sku_id as "skuId", s.location_id as "locationId", null::uuid as id, '' as tx,
      0::bigint as version, s.quantity,
      s.quantity - s.unavailable - s.held - s.allocated as free,
      0::bigint as change, 0::bigint as "freeChange"
    from inventory.supply as s where s.sku_id = any (${skuIds}::int[]) and s.supply_no = 0
    union all
    select m.sku_id, m.location_id, m.id, m.tx::text, m.version, m.quantity,
      m.quantity - m.unavailable - m.held - m.allocated, m.quantity_change,
      m.quantity_change - m.unavailable_change - m.held_change - m.allocated_change
    from inventory.movement as m
    where m.sku_id = any (${skuIds}::int[]) and m.supply_no = 0
      and m.id >= ${from}::uuid and m.id < ${to}::uuid
    union all
    select m.sku_id, m.location_id, m.id, m.tx::text, m.version, m.quantity,
      m.quantity - m.unavailable - m.held - m.allocated, m.quantity_change,
      m.quantity_change - m.unavailable_change - m.held_change - m.allocated_change
    from inventory.supply as s
    cross join lateral (
      select * from inventory.movement as m
      where m.sku_id = s.sku_id and m.location_id = s.location_id and m.supply_no = 0
        and m.id >= ${to}::uuid
      order by m.id limit 1) as m
    -- Of what was just placed there is nothing later.
    where now() > to_timestamp(${toMs} / 1000.0)
      and s.sku_id = any (${skuIds}::int[]) and s.supply_no = 0
    order by 1, 2, 5`)
  const rows: (RecentRow & { moves: Moved[] })[] = []
  for (const { id, skuId, locationId, ...levels } of found) {
    if (id === null) rows.push({ skuId, locationId, ...levels, moves: [] })
    else rows.at(-1)?.moves.push({ id, ...levels })
  }
  return rows
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
