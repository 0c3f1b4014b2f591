import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { ComingRow } from '../domain/coming.ts'
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
  /** What they rest on has not come on its day. */
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
      s.late_since is not null as late
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
