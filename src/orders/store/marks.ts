import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** Writes what an order is marked with, and, where its tags change, which it had until now. */
export async function saveMarks(
  tx: Tx,
  of: {
    id: string
    now: { priority: number; tags: readonly string[] }
    before: readonly string[] | undefined
  },
  at: Temporal.Instant,
): Promise<void> {
  const { id, now, before } = of
  const marked = tx.query(sql`
    update orders.order set priority = ${now.priority}, tags = ${now.tags}::text[]
    where id = ${id}`)
  const kept =
    before &&
    tx.query(sql`
      insert into orders.tags_before (order_id, until, tags)
      values (${id}, ${at}, ${before}::text[]) on conflict do nothing`)
  await Promise.all([marked, kept])
}

/** The tags that the order `o` had at a moment. */
export function tagsAt(at: Sql): Sql {
  return sql`coalesce((
    select b.tags from orders.tags_before as b
    where b.order_id = o.id and b.until >= ${at} order by b.until limit 1), o.tags)`
}

/** The tags that each of these orders had at its moment. */
export async function listTagsAt(
  db: Queryable,
  orders: readonly { id: string; at: Temporal.Instant }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<{ id: string; tags: string[] }>(sql`
    select o.id, ${tagsAt(sql`k.at`)} as tags
    from unnest(${orders.map(({ id }) => id)}::uuid[],
      ${orders.map(({ at }) => at)}::timestamptz[]) as k (id, at)
    join orders.order as o on o.id = k.id`)
  return new Map(rows.map(({ id, tags }) => [id, tags]))
}
