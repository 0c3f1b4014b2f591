import { skuDecimals } from '../../catalog/index.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { DayShare, StoredLoad } from '../domain/day-load.ts'
import type { Ledger } from '../domain/ledger.ts'

type Key = Pick<StoredLoad, 'locationId' | 'workOn'>

const columns = sql`d.location_id as "locationId", d.work_on::text as "workOn", d.orders, d.lines,
  d.units`

/** What days were given, from one on; of all locations or one. */
export async function listDayLoads(
  db: Queryable,
  from: Temporal.PlainDate,
  locationIds: readonly number[] | null = null,
): Promise<StoredLoad[]> {
  return db.query<StoredLoad>(sql`
    select ${columns} from inventory.day_load as d
    where d.work_on >= ${from}::date
      and (${locationIds}::int[] is null or d.location_id = any (${locationIds}::int[]))`)
}

/** What orders have of the days of locations. */
export async function listDayShares(
  db: Queryable,
  orderIds: readonly string[],
): Promise<DayShare[]> {
  if (orderIds.length === 0) return []
  return db.query<DayShare>(sql`
    select location_id as "locationId", work_on::text as "workOn", order_id as "orderId",
      line_no as "lineNo", units
    from inventory.day_share where order_id = any (${orderIds}::uuid[])`)
}

/** Locks days in order of their keys, after supply rows; makes those that nobody has used yet. */
export async function lockDayLoads(tx: Tx, keys: readonly Key[]): Promise<StoredLoad[]> {
  if (keys.length === 0) return []
  const these = keysOf(keys)
  const [, locked] = await Promise.all([
    tx.query(sql`
      insert into inventory.day_load (location_id, work_on)
      select distinct location_id, work_on from ${these} order by 1, 2 on conflict do nothing`),
    tx.query<StoredLoad>(sql`
      select ${columns} from inventory.day_load as d
      where (d.location_id, d.work_on) in (select location_id, work_on from ${these})
      order by d.location_id, d.work_on for update of d`),
  ])
  return locked
}

function keysOf(keys: readonly Key[]): Sql {
  return sql`unnest(${keys.map(({ locationId }) => locationId)}::int[],
    ${keys.map(({ workOn }) => workOn)}::date[]) as k (location_id, work_on)`
}

/**
 * Counts the claims that a ledger makes for the days of locations, and takes off what it gives back
 * of such; what was shipped was work of its day and stays. The orders are locked, so that nobody
 * else changes what they have.
 */
export async function saveDayLoads(tx: Tx, ledger: Ledger): Promise<void> {
  const made = ledger.newClaims.filter(({ workOn }) => workOn)
  const changes = [...made, ...ledger.undone.map((one) => ({ ...one, quantity: -one.quantity }))]
  if (changes.length === 0) return
  const keys = changes.map(({ locationId, workOn }) => ({ locationId, workOn: workOn! }))
  const locked = lockDayLoads(tx, keys)
  const counted = tx.query(sql`
    with change as (
      select v.location_id, v.work_on, v.order_id, v.line_no,
        sum(v.quantity * (10 ^ (6 - s.decimals))::bigint)::bigint as units
      from unnest(
        ${changes.map((c) => c.locationId)}::int[], ${changes.map((c) => c.workOn!)}::date[],
        ${changes.map((c) => c.orderId)}::uuid[], ${changes.map((c) => c.lineNo)}::int[],
        ${changes.map((c) => c.skuId)}::int[], ${changes.map((c) => c.quantity)}::bigint[]
      ) as v (location_id, work_on, order_id, line_no, sku_id, quantity)
      join (${skuDecimals}) as s on s.id = v.sku_id
      group by 1, 2, 3, 4),
    owner as (select distinct location_id, work_on, order_id from change),
    had as (
      select s.* from inventory.day_share as s join owner using (location_id, work_on, order_id)),
    has as (
      select location_id, work_on, order_id, line_no, coalesce(h.units, 0) as was,
        coalesce(h.units, 0) + coalesce(c.units, 0) as units
      from had as h full join change as c using (location_id, work_on, order_id, line_no)),
    gone as (
      delete from inventory.day_share as s using has
      where has.units = 0 and (s.location_id, s.work_on, s.order_id, s.line_no)
        = (has.location_id, has.work_on, has.order_id, has.line_no)),
    kept as (
      insert into inventory.day_share as s (location_id, work_on, order_id, line_no, units)
      select location_id, work_on, order_id, line_no, units from has
      where units <> 0 and units <> was
      on conflict (location_id, work_on, order_id, line_no) do update set units = excluded.units),
    of_order as (
      select location_id, work_on, sum(units - was) as units,
        count(*) filter (where units > 0) - count(*) filter (where was > 0) as lines,
        bool_or(units > 0)::int - bool_or(was > 0)::int as orders
      from has group by location_id, work_on, order_id)
    update inventory.day_load as d
    set orders = d.orders + o.orders, lines = d.lines + o.lines, units = d.units + o.units
    from (select location_id, work_on, sum(orders) as orders, sum(lines) as lines,
        sum(units) as units
      from of_order group by 1, 2) as o
    where d.location_id = o.location_id and d.work_on = o.work_on`)
  await Promise.all([locked, counted])
}
