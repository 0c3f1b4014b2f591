import { firstIdAt } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { MovedSince } from '../domain/stock-count.ts'
import { MENTIONED_HOURS } from './feeds.ts'

/** A row on hand that was counted some time ago. */
export type LateCount = { skuId: number; locationId: number; occurredAt: Temporal.Instant }

/** How far the ids of one process may be behind the clock of another. */
const BEHIND_MS = 3_600_000

/**
 * What happened to each of some rows after it was counted, in their order. A feed that found its
 * number as it was recorded left no movement, but is remembered for a while as one that spoke of
 * the row; and a full one has spoken of all that is its own or nobody's. Of counts that are older
 * than what is remembered, any newer feed of the location may have spoken: the same as of feeds
 * (`readNewer`). Rows are looked up one by one (see `listDiffering`).
 */
export async function listMovedSince(
  db: Queryable,
  counts: readonly LateCount[],
  now: Temporal.Instant,
): Promise<MovedSince[][]> {
  const moved = counts.map((): MovedSince[] => [])
  if (counts.length === 0) return moved
  const fromIds = counts.map(({ occurredAt }) =>
    firstIdAt(Math.max(0, occurredAt.epochMilliseconds - BEHIND_MS)),
  )
  const forgotten = now.subtract({ hours: MENTIONED_HOURS })
  const found = await db.query<MovedSince & { n: number }>(sql`
    select f.n::int as n, m.*
    from unnest(
      ${counts.map((c) => c.skuId)}::int[], ${counts.map((c) => c.locationId)}::int[],
      ${counts.map((c) => c.occurredAt)}::timestamptz[], ${fromIds}::uuid[]
    ) with ordinality as f (sku_id, location_id, counted_at, from_id, n)
    cross join lateral (
      select m.reason, m.condition, sum(m.quantity_change)::bigint as quantity,
        sum(m.unavailable_change)::bigint as unavailable,
        bool_or(m.reason = 'count' and (m.quantity_change <> 0 or m.unavailable_change = 0)
          or m.reason = 'feed' and m.quantity_change <> m.unavailable_change) as "saysNumber"
      from inventory.movement as m
      where m.sku_id = f.sku_id and m.location_id = f.location_id and m.supply_no = 0
        and m.id >= f.from_id and m.occurred_at > f.counted_at
      group by m.reason, m.condition
      union all
      select 'feed', null, 0, 0, true
      where exists (
        select from inventory.feed_mention as o
        where o.location_id = f.location_id and o.as_of > f.counted_at
          and f.sku_id = any (o.sku_ids))
        or exists (
          select from inventory.feed_watch as w
          left join inventory.supply as s on s.sku_id = f.sku_id
            and s.location_id = f.location_id and s.supply_no = 0
          where w.location_id = f.location_id
            and (w.last_full_as_of > f.counted_at and coalesce(s.fed_by, w.source_id) = w.source_id
              or w.last_as_of > f.counted_at and f.counted_at < ${forgotten}))
    ) as m`)
  for (const { n, ...one } of found) moved[n - 1]!.push(one)
  return moved
}
