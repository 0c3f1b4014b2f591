import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { BACKORDER, type ComingRow } from '../domain/coming.ts'
import type { SupplyKey } from '../domain/supply.ts'

/** What is to come of some SKUs: receipts that are still expected, and open backorders. */
export async function listComing(db: Queryable, skuIds: readonly number[]): Promise<ComingRow[]> {
  if (skuIds.length === 0) return []
  return db.query<ComingRow>(sql`
    select sku_id as "skuId", location_id as "locationId", supply_no as "supplyNo",
      quantity - unavailable - held - allocated as free, held + allocated as claimed,
      due_on as "dueOn", coalesce(confidence, 100) as confidence, late_since is not null as late
    from inventory.supply
    where sku_id = any (${skuIds}::int[]) and supply_no <> 0 and closed_at is null
    order by sku_id, location_id, supply_no`)
}

/** What of some SKUs is to come and free, and when: one text a SKU, to see that it has changed. */
export async function listFreeToCome(
  db: Queryable,
  skuIds: readonly number[],
): Promise<Map<number, string>> {
  if (skuIds.length === 0) return new Map()
  const rows = await db.query<{ skuId: number; coming: string }>(sql`
    select sku_id as "skuId", string_agg(concat_ws(':', location_id, supply_no, due_on,
      confidence, quantity - unavailable - held - allocated), ' '
      order by location_id, supply_no) as coming
    from inventory.supply
    where sku_id = any (${skuIds}::int[]) and supply_no > 0 and closed_at is null
      and late_since is null and quantity - unavailable - held - allocated > 0
    group by sku_id`)
  return new Map(rows.map(({ skuId, coming }) => [skuId, coming]))
}

/** Units of order lines that are promised and not there yet. */
export type ExpectedUnits = SupplyKey & {
  claimId: string
  orderId: string
  lineNo: number
  quantity: number
  /** The day that the customer was told. */
  promisedOn: Temporal.PlainDate
  /** The day that they are expected now. */
  expectedOn: Temporal.PlainDate
  /** They have not come on their day. */
  late: boolean
}

export async function listExpected(
  db: Queryable,
  orderIds: readonly string[],
): Promise<ExpectedUnits[]> {
  return db.query<ExpectedUnits>(sql`
    select c.id as "claimId", c.order_id as "orderId", c.line_no as "lineNo", c.quantity,
      c.sku_id as "skuId", c.location_id as "locationId", c.supply_no as "supplyNo",
      c.promised_on as "promisedOn", coalesce(s.due_on, c.promised_on) as "expectedOn",
      coalesce(s.late_since, c.late_since) is not null as late
    from inventory.claim as c join inventory.supply as s using (sku_id, location_id, supply_no)
    where c.order_id = any (${orderIds}::uuid[]) and c.closed_at is null and c.supply_no <> 0
    order by c.order_id, c.line_no, "expectedOn", c.id`)
}

/**
 * Makes the rows of backorders that are not there yet, with nothing to claim on them. Who claims on
 * backorders of a SKU comes one after the other, since their limit may be over all places.
 */
export async function openBackorders(tx: Tx, keys: readonly SupplyKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx.query(sql`
    select pg_advisory_xact_lock(hashtextextended('backorder ' || sku_id, 3))
    from (select distinct sku_id from unnest(${keys.map((k) => k.skuId)}::int[]) as k (sku_id)
      order by sku_id) as s`)
  await tx.query(sql`
    insert into inventory.supply
      (sku_id, location_id, supply_no, quantity, unavailable, held, allocated, uncovered, version)
    select sku_id, location_id, -1, 0, 0, 0, 0, 0, 0
    from unnest(${keys.map((k) => k.skuId)}::int[], ${keys.map((k) => k.locationId)}::int[])
      as k (sku_id, location_id)
    group by sku_id, location_id order by sku_id, location_id
    on conflict do nothing`)
}

/** A receipt or a backorder that orders were promised units of, as it is now. */
export type PromisedRow = SupplyKey & {
  dueOn: Temporal.PlainDate | null
  late: boolean
  confidence: number
  /** Units that are promised and do not come. */
  missing: number
}

const promisedRow = sql`sku_id as "skuId", location_id as "locationId", supply_no as "supplyNo",
  due_on as "dueOn", late_since is not null as late, coalesce(confidence, 100) as confidence,
  uncovered as missing`

/** A receipt that lets down who was promised units of it, and when it last began to. */
export type DoubtedRow = PromisedRow & { doubtedAt: Temporal.Instant }

/**
 * Receipts that let down who was promised units of them, the longest waiting first; those past one
 * where that is given.
 */
export async function listDoubted(
  db: Queryable,
  { after, limit }: { after: DoubtedRow | undefined; limit: number },
): Promise<DoubtedRow[]> {
  const isNext = after
    ? sql`(doubted_at, sku_id, location_id, supply_no) > (${after.doubtedAt}::timestamptz,
        ${after.skuId}::int, ${after.locationId}::int, ${after.supplyNo}::int)`
    : sql`true`
  return db.query<DoubtedRow>(sql`
    select ${promisedRow}, doubted_at as "doubtedAt"
    from inventory.supply where doubted_at is not null and ${isNext}
    order by doubted_at, sku_id, location_id, supply_no limit ${limit}`)
}

/** An open backorder that orders wait on. */
export type Backordered = PromisedRow & {
  /** Free units that are to come of the SKU. */
  coming: number
  /** The first day that a customer was told of those that were not told to be late; null: none. */
  firstOn: Temporal.PlainDate | null
}

/** `<> 0` is what the index says, which keeps out what is on hand: nearly all there is. */
export async function listBackordered(db: Queryable): Promise<Backordered[]> {
  return db.query<Backordered>(sql`
    select ${promisedRow}, "firstOn", (
      select coalesce(sum(r.quantity - r.unavailable - r.held - r.allocated), 0)::bigint
      from inventory.supply as r where r.sku_id = s.sku_id and r.supply_no > 0
        and r.closed_at is null and r.late_since is null) as coming
    from inventory.supply as s join (
        select sku_id, location_id,
          min(promised_on) filter (where late_since is null) as "firstOn"
        from inventory.claim
        where supply_no = ${BACKORDER} and supply_no <> 0 and closed_at is null
        group by sku_id, location_id) as c using (sku_id, location_id)
    where supply_no = ${BACKORDER} order by sku_id, location_id`)
}

export async function findPromisedRow(
  db: Queryable,
  key: SupplyKey,
): Promise<PromisedRow | undefined> {
  const [row] = await db.query<PromisedRow>(sql`
    select ${promisedRow} from inventory.supply
    where sku_id = ${key.skuId} and location_id = ${key.locationId}
      and supply_no = ${key.supplyNo}`)
  return row
}

/**
 * Who is let down knows it by now; where units still lack cover, or a doubt came meanwhile, it is
 * looked at again.
 */
export async function clearDoubt(tx: Tx, row: SupplyKey & Pick<DoubtedRow, 'doubtedAt'>) {
  await tx.query(sql`
    update inventory.supply set doubted_at = null
    where sku_id = ${row.skuId} and location_id = ${row.locationId}
      and supply_no = ${row.supplyNo} and uncovered = 0 and doubted_at = ${row.doubtedAt}`)
}

/** When a row is doubted again: each doubt has a moment of its own, so that none ends another. */
export function nextDoubt(now: Temporal.Instant) {
  return sql`greatest(${now}::timestamptz, doubted_at + interval '1 microsecond')`
}

/**
 * Marks receipts that did not come on their day, by the day it is at their locations; answers them.
 * Those that orders were promised units of are doubted.
 */
export async function markLateReceipts(
  tx: Tx,
  today: ReadonlyMap<number, Temporal.PlainDate>,
  now: Temporal.Instant,
  limit: number,
): Promise<(SupplyKey & { quantity: number; dueOn: Temporal.PlainDate })[]> {
  return tx.query(sql`
    with due as (
      select s.sku_id, s.location_id, s.supply_no from inventory.supply as s
      join unnest(${[...today.keys()]}::int[], ${[...today.values()]}::date[]) as t (id, today)
        on t.id = s.location_id and s.due_on < t.today
      where s.supply_no > 0 and s.closed_at is null and s.late_since is null
      order by s.sku_id, s.location_id, s.supply_no limit ${limit} for update of s)
    update inventory.supply as s set late_since = ${now}::timestamptz,
      doubted_at = case when s.allocated > 0 then ${nextDoubt(now)} else doubted_at end
    from due where (s.sku_id, s.location_id, s.supply_no)
      = (due.sku_id, due.location_id, due.supply_no)
    returning s.sku_id as "skuId", s.location_id as "locationId", s.supply_no as "supplyNo",
      s.quantity, s.due_on as "dueOn"`)
}
