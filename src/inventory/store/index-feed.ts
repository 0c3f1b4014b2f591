import { pastCursor, startOf, type Cursor } from '../../platform/events/index.ts'
import type { Chunk } from '../../platform/events/tail.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { IndexRow } from '../index/availability.ts'

/** Movements past a cursor: of every row on hand that they changed, how it is after the last. */
export type Movements = Chunk & { rows: IndexRow[] }

/**
 * Reads the next movements past the cursor, oldest first. A row that moved a thousand times is told
 * once, and all of them as one text: what is sold fastest would else cost each process most.
 */
export async function readMovements(
  db: Database,
  cursor: Cursor,
  limit: number,
): Promise<Movements> {
  type Told = Cursor & { count: number; rows: string | null }
  const [told] = await db.query<Told>(sql`
    with moved as materialized (
      select epoch, tx, id, sku_id, location_id, supply_no, version, quantity,
        quantity - unavailable - held - allocated as available
      from inventory.movement
      where ${pastCursor(cursor, db.epoch)}
      order by movement.tx, movement.id limit ${limit}),
    newest as (
      select distinct on (sku_id, location_id) * from moved where supply_no = 0
      order by sku_id, location_id, version desc)
    select last.epoch, last.tx::text as tx, last.id, (select count(*) from moved) as count,
      (select string_agg(concat_ws(' ', sku_id, location_id, version, available, quantity), ' ')
        from newest) as rows
    from (select epoch, tx, id from moved order by moved.tx desc, moved.id desc limit 1) as last`)
  if (!told) return { count: 0, last: undefined, rows: [] }
  const { count, rows, ...last } = told
  return { count, last, rows: rowsOf(rows ?? '') }
}

function rowsOf(text: string): IndexRow[] {
  const numbers = text === '' ? [] : text.split(' ').map(Number)
  const rows: IndexRow[] = []
  for (let i = 0; i < numbers.length; i += 5) {
    const [skuId, locationId, version, available, onHand] = numbers.slice(i, i + 5) as Five
    rows.push({ skuId, locationId, version, available, onHand })
  }
  return rows
}

type Five = [number, number, number, number, number]

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
