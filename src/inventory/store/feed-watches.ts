import { allOf, sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Scope } from '../../lib/scope.ts'
import type { FeedWatch } from '../domain/feed-watch.ts'

const columns = sql`w.location_id as "locationId", s.code as source,
  w.every_minutes as "everyMinutes", w.buffer_percent as "bufferPercent", w.set_at as "setAt",
  w.last_as_of as "lastAsOf", w.last_received_at as "lastReceivedAt",
  w.overdue_since as "overdueSince", w.version`

/** How locations are fed, those that the caller may see, by location. */
export async function listFeedWatches(db: Queryable, scope: Scope): Promise<FeedWatch[]> {
  const seen = scope === 'all' ? sql`true` : sql`w.location_id = any (${scope.locations}::int[])`
  return db.query<FeedWatch>(sql`
    select ${columns} from inventory.feed_watch as w
    join inventory.feed_source as s on s.id = w.source_id
    where ${allOf([seen])} order by w.location_id, s.code`)
}

/** When a full feed of this source was last taken for the location. */
export async function lastFullOf(
  db: Queryable,
  { sourceId, locationId }: { sourceId: number; locationId: number },
): Promise<Temporal.Instant | null> {
  const [row] = await db.query<{ at: Temporal.Instant | null }>(sql`
    select last_full_as_of as at from inventory.feed_watch
    where source_id = ${sourceId} and location_id = ${locationId}`)
  return row?.at ?? null
}

/** Notes that locations were fed; an older feed takes nothing back. */
export async function saveFed(
  tx: Tx,
  feed: { sourceId: number; asOf: Temporal.Instant; isWhole: boolean },
  locationIds: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  if (locationIds.length === 0) return
  const full = feed.isWhole ? feed.asOf : null
  await tx.query(sql`
    insert into inventory.feed_watch as w
      (location_id, source_id, last_as_of, last_full_as_of, last_received_at)
    select l.id, ${feed.sourceId}, ${feed.asOf}, ${full}::timestamptz, ${now}
    from unnest(${locationIds}::int[]) as l (id) order by l.id
    on conflict (location_id, source_id) do update set
      last_as_of = greatest(w.last_as_of, excluded.last_as_of),
      last_full_as_of = greatest(w.last_full_as_of, excluded.last_full_as_of),
      last_received_at = excluded.last_received_at`)
}

/**
 * What was said of a feed, which nobody else says anything of till the end of the transaction;
 * undefined where nothing is known of it yet.
 */
export async function lockFeedWatch(
  tx: Tx,
  { locationId, sourceId }: { locationId: number; sourceId: number },
): Promise<Pick<FeedWatch, 'version' | 'bufferPercent'> | undefined> {
  // Where there is no row yet its source is what is locked; it may be named meanwhile.
  await tx.query(sql`select id from inventory.feed_source where id = ${sourceId} for no key update`)
  const [row] = await tx.query<Pick<FeedWatch, 'version' | 'bufferPercent'>>(sql`
    select version, buffer_percent as "bufferPercent" from inventory.feed_watch
    where location_id = ${locationId} and source_id = ${sourceId}`)
  return row
}

/** Says how often a location is to be fed; answers the row as it is now. */
export async function saveFeedWatch(
  tx: Tx,
  watch: {
    locationId: number
    sourceId: number
    everyMinutes: number | null
    bufferPercent: number
  },
  now: Temporal.Instant,
): Promise<FeedWatch> {
  const { locationId, sourceId, everyMinutes, bufferPercent } = watch
  await tx.query(sql`
    insert into inventory.feed_watch as w
      (location_id, source_id, every_minutes, buffer_percent, set_at)
    values (${locationId}, ${sourceId}, ${everyMinutes}, ${bufferPercent}, ${now})
    on conflict (location_id, source_id) do update set every_minutes = excluded.every_minutes,
      buffer_percent = excluded.buffer_percent, set_at = excluded.set_at,
      version = w.version + 1`)
  const [row] = await tx.query<FeedWatch>(sql`
    select ${columns} from inventory.feed_watch as w
    join inventory.feed_source as s on s.id = w.source_id
    where w.location_id = ${locationId} and w.source_id = ${sourceId}`)
  return row!
}

/**
 * Feeds that have become overdue, or have come, since people were last told: marked as told, so
 * that of several processes one tells.
 */
export async function markOverdue(
  tx: Tx,
  now: Temporal.Instant,
): Promise<Pick<FeedWatch, 'locationId' | 'source' | 'overdueSince'>[]> {
  return tx.query(sql`
    update inventory.feed_watch as w
    set overdue_since = case when w.overdue_since is null then ${now}::timestamptz end
    from inventory.feed_source as s
    where s.id = w.source_id and (w.location_id, w.source_id) in (
      select location_id, source_id from inventory.feed_watch
      where (overdue_since is not null) <> coalesce(
        coalesce(last_as_of, set_at) + make_interval(mins => every_minutes) < ${now}, false)
      order by location_id, source_id for update)
    returning w.location_id as "locationId", s.code as source,
      w.overdue_since as "overdueSince"`)
}
