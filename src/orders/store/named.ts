import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** So many of the newest orders are looked at: as long with many as with few. */
const NEWEST = 10_000

export type NamedInOrders = {
  regions: Set<string>
  customerTags: Set<string>
  orderTags: Set<string>
}

type Row = { any: boolean } & { [Kind in keyof NamedInOrders]: string[] }

/** Which of these regions and tags the newest orders name; undefined without any order. */
export async function findNamedInOrders(
  db: Queryable,
  asked: { [Kind in keyof NamedInOrders]: readonly string[] },
): Promise<NamedInOrders | undefined> {
  const [row] = await db.query<Row>(sql`
    with newest as materialized (
      select id, customer, tags from orders.order
      order by placed_at desc, id desc limit ${NEWEST}::int
    )
    select exists (select from newest) as any,
      array(
        select distinct g.region
        from newest join orders.delivery_group as g on g.order_id = newest.id
        where g.region = any (${asked.regions}::text[])) as regions,
      array(
        select distinct tag from newest, json_array_elements_text(newest.customer->'tags') as tag
        where tag = any (${asked.customerTags}::text[])) as "customerTags",
      array(
        select distinct tag from newest, unnest(newest.tags) as tag
        where tag = any (${asked.orderTags}::text[])) as "orderTags"`)
  if (!row!.any) return undefined
  return {
    regions: new Set(row!.regions),
    customerTags: new Set(row!.customerTags),
    orderTags: new Set(row!.orderTags),
  }
}
