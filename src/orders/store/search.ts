import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** An order as a search finds it. */
export type ToFind = {
  orderId: string
  channelId: number
  placedAt: Temporal.Instant
  total: number
  locationIds: readonly number[]
  words: readonly string[]
}

/** What the tables of orders say of an order to find it by. */
export type FoundBy = {
  id: string
  channelId: number
  number: string
  externalId: string
  placedAt: Temporal.Instant
  total: number
  contact: { name: string | null; email: string | null; phone: string | null }
  shipTo: Record<string, { name?: string; company?: string; city?: string; phone?: string }>
  skus: string[]
  methods: string[]
  countries: string[]
  priority: number
  tags: string[]
}

/** Reads what orders are found by; those that are not there are left out. */
export async function readFoundBy(db: Queryable, ids: readonly string[]): Promise<FoundBy[]> {
  return db.query<FoundBy>(sql`
    select o.id, o.channel_id as "channelId", o.number, o.external_id as "externalId",
      o.placed_at as "placedAt", o.total, o.priority, o.tags,
      json_build_object('name', c.name, 'email', c.email, 'phone', c.phone) as contact,
      c.ship_to as "shipTo", l.skus, g.methods, g.countries
    from orders.order as o
    join orders.contact as c on c.order_id = o.id
    cross join lateral (
      select array_agg(distinct sku_code) as skus from (
        select sku_code from orders.order_line where order_id = o.id
        union all select sku_code from orders.bundle_line where order_id = o.id) as s) as l
    cross join lateral (
      select array_agg(distinct method) as methods,
        coalesce(array_agg(distinct country) filter (where country is not null), '{}') as countries
      from orders.delivery_group where order_id = o.id) as g
    where o.id = any (${ids}::uuid[])`)
}

/** Writes what orders are found by, over what was there. Words hold no space. */
export async function saveFound(tx: Tx, orders: readonly ToFind[]): Promise<void> {
  if (orders.length === 0) return
  await tx.query(sql`
    insert into orders.search (order_id, channel_id, placed_at, total, location_ids, words)
    select o.order_id, o.channel_id, o.placed_at, o.total,
      string_to_array(o.locations, ' ')::int[],
      array_to_tsvector(string_to_array(o.words, ' '))
    from unnest(
      ${orders.map((o) => o.orderId)}::uuid[], ${orders.map((o) => o.channelId)}::int[],
      ${orders.map((o) => o.placedAt)}::timestamptz[], ${orders.map((o) => o.total)}::bigint[],
      ${orders.map((o) => o.locationIds.join(' '))}::text[],
      ${orders.map((o) => o.words.join(' '))}::text[]
    ) as o (order_id, channel_id, placed_at, total, locations, words)
    on conflict (order_id) do update
    set location_ids = excluded.location_ids, words = excluded.words
    where search.words is distinct from excluded.words
      or search.location_ids is distinct from excluded.location_ids`)
}

/** All that orders were ever given to, by order id. */
export async function listPlaces(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, number[]>> {
  const rows = await db.query<{ orderId: string; locationIds: number[] }>(sql`
    select order_id as "orderId", location_ids as "locationIds" from orders.search
    where order_id = any (${orderIds}::uuid[])`)
  return new Map(rows.map(({ orderId, locationIds }) => [orderId, locationIds]))
}
