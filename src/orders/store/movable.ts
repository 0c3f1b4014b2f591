import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** A delivery group all of whose units are there and none is released. */
export type MovableGroup = {
  orderId: string
  no: number
  version: number
  releaseAt: Temporal.Instant
}

/**
 * Groups of some channels that may still be moved: sent, from no place that was named, not held,
 * and all that was ordered of them is allocated on hand. What is released next comes first.
 */
export async function listMovable(
  db: Queryable,
  of: { channelIds: readonly number[]; most: number },
  now: Temporal.Instant,
): Promise<MovableGroup[]> {
  return db.query<MovableGroup>(sql`
    select l.order_id as "orderId", l.group_no as no, o.version,
      min(l.release_at) as "releaseAt"
    from orders.order_line as l
      join orders.order as o on o.id = l.order_id
      join orders.delivery_group as g on g.order_id = l.order_id and g.no = l.group_no
    where l.order_id in (
        select w.order_id from orders.order_line as w
        where w.allocated - w.expected > w.released and w.release_at > ${now}::timestamptz
        group by w.order_id order by min(w.release_at), w.order_id limit ${of.most}::int)
      and o.channel_id = any (${of.channelIds}::int[]) and g.pickup_location_id is null
      and g.nominated_location_id is null
      and not exists (
        select from orders.hold as h where h.order_id = l.order_id and h.released_at is null)
    group by l.order_id, l.group_no, o.version
    having bool_and(l.released = 0 and l.expected = 0 and l.allocated = l.ordered - l.cancelled
        and l.release_at > ${now}::timestamptz)
      and sum(l.allocated) > 0
    order by min(l.release_at), l.order_id, l.group_no`)
}
