import type { Scope } from '../../lib/scope.ts'
import { allOf, sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { ExpectedReceipt, ReceiptTerms } from '../domain/receipt.ts'
import type { SupplyKey } from '../domain/supply.ts'
import { nextDoubt } from './coming.ts'

/** A receipt about to be written. */
export type NewReceipt = SupplyKey & ReceiptTerms

/** The sort key of the list: by day, then by row. */
export type ReceiptPlace = SupplyKey & { dueOn: Temporal.PlainDate }

/**
 * Reserves as many numbers as there are receipts; answers the last one of each SKU and location.
 * The counters stay locked until the transaction ends, in order of their keys.
 */
export async function reserveReceiptNumbers(
  tx: Tx,
  receipts: readonly Omit<SupplyKey, 'supplyNo'>[],
): Promise<SupplyKey[]> {
  return tx.query<SupplyKey>(sql`
    insert into inventory.receipt_counter as c (sku_id, location_id, last_no)
    select sku_id, location_id, count(*) from unnest(
      ${receipts.map((r) => r.skuId)}::int[], ${receipts.map((r) => r.locationId)}::int[]
    ) as r (sku_id, location_id)
    group by sku_id, location_id order by sku_id, location_id
    on conflict (sku_id, location_id) do update set last_no = c.last_no + excluded.last_no
    returning sku_id as "skuId", location_id as "locationId", last_no as "supplyNo"`)
}

/** Makes the rows of receipts, with nothing to come yet: what is to come is a movement. */
export async function insertReceipts(tx: Tx, receipts: readonly NewReceipt[]): Promise<void> {
  await tx.query(sql`
    insert into inventory.supply (sku_id, location_id, supply_no, due_on, reference,
      kind, confidence, quantity, unavailable, held, allocated, uncovered, version)
    select r.*, 0, 0, 0, 0, 0, 0 from unnest(
      ${receipts.map((r) => r.skuId)}::int[], ${receipts.map((r) => r.locationId)}::int[],
      ${receipts.map((r) => r.supplyNo)}::int[], ${receipts.map((r) => r.dueOn)}::date[],
      ${receipts.map((r) => r.reference)}::text[], ${receipts.map((r) => r.kind)}::text[],
      ${receipts.map((r) => r.confidence)}::smallint[]
    ) as r (sku_id, location_id, supply_no, due_on, reference, kind, confidence)
    order by r.sku_id, r.location_id, r.supply_no`)
}

/** Writes what the ledger does not: day, reference, and that it is closed. After the ledger. */
export async function updateReceipt(
  tx: Tx,
  receipt: ExpectedReceipt,
  { isDoubtful, now }: { isDoubtful: boolean; now: Temporal.Instant },
): Promise<void> {
  const { skuId, locationId, supplyNo, dueOn, reference, kind, confidence, closed, late } = receipt
  await tx.query(sql`
    update inventory.supply set due_on = ${dueOn}, reference = ${reference},
      kind = ${kind}, confidence = ${confidence},
      closed_at = case when ${closed} then coalesce(closed_at, ${now}) end,
      late_since = case when ${late} then late_since end,
      doubted_at = case when ${isDoubtful} then ${nextDoubt(now)} else doubted_at end
    where sku_id = ${skuId} and location_id = ${locationId} and supply_no = ${supplyNo}`)
}

const columns = sql`sku_id as "skuId", location_id as "locationId", supply_no as "supplyNo",
  quantity, unavailable, held, allocated, uncovered, version, due_on as "dueOn", reference,
  coalesce(kind, 'purchase_order') as kind, coalesce(confidence, 100) as confidence,
  closed_at is not null as closed, late_since is not null as late`

/** One receipt at a location the caller may see. Lock its row first where it is to be changed. */
export async function findReceipt(
  db: Queryable,
  scope: Scope,
  { skuId, locationId, supplyNo }: SupplyKey,
): Promise<ExpectedReceipt | undefined> {
  const [receipt] = await db.query<ExpectedReceipt>(sql`
    select ${columns} from inventory.supply
    where sku_id = ${skuId} and location_id = ${locationId} and supply_no = ${supplyNo}
      and supply_no > 0 and ${within(scope)}`)
  return receipt
}

/** What is still expected at locations the caller may see, by day. */
export async function listReceipts(
  db: Queryable,
  scope: Scope,
  page: {
    after: ReceiptPlace | undefined
    limit: number
    skuId: number | undefined
    locationId: number | undefined
  },
): Promise<ExpectedReceipt[]> {
  const conditions = [within(scope)]
  const { after, skuId, locationId } = page
  if (after) {
    conditions.push(sql`(due_on, sku_id, location_id, supply_no)
      > (${after.dueOn}::date, ${after.skuId}::int, ${after.locationId}::int,
        ${after.supplyNo}::int)`)
  }
  if (skuId !== undefined) conditions.push(sql`sku_id = ${skuId}`)
  if (locationId !== undefined) conditions.push(sql`location_id = ${locationId}`)
  return db.query<ExpectedReceipt>(sql`
    select ${columns} from inventory.supply
    where supply_no > 0 and closed_at is null and ${allOf(conditions)}
    order by due_on, sku_id, location_id, supply_no limit ${page.limit}`)
}

function within(scope: Scope) {
  return scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
}

/** Units of a SKU asked for from a day on, and at a location the first day that has free ones. */
export type ExpectedFrom = { skuId: number; fromOn: Temporal.PlainDate }
export type NextReceipt = ExpectedFrom & { locationId: number; dueOn: Temporal.PlainDate }

/** For each SKU and day: the first day on or after it that each location expects free units on. */
export async function listNextReceipts(
  db: Queryable,
  wanted: readonly ExpectedFrom[],
): Promise<NextReceipt[]> {
  return db.query<NextReceipt>(sql`
    select s.sku_id as "skuId", w.from_on as "fromOn", s.location_id as "locationId",
      min(s.due_on) as "dueOn"
    from unnest(${wanted.map((w) => w.skuId)}::int[], ${wanted.map((w) => w.fromOn)}::date[])
      as w (sku_id, from_on)
    join inventory.supply as s on s.sku_id = w.sku_id and s.due_on >= w.from_on
    where s.supply_no > 0 and s.closed_at is null
      and s.quantity - s.unavailable - s.held - s.allocated > 0
    group by s.sku_id, w.from_on, s.location_id`)
}
