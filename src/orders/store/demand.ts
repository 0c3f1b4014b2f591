import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { DeliverySize, DemandSum } from '../../routing/index.ts'

/** Met or not, cancelled or not: it was asked for. */
export async function sumDemand(
  db: Queryable,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<DemandSum[]> {
  return db.query<DemandSum>(sql`
    select l.sku_id as "skuId", o.channel_id as "channelId", g.country,
      left(regexp_replace(g.postal_code, '[^0-9A-Za-z]', '', 'g'), 2) as "postalSign",
      g.pickup_location_id as "pickupLocationId", count(*)::int as lines,
      sum(l.ordered / (10::float8 ^ l.decimals)) as units, sum(l.total)::float8 as paid,
      avg(g.lat) as lat, avg(g.lon) as lon
    from orders.order as o
      join orders.delivery_group as g on g.order_id = o.id
      join orders.order_line as l on l.order_id = o.id and l.group_no = g.no
    where o.placed_at >= ${from}::timestamptz and o.placed_at < ${until}::timestamptz
    group by 1, 2, 3, 4, 5`)
}

/**
 * How many SKUs deliveries have that are sent to customers: like the sums, of what was asked for.
 * Components are lines, their bundle is none. Of one order in so many, chosen by a hash of its id:
 * lines are looked up of those alone.
 */
export async function countDeliverySizes(
  db: Queryable,
  of: {
    from: Temporal.Instant
    until: Temporal.Instant
    without: readonly number[]
    oneIn: number
  },
): Promise<DeliverySize[]> {
  return db.query<DeliverySize>(sql`
    select lines, count(*)::int as deliveries from (
      select count(distinct l.sku_id)::int as lines
      from orders.order as o
        join orders.delivery_group as g on g.order_id = o.id
        join orders.order_line as l on l.order_id = o.id and l.group_no = g.no
      where o.placed_at >= ${of.from}::timestamptz and o.placed_at < ${of.until}::timestamptz
        and uuid_hash(o.id) % ${of.oneIn}::int = 0
        and g.pickup_location_id is null and l.sku_id <> all (${of.without}::int[])
      group by g.order_id, g.no) as delivery
    group by lines`)
}

/** When the first order was placed that there is; undefined without any. */
export async function findFirstPlaced(db: Queryable): Promise<Temporal.Instant | undefined> {
  const [row] = await db.query<{ placedAt: Temporal.Instant }>(sql`
    select placed_at as "placedAt" from orders.order order by placed_at, id limit 1`)
  return row?.placedAt
}
