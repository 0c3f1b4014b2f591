import { pastCursor, startOf, type Cursor } from '../../platform/events/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { IndexRow } from '../index/availability.ts'

/** A movement as the index reads it; `row` is undefined for receipts and backorders. */
export type MovementRow = Cursor & { row: IndexRow | undefined }

/** Movements past the cursor, oldest first. */
export async function readMovements(
  db: Database,
  cursor: Cursor,
  limit: number,
): Promise<MovementRow[]> {
  const movements = await db.query<Cursor & IndexRow & { supplyNo: number }>(sql`
    select epoch, tx::text as tx, id, sku_id as "skuId", location_id as "locationId",
      supply_no as "supplyNo", version, quantity - unavailable - held - allocated as available,
      quantity as "onHand"
    from inventory.movement
    where ${pastCursor(cursor, db.epoch)}
    order by movement.tx, movement.id limit ${limit}`)
  return movements.map(({ epoch, tx, id, supplyNo, ...row }) => ({
    epoch,
    tx,
    id,
    row: supplyNo === 0 ? row : undefined,
  }))
}

/** A SKU, and the locations at which it moved. */
export type Moved = { skuId: number; locations: number[] }

/** What moved past the cursor in at most `limit` movements, and up to where they were read. */
export async function readMoved(
  db: Queryable,
  cursor: Cursor,
  limit: number,
): Promise<{ moved: Moved[]; upTo: Cursor; isAll: boolean }> {
  type Row = { fence: string; tx: string; id: string | null; skuId: number; locationId: number }
  const rows = await db.query<Row>(sql`
    with fence as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as tx)
    select fence.tx::text as fence, m.tx::text as tx, m.id, m.sku_id as "skuId",
      m.location_id as "locationId"
    from fence left join lateral (
      select tx, id, sku_id, location_id from inventory.movement
      where epoch = ${cursor.epoch} and (tx, id) > (${cursor.tx}::xid8, ${cursor.id}::uuid)
        and tx < fence.tx
      order by movement.tx, movement.id limit ${limit}) as m on true
    order by m.tx, m.id`)
  const found = rows.filter(({ id }) => id !== null)
  const bySku = Map.groupBy(found, ({ skuId }) => skuId)
  const moved = [...bySku].map(([skuId, places]) => {
    return { skuId, locations: [...new Set(places.map(({ locationId }) => locationId))] }
  })
  const isAll = found.length < limit
  const { tx, id } = isAll ? { tx: rows[0]!.fence, id: startOf(0).id } : rows.at(-1)!
  return { moved, upTo: { epoch: cursor.epoch, tx, id: id! }, isAll }
}

/** True where more than `most` movements lie past the cursor. */
export async function hasMoreMovements(
  db: Queryable,
  { epoch, tx, id }: Cursor,
  most: number,
): Promise<boolean> {
  const beyond = await db.query(sql`
    select from inventory.movement
    where epoch = ${epoch} and (tx, id) > (${tx}::xid8, ${id}::uuid)
    order by movement.tx, movement.id offset ${most} limit 1`)
  return beyond.length > 0
}

/**
 * The rows of some SKUs as they are now, what expired holds still keep counted as available: a
 * second look before a shortage is told.
 */
export async function readFreshRows(
  db: Queryable,
  skuIds: readonly number[],
  now: Temporal.Instant,
): Promise<IndexRow[]> {
  return db.query<IndexRow>(sql`
    select s.sku_id as "skuId", s.location_id as "locationId", s.version,
      s.quantity as "onHand",
      s.quantity - s.unavailable - s.held - s.allocated + case when s.held = 0 then 0 else (
        select coalesce(sum(c.quantity), 0)::bigint from inventory.claim as c
        where c.sku_id = s.sku_id and c.location_id = s.location_id
          and c.supply_no = s.supply_no and c.closed_at is null
          and c.kind = 'hold' and c.expires_at <= ${now}) end as available
    from inventory.supply as s
    where s.sku_id = any (${skuIds}::int[]) and s.supply_no = 0
    order by s.sku_id, s.location_id`)
}
