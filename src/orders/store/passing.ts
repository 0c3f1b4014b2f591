import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** A delivery group of an order. */
export type GroupKey = { orderId: string; groupNo: number }

/** Remembers that something of these waits until what stands in its way has passed. */
export async function saveWaitsToPass(tx: Tx, groups: readonly GroupKey[]): Promise<void> {
  if (groups.length === 0) return
  await tx.query(sql`
    insert into orders.wait_to_pass (order_id, group_no)
    select * from unnest(
      ${groups.map((g) => g.orderId)}::uuid[], ${groups.map((g) => g.groupNo)}::smallint[])
    on conflict do nothing`)
}

export async function endWaitsToPass(tx: Tx, groups: readonly GroupKey[]): Promise<void> {
  if (groups.length === 0) return
  await tx.query(sql`
    delete from orders.wait_to_pass as w using unnest(
      ${groups.map((g) => g.orderId)}::uuid[], ${groups.map((g) => g.groupNo)}::smallint[]
    ) as g (order_id, group_no)
    where w.order_id = g.order_id and w.group_no = g.group_no`)
}

/** Of these orders the groups that do, as `id no`. */
export async function listWaitsToPass(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<GroupKey>(sql`
    select order_id as "orderId", group_no as "groupNo" from orders.wait_to_pass
    where order_id = any (${orderIds}::uuid[])`)
  return new Set(rows.map(({ orderId, groupNo }) => `${orderId} ${groupNo}`))
}

/**
 * SKUs that are waited for in that way; and orders of which nothing of such a group is short any
 * more, at most so many.
 */
export async function readWaitsToPass(
  db: Queryable,
  most: number,
): Promise<{ skuIds: number[]; overIds: string[] }> {
  const rows = await db.query<{ skuId: number | null; orderId: string | null }>(sql`
    with short as (
      select w.order_id, l.sku_id from orders.wait_to_pass as w
      left join orders.order_line as l on l.order_id = w.order_id and l.group_no = w.group_no
        and l.ordered - l.cancelled > l.allocated)
    select distinct sku_id as "skuId", null::uuid as "orderId" from short where sku_id is not null
    union all
    (select distinct null::int, order_id from short where sku_id is null limit ${most}::int)`)
  return {
    skuIds: rows.flatMap(({ skuId }) => skuId ?? []),
    overIds: rows.flatMap(({ orderId }) => orderId ?? []),
  }
}

/** Forgets groups of locked orders of which nothing is short. */
export async function endWaitsOver(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await tx.query(sql`
    delete from orders.wait_to_pass as w where w.order_id = any (${orderIds}::uuid[])
      and not exists (select from orders.order_line as l where l.order_id = w.order_id
        and l.group_no = w.group_no and l.ordered - l.cancelled > l.allocated)`)
}
