import { everything, type Scope } from '../../lib/scope.ts'
import { firstIdAt } from '../../lib/ids.ts'
import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { FeedKind, FeedNumber, Newer } from '../domain/feed.ts'

/** How a feed ended: `partial` is one that left a location unzeroed, `stopped` one cut short. */
export const feedStates = ['running', 'done', 'partial', 'stopped'] as const
export type FeedState = (typeof feedStates)[number]

export type Counts = {
  rows: number
  changed: number
  zeroed: number
  refused: number
  overtaken: number
}

/** A feed as it stands. */
export type Feed = Counts & {
  id: string
  source: string
  kind: FeedKind
  number: FeedNumber
  locationId: number | null
  asOf: Temporal.Instant
  containsUpTo: Temporal.Instant
  receivedAt: Temporal.Instant
  actor: string
  state: FeedState
  finishedAt: Temporal.Instant | null
}

export type FeedRefusal = {
  no: number
  sku: string | null
  location: string | null
  code: string
  detail: string
}

const columns = sql`f.id, s.code as source, f.kind, f.number, f.location_id as "locationId",
  f.as_of as "asOf", f.contains_up_to as "containsUpTo", f.received_at as "receivedAt", f.actor,
  f.rows, f.changed, f.zeroed, f.refused, f.overtaken, f.state, f.finished_at as "finishedAt"`

/** The small key of a source, if it was ever heard of. */
export async function findSource(db: Queryable, code: string): Promise<number | undefined> {
  const [known] = await db.query<{ id: number }>(
    sql`select id from inventory.feed_source where code = ${code}`,
  )
  return known?.id
}

/** The same; made where it is heard of for the first time. */
export async function sourceId(tx: Tx, code: string): Promise<number> {
  const known = await findSource(tx, code)
  if (known !== undefined) return known
  await tx.query(sql`insert into inventory.feed_source (code) values (${code})
    on conflict do nothing`)
  return (await findSource(tx, code))!
}

export type NewFeed = Omit<Feed, keyof Counts | 'state' | 'finishedAt' | 'source'> & {
  sourceId: number
}

export async function insertFeed(tx: Tx, feed: NewFeed): Promise<void> {
  const f = feed
  await tx.query(sql`
    insert into inventory.feed (id, source_id, kind, number, location_id, as_of, contains_up_to,
      received_at, touched_at, actor)
    values (${f.id}, ${f.sourceId}, ${f.kind}, ${f.number}, ${f.locationId}, ${f.asOf},
      ${f.containsUpTo}, ${f.receivedAt}, ${f.receivedAt}, ${f.actor})`)
}

/** Adds what a chunk has done; undefined where the feed was given up meanwhile. */
export async function addCounts(
  tx: Tx,
  id: string,
  counts: Counts,
  now: Temporal.Instant,
): Promise<boolean> {
  const found = await tx.query(sql`
    update inventory.feed set rows = rows + ${counts.rows}, changed = changed + ${counts.changed},
      zeroed = zeroed + ${counts.zeroed}, refused = refused + ${counts.refused},
      overtaken = overtaken + ${counts.overtaken}, touched_at = ${now}
    where id = ${id} and finished_at is null returning 1`)
  return found.length > 0
}

export async function insertRefusals(
  tx: Tx,
  feedId: string,
  refusals: readonly FeedRefusal[],
): Promise<void> {
  if (refusals.length === 0) return
  const r = refusals
  await tx.query(sql`
    insert into inventory.feed_refusal (feed_id, row_no, sku, location, code, detail)
    select ${feedId}, r.* from unnest(
      ${r.map((one) => one.no)}::int[], ${r.map((one) => one.sku)}::text[],
      ${r.map((one) => one.location)}::text[], ${r.map((one) => one.code)}::text[],
      ${r.map((one) => one.detail)}::text[]) as r`)
}

export async function finishFeed(
  tx: Tx,
  id: string,
  state: FeedState,
  now: Temporal.Instant,
): Promise<Feed> {
  await tx.query(sql`
    update inventory.feed set state = ${state}, finished_at = ${now}, touched_at = ${now}
    where id = ${id} and finished_at is null`)
  return (await findFeed(tx, everything, id))!
}

export async function findFeed(db: Queryable, scope: Scope, id: string): Promise<Feed | undefined> {
  const [feed] = await db.query<Feed>(sql`
    select ${columns} from inventory.feed as f
    join inventory.feed_source as s on s.id = f.source_id
    where f.id = ${id} and ${within(scope)}`)
  return feed
}

/** Who sees some locations sees the feeds of those alone. */
function within(scope: Scope): Sql {
  return scope === 'all' ? sql`true` : sql`f.location_id = any (${scope.locations}::int[])`
}

/** Feeds, the latest first: of one source, and those that name one location. */
export async function listFeeds(
  db: Queryable,
  scope: Scope,
  of: {
    locationId: number | undefined
    source: string | undefined
    before: string | undefined
    limit: number
  },
): Promise<Feed[]> {
  const { locationId, source } = of
  // The same id, where its index says which feeds name the location.
  const id = locationId === undefined ? sql`f.id` : sql`p.feed_id`
  const named =
    locationId === undefined ? sql`` : sql`join inventory.feed_place as p on p.feed_id = f.id`
  const conditions = [sql`${id} < ${of.before ?? LAST_ID}::uuid`, within(scope)]
  if (source !== undefined) conditions.push(sql`s.code = ${source}`)
  if (locationId !== undefined) conditions.push(sql`p.location_id = ${locationId}`)
  return db.query<Feed>(sql`
    select ${columns} from inventory.feed as f
    join inventory.feed_source as s on s.id = f.source_id ${named}
    where ${allOf(conditions)} order by ${id} desc limit ${of.limit}`)
}
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Remembers which locations a feed names. */
export async function insertPlaces(
  tx: Tx,
  feedId: string,
  locationIds: Iterable<number>,
): Promise<void> {
  await tx.query(sql`
    insert into inventory.feed_place (location_id, feed_id)
    select l.id, ${feedId}::uuid from unnest(${[...locationIds]}::int[]) as l (id)
    on conflict do nothing`)
}

export async function listRefusals(db: Queryable, feedId: string): Promise<FeedRefusal[]> {
  return db.query<FeedRefusal>(sql`
    select row_no as no, sku, location, code, detail from inventory.feed_refusal
    where feed_id = ${feedId} order by row_no`)
}

/** Ends feeds of which nothing was heard for a while: the process that took them has gone. */
export async function stopSilentFeeds(
  db: Queryable,
  before: Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> {
  await db.query(sql`
    update inventory.feed set state = 'stopped', finished_at = ${now}
    where finished_at is null and touched_at < ${before}`)
}

/** Feeds of one location write one after another: the locks are kept until the commit. */
export async function lockPlaces(tx: Tx, locationIds: readonly number[]): Promise<void> {
  const sorted = [...new Set(locationIds)].toSorted((a, b) => a - b)
  await tx.query(sql`
    select pg_advisory_xact_lock(${FEED_LOCK}::int, l.id)
    from (select unnest(${sorted}::int[]) as id order by 1) as l`)
}
const FEED_LOCK = 6_333

/** So long it is kept what feeds have mentioned. */
export const MENTIONED_HOURS = 48

/** What newer feeds have said of these locations. */
export async function readNewer(
  db: Queryable,
  of: {
    sourceId: number
    asOf: Temporal.Instant
    locationIds: readonly number[]
    now: Temporal.Instant
  },
): Promise<Newer> {
  const { sourceId: source, asOf, locationIds, now } = of
  // Of feeds this old it is no longer known which rows newer ones have mentioned.
  const isOld = Temporal.Instant.compare(asOf, now.subtract({ hours: MENTIONED_HOURS })) < 0
  const [whole, mentions] = await Promise.all([
    db.query<{ locationId: number }>(sql`
      select location_id as "locationId" from inventory.feed_watch
      where location_id = any (${locationIds}::int[]) and source_id = ${source}
        and last_full_as_of > ${asOf}
      union
      select location_id from inventory.feed_watch
      where location_id = any (${locationIds}::int[]) and ${isOld}::boolean
        and last_as_of > ${asOf}`),
    db.query<{ locationId: number; skuIds: number[] }>(sql`
      select location_id as "locationId", sku_ids as "skuIds" from inventory.feed_mention
      where location_id = any (${locationIds}::int[]) and as_of > ${asOf}`),
  ])
  const mentioned = new Map<number, Set<number>>()
  for (const { locationId, skuIds } of mentions) {
    const skus = mentioned.get(locationId) ?? new Set<number>()
    for (const skuId of skuIds) skus.add(skuId)
    mentioned.set(locationId, skus)
  }
  return { whole: new Set(whole.map(({ locationId }) => locationId)), mentioned }
}

/** Remembers what was said of which location. */
export async function insertMentions(
  tx: Tx,
  feed: { id: string; asOf: Temporal.Instant },
  rows: readonly { skuId: number; locationId: number }[],
  now: Temporal.Instant,
): Promise<void> {
  if (rows.length === 0) return
  const skuIds = new Map<number, number[]>()
  for (const { locationId, skuId } of rows) {
    const here = skuIds.get(locationId)
    if (here) here.push(skuId)
    else skuIds.set(locationId, [skuId])
  }
  await tx.query(sql`
    insert into inventory.feed_mention (feed_id, location_id, as_of, recorded_at, sku_ids)
    select ${feed.id}, r.location_id, ${feed.asOf}, ${now}, r.sku_ids::int[]
    from unnest(${[...skuIds.keys()]}::int[],
      ${[...skuIds.values()].map((ids) => `{${ids.join()}}`)}::text[]) as r (location_id, sku_ids)`)
}

/** Forgets mentions that are older than that. */
export async function forgetMentions(db: Queryable, before: Temporal.Instant): Promise<void> {
  await db.query(sql`
    delete from inventory.feed_mention where ctid = any (array(
      select ctid from inventory.feed_mention where recorded_at < ${before} limit 5000))`)
}

/** So long it can be read what a feed was refused. */
export const REFUSALS_DAYS = 90

/** Forgets what feeds from before were refused; the id of a feed says when it came. */
export async function forgetRefusals(db: Queryable, before: Temporal.Instant): Promise<void> {
  await db.query(sql`
    delete from inventory.feed_refusal where ctid = any (array(
      select ctid from inventory.feed_refusal
      where feed_id < ${firstIdAt(before.epochMilliseconds)}::uuid limit 5000))`)
}
