import { madeMs } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import { idAt } from '../../platform/partitions.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Claim } from '../domain/ledger.ts'
import type { SupplyKey } from '../domain/supply.ts'

/** An open claim with when it was made (ISO text, to order by). */
export type OpenClaim = Claim & {
  createdAt: string
  /** It was told that its day has passed: of backorders, which have no day themselves. */
  late: boolean
}

const columns = sql`id, kind, sku_id as "skuId", location_id as "locationId",
  supply_no as "supplyNo", quantity, order_id as "orderId", line_no as "lineNo", reference,
  expires_at as "expiresAt", promised_on as "promisedOn", work_on::text as "workOn",
  late_since is not null as late,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "createdAt"`

/** Every open allocation, for the checks of who owns the lines. */
export const openAllocations = sql`select id, order_id, line_no, sku_id, supply_no, quantity
  from inventory.claim where closed_at is null and kind = 'allocation'`

/** Open allocations of order lines: all, or those of units that are there. */
export async function listAllocations(
  tx: Queryable,
  orderIds: readonly string[],
  which: 'all' | 'on_hand' = 'all',
): Promise<OpenClaim[]> {
  return tx.query<OpenClaim>(sql`
    select ${columns} from inventory.claim
    where order_id = any (${orderIds}::uuid[]) and closed_at is null
      and (supply_no = 0 or ${which === 'all'})
    order by order_id, line_no, id`)
}

/** Open allocations that rest on a supply row, whose soever. */
export async function listAllocationsOn(
  db: Queryable,
  key: SupplyKey,
  orderIds: readonly string[] | null = null,
): Promise<OpenClaim[]> {
  return db.query<OpenClaim>(sql`
    select ${columns} from inventory.claim
    where sku_id = ${key.skuId} and location_id = ${key.locationId}
      and supply_no = ${key.supplyNo} and closed_at is null and kind = 'allocation'
      and (${orderIds}::uuid[] is null or order_id = any (${orderIds}::uuid[]))
    order by order_id, line_no, id`)
}

/** Orders that were promised units on hand at a location. Rows that promise nothing are passed. */
export async function listOrdersAt(db: Queryable, locationId: number): Promise<string[]> {
  const rows = await db.query<{ orderId: string }>(sql`
    select distinct c.order_id as "orderId"
    from inventory.supply as s
    cross join lateral (
      select order_id from inventory.claim
      where sku_id = s.sku_id and location_id = s.location_id and supply_no = 0
        and closed_at is null and kind = 'allocation' offset 0) as c
    where s.location_id = ${locationId} and s.supply_no = 0 and s.allocated > 0
    order by 1`)
  return rows.map(({ orderId }) => orderId)
}

/** Open holds on these supply rows, locked; the supply rows must be locked before. */
export async function lockHoldsOn(tx: Tx, keys: readonly SupplyKey[]): Promise<OpenClaim[]> {
  return tx.query<OpenClaim>(sql`
    select ${columns} from inventory.claim
    where kind = 'hold' and closed_at is null and (sku_id, location_id, supply_no) in (
      select * from unnest(${keys.map((k) => k.skuId)}::int[],
        ${keys.map((k) => k.locationId)}::int[], ${keys.map((k) => k.supplyNo)}::int[]))
    order by id for update`)
}

/** Open claims of one hold. */
export function listHold(tx: Queryable, holdId: string): Promise<OpenClaim[]> {
  return listHolds(tx, [holdId])
}

/** Open claims of holds. */
export async function listHolds(tx: Queryable, ids: readonly string[]): Promise<OpenClaim[]> {
  if (ids.length === 0) return []
  return tx.query<OpenClaim>(sql`
    select ${columns} from inventory.claim
    where reference = any (${ids}::text[]) and kind = 'hold' and closed_at is null order by id`)
}

/** Holds that have expired, the oldest first. */
export async function listExpiredHolds(
  db: Queryable,
  now: Temporal.Instant,
  limit: number,
): Promise<OpenClaim[]> {
  return db.query<OpenClaim>(sql`
    select ${columns} from inventory.claim
    where closed_at is null and kind = 'hold' and expires_at <= ${now}
    order by expires_at, id limit ${limit}`)
}

/** Keeps in mind that these have been told to be late; their orders must be locked. */
export async function markLateClaims(
  tx: Tx,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (ids.length === 0) return
  await tx.query(sql`
    update inventory.claim set late_since = ${now} where id = any (${ids}::uuid[])`)
}

/**
 * Of these claims the ones that are still open, locked; their supply rows must be locked before.
 */
export async function lockClaims(tx: Tx, ids: readonly string[]): Promise<OpenClaim[]> {
  return tx.query<OpenClaim>(sql`
    select ${columns} from inventory.claim
    where id = any (${ids}::uuid[]) and closed_at is null order by id for update`)
}

/** Claims are made so long before what is told of them at most. */
const TOGETHER_MS = 1000

/**
 * The first claim that lines of an order were given together with something else that was made
 * then, at the same moment by the clock of who gave it (`at`): those of a moment before were given
 * by somebody else. Undefined where they were given nothing.
 */
export async function findFirstClaim(
  db: Queryable,
  of: { orderId: string; lineNos: readonly number[]; madeId: string },
  at: Temporal.Instant,
): Promise<string | undefined> {
  const since = idAt(madeMs(of.madeId) - TOGETHER_MS)
  const [row] = await db.query<{ id: string }>(sql`
    select id from inventory.claim
    where id between ${since}::uuid and ${of.madeId}::uuid and order_id = ${of.orderId}
      and line_no = any (${of.lineNos}::int[]) and created_at = ${at}::timestamptz
    order by id limit 1`)
  return row?.id
}
