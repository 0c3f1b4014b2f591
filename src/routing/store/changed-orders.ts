import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { ChangeRow, Spent } from '../domain/simulation/index.ts'

/** An order that is decided otherwise, without the records. */
export type StoredChange = Omit<
  ChangeRow,
  'policy' | 'placedAt' | 'beforeRecords' | 'afterRecords'
> & { placedAt: Temporal.Instant }

export type StoredReasons = Pick<ChangeRow, 'beforeRecords' | 'afterRecords'>

/** A table of them, and which of its rows; `no` tells these apart. */
export type ChangesIn = { table: Sql; of: Sql }

const columns = sql`no, order_id as "orderId", order_number as "orderNumber",
  placed_at as "placedAt", difference, terms, location_ids as "locationIds", before, after`

/** `keys`: the columns by which a table tells whose they are; `keysOf`: their values. */
export async function insertChanges(
  tx: Tx,
  { table, keys, keysOf }: { table: Sql; keys: Sql; keysOf: (row: ChangeRow) => Sql },
  rows: readonly ChangeRow[],
): Promise<void> {
  const writes = rows.map((row) =>
    tx.query(sql`
      insert into ${table} (${keys}, no, order_id, order_number, placed_at, difference, terms,
        location_ids, before, after, before_records, after_records)
      values (${keysOf(row)}, ${row.no}, ${row.orderId}, ${row.orderNumber},
        ${Temporal.Instant.fromEpochMilliseconds(row.placedAt)}, ${row.difference},
        ${row.terms}::text[], ${row.locationIds}::int[], ${JSON.stringify(row.before)}::json,
        ${JSON.stringify(row.after)}::json, ${JSON.stringify(row.beforeRecords)}::json,
        ${JSON.stringify(row.afterRecords)}::json)`),
  )
  await Promise.all(writes)
}

export type ChangesAsked = {
  way: 'better' | 'worse' | undefined
  term: Spent | undefined
  locationId: number | undefined
  after: { weight: number; no: number } | undefined
  limit: number
}

/** Those that differ most first. */
export async function listChanges(
  db: Queryable,
  { table, of }: ChangesIn,
  { way, term, locationId, after, limit }: ChangesAsked,
): Promise<StoredChange[]> {
  const ways = { better: sql`difference < 0`, worse: sql`difference > 0` }
  return db.query<StoredChange>(sql`
    select ${columns} from ${table}
    where ${of}
      and ${way ? ways[way] : sql`true`}
      and ${term ? sql`${term} = any (terms)` : sql`true`}
      and ${locationId === undefined ? sql`true` : sql`${locationId} = any (location_ids)`}
      and ${after ? sql`(-abs(difference), no) > (${-after.weight}, ${after.no})` : sql`true`}
    order by -abs(difference), no limit ${limit}`)
}

export async function findChange(
  db: Queryable,
  { table, of }: ChangesIn,
  no: number,
): Promise<(StoredChange & StoredReasons) | undefined> {
  const [row] = await db.query<StoredChange & StoredReasons>(sql`
    select ${columns}, before_records as "beforeRecords", after_records as "afterRecords"
    from ${table} where ${of} and no = ${no}`)
  return row
}
