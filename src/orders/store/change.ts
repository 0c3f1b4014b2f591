import { sql } from '../../platform/db/sql.ts'
import { rankOf, type Precedence } from '../../lib/priority.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Counters } from '../domain/counters.ts'

export type LineCounters = Counters & { orderId: string; no: number }

/**
 * Writes the counters of lines as a cancellation or an allocation has decided them; the check
 * constraint holds their nesting.
 */
export async function saveCounters(tx: Tx, lines: readonly LineCounters[]): Promise<void> {
  if (lines.length === 0) return
  await tx.query(sql`
    update orders.order_line as l set cancelled = v.cancelled, allocated = v.allocated,
      expected = v.expected
    from unnest(
      ${lines.map((l) => l.orderId)}::uuid[], ${lines.map((l) => l.no)}::int[],
      ${lines.map((l) => l.cancelled)}::bigint[], ${lines.map((l) => l.allocated)}::bigint[],
      ${lines.map((l) => l.expected)}::bigint[]
    ) as v (order_id, no, cancelled, allocated, expected)
    where l.order_id = v.order_id and l.no = v.no`)
}

/** Nobody is served before these. */
const HIGHEST = rankOf('high')

/** An order that waits for stock, and what says who is served before it. */
export type Waiting = Precedence & { id: string }

/** Orders that wait for stock of these SKUs as they are served, after one of them. */
export async function listShortOrders(
  db: Queryable,
  skuIds: readonly number[],
  after: Waiting | undefined,
  limit: number,
): Promise<Waiting[]> {
  return db.query<Waiting>(sql`
    select o.id, o.priority, o.placed_at as "placedAt" from orders.order as o
    where o.id in (
      select order_id from orders.order_line
      where sku_id = any (${skuIds}::int[]) and ordered - cancelled > allocated)
      and (-o.priority, o.placed_at, o.id) > (${-(after?.priority ?? HIGHEST)}::int,
        ${after?.placedAt ?? '-infinity'}::timestamptz,
        ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by o.priority desc, o.placed_at, o.id limit ${limit}`)
}

/** SKUs that some order waits for. */
export async function listShortSkus(db: Queryable): Promise<number[]> {
  const rows = await db.query<{ skuId: number }>(sql`
    with recursive s as (
      (select sku_id from orders.order_line where ordered - cancelled > allocated
        order by sku_id limit 1)
      union all
      select (select l.sku_id from orders.order_line as l
        where l.ordered - l.cancelled > l.allocated and l.sku_id > s.sku_id
        order by l.sku_id limit 1)
      from s where s.sku_id is not null)
    select sku_id as "skuId" from s where sku_id is not null`)
  return rows.map(({ skuId }) => skuId)
}

export type HoldToInsert = {
  id: string
  orderId: string
  cause: string
  note: string | null
  owner: string | null
  dueAt: Temporal.Instant | null
  placedBy: string
}

export async function insertHolds(
  tx: Tx,
  holds: readonly HoldToInsert[],
  now: Temporal.Instant,
): Promise<void> {
  const h = holds
  await tx.query(sql`
    insert into orders.hold (id, order_id, cause, note, owner, due_at, placed_by, placed_at)
    select h.*, ${now}::timestamptz from unnest(
      ${h.map((r) => r.id)}::uuid[], ${h.map((r) => r.orderId)}::uuid[],
      ${h.map((r) => r.cause)}::text[], ${h.map((r) => r.note)}::text[],
      ${h.map((r) => r.owner)}::text[], ${h.map((r) => r.dueAt)}::timestamptz[],
      ${h.map((r) => r.placedBy)}::text[]) as h`)
}

/** False where the order has no such open hold. */
export async function closeHold(
  tx: Tx,
  of: { orderId: string; holdId: string; by: string },
  now: Temporal.Instant,
): Promise<boolean> {
  const closed = await tx.query(sql`
    update orders.hold set released_at = ${now}, released_by = ${of.by}
    where id = ${of.holdId} and order_id = ${of.orderId} and released_at is null returning 1`)
  return closed.length > 0
}
