import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { ChangeRow, Spent } from '../domain/simulation/index.ts'

/** An order that a policy sends elsewhere, without the records. */
export type StoredChange = Omit<ChangeRow, 'placedAt' | 'beforeRecords' | 'afterRecords'> & {
  placedAt: Temporal.Instant
}

export type StoredReasons = Pick<ChangeRow, 'beforeRecords' | 'afterRecords'>

const columns = sql`policy, no, order_id as "orderId", order_number as "orderNumber",
  placed_at as "placedAt", difference, terms, location_ids as "locationIds", before, after`

export async function insertChanges(
  tx: Tx,
  simulationId: string,
  rows: readonly ChangeRow[],
): Promise<void> {
  const writes = rows.map((row) =>
    tx.query(sql`
      insert into routing.simulation_change (simulation_id, policy, no, order_id, order_number,
        placed_at, difference, terms, location_ids, before, after, before_records, after_records)
      values (${simulationId}, ${row.policy}, ${row.no}, ${row.orderId}, ${row.orderNumber},
        ${Temporal.Instant.fromEpochMilliseconds(row.placedAt)}, ${row.difference},
        ${row.terms}::text[], ${row.locationIds}::int[], ${JSON.stringify(row.before)}::json,
        ${JSON.stringify(row.after)}::json, ${JSON.stringify(row.beforeRecords)}::json,
        ${JSON.stringify(row.afterRecords)}::json)`),
  )
  await Promise.all(writes)
}

/** Of one that begins anew. */
export async function dropChanges(db: Queryable, simulationId: string): Promise<void> {
  await db.query(sql`
    delete from routing.simulation_change where simulation_id = ${simulationId}`)
}

export type ChangesAsked = {
  policy: number
  way: 'better' | 'worse' | undefined
  term: Spent | undefined
  locationId: number | undefined
  after: { weight: number; no: number } | undefined
  limit: number
}

/** Those that differ most first. */
export async function listChanges(
  db: Queryable,
  simulationId: string,
  { policy, way, term, locationId, after, limit }: ChangesAsked,
): Promise<StoredChange[]> {
  const ways = { better: sql`difference < 0`, worse: sql`difference > 0` }
  return db.query<StoredChange>(sql`
    select ${columns} from routing.simulation_change
    where simulation_id = ${simulationId} and policy = ${policy}
      and ${way ? ways[way] : sql`true`}
      and ${term ? sql`${term} = any (terms)` : sql`true`}
      and ${locationId === undefined ? sql`true` : sql`${locationId} = any (location_ids)`}
      and ${after ? sql`(-abs(difference), no) > (${-after.weight}, ${after.no})` : sql`true`}
    order by -abs(difference), no limit ${limit}`)
}

export async function findChange(
  db: Queryable,
  simulationId: string,
  { policy, no }: { policy: number; no: number },
): Promise<(StoredChange & StoredReasons) | undefined> {
  const [row] = await db.query<StoredChange & StoredReasons>(sql`
    select ${columns}, before_records as "beforeRecords", after_records as "afterRecords"
    from routing.simulation_change
    where simulation_id = ${simulationId} and policy = ${policy} and no = ${no}`)
  return row
}
