import type { Scope } from '../../lib/scope.ts'
import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { AlertKind, LateFeed, OpenAlert, OpenFeedAlert } from '../domain/alerts.ts'

/** A SKU at a location. */
export type Shelf = { skuId: number; locationId: number }

/** How a SKU stands at a location, in base units; `uncovered` of what is promised. */
export type ShelfLevel = Shelf & { onHand: number; available: number; uncovered: number }

const levels = sql`sku_id as "skuId", location_id as "locationId", quantity as "onHand",
  greatest(0, quantity - unavailable - held - allocated) as available,
  least(uncovered, held + allocated) as uncovered`

const pairsOf = (shelves: readonly Shelf[]) => sql`unnest(
  ${shelves.map(({ skuId }) => skuId)}::int[],
  ${shelves.map(({ locationId }) => locationId)}::int[]) as k (sku, location)`

/** How these stand now. */
export async function listLevels(db: Queryable, shelves: readonly Shelf[]): Promise<ShelfLevel[]> {
  if (shelves.length === 0) return []
  return db.query<ShelfLevel>(sql`
    select s.* from ${pairsOf(shelves)} cross join lateral (
      select ${levels} from inventory.supply
      where sku_id = k.sku and location_id = k.location and supply_no = 0 offset 0) as s`)
}

/** The next of all stock on hand past a place, in the order of its key. */
export async function listLevelsAfter(
  db: Queryable,
  after: Shelf,
  limit: number,
): Promise<ShelfLevel[]> {
  return db.query<ShelfLevel>(sql`
    select ${levels} from inventory.supply
    where (sku_id, location_id) > (${after.skuId}, ${after.locationId}) and supply_no = 0
    order by sku_id, location_id limit ${limit}`)
}

/** What is told of this stock. */
export async function listOpenAlerts(
  db: Queryable,
  shelves: readonly Shelf[],
): Promise<OpenAlert[]> {
  if (shelves.length === 0) return []
  return db.query<OpenAlert>(sql`
    select a.* from ${pairsOf(shelves)} cross join lateral (
      select id, rule_id as "ruleId", kind, sku_id as "skuId", location_id as "locationId",
        raises_task as "raisesTask"
      from inventory.alert
      where sku_id = k.sku and location_id = k.location and cleared_at is null offset 0) as a`)
}

/** The next stock past a place that is told of, all or of some SKUs, in the order of its key. */
export async function listTold(
  db: Queryable,
  of: { skuIds: 'all' | readonly number[]; after: Shelf; limit: number },
): Promise<Shelf[]> {
  const { skuIds, after, limit } = of
  const conditions = [
    sql`cleared_at is null and sku_id is not null`,
    sql`(sku_id, location_id) > (${after.skuId}::int, ${after.locationId}::int)`,
    ...(skuIds === 'all' ? [] : [sql`sku_id = any (${skuIds}::int[])`]),
  ]
  return db.query<Shelf>(sql`
    select distinct sku_id as "skuId", location_id as "locationId" from inventory.alert
    where ${allOf(conditions)} order by sku_id, location_id limit ${limit}`)
}

/** All feeds that are told of. */
export async function listOpenFeedAlerts(db: Queryable): Promise<OpenFeedAlert[]> {
  return db.query<OpenFeedAlert>(sql`
    select a.id, a.rule_id as "ruleId", a.kind, a.source_id as "sourceId", f.code as source,
      a.location_id as "locationId", a.raises_task as "raisesTask"
    from inventory.alert as a join inventory.feed_source as f on f.id = a.source_id
    where a.cleared_at is null and a.source_id is not null`)
}

/** By how many minutes the numbers of a feed `w` are too old; none where they are not. */
const minutesLate = (now: Temporal.Instant) => sql`greatest(0, floor(extract(epoch from
  ${now}::timestamptz - coalesce(w.last_as_of, w.set_at)
    - make_interval(mins => w.every_minutes)) / 60))::bigint`

/** The feeds that people have been told are overdue. */
export async function listLateFeeds(
  db: Queryable,
  now: Temporal.Instant,
): Promise<Omit<LateFeed, 'location'>[]> {
  return db.query(sql`
    select w.source_id as "sourceId", s.code as source, w.location_id as "locationId",
      ${minutesLate(now)} as minutes
    from inventory.feed_watch as w join inventory.feed_source as s on s.id = w.source_id
    where w.overdue_since is not null order by w.location_id, w.source_id`)
}

type Raised = { ruleVersion: number; level: number }
export type NewAlert = OpenAlert & Raised
export type NewFeedAlert = OpenFeedAlert & Raised

export async function insertAlerts(
  tx: Tx,
  alerts: readonly (NewAlert | NewFeedAlert)[],
  now: Temporal.Instant,
): Promise<void> {
  if (alerts.length === 0) return
  const a = alerts
  await tx.query(sql`
    insert into inventory.alert (id, rule_id, rule_version, kind, sku_id, source_id, location_id,
      level, raises_task, raised_at)
    select a.*, ${now}::timestamptz from unnest(
      ${a.map(({ id }) => id)}::uuid[], ${a.map(({ ruleId }) => ruleId)}::uuid[],
      ${a.map(({ ruleVersion }) => ruleVersion)}::int[], ${a.map(({ kind }) => kind)}::text[],
      ${a.map((one) => ('skuId' in one ? one.skuId : null))}::int[],
      ${a.map((one) => ('sourceId' in one ? one.sourceId : null))}::smallint[],
      ${a.map(({ locationId }) => locationId)}::int[], ${a.map(({ level }) => level)}::bigint[],
      ${a.map(({ raisesTask }) => raisesTask)}::boolean[]) as a`)
}

export async function clearAlerts(
  tx: Tx,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (ids.length === 0) return
  await tx.query(sql`
    update inventory.alert set cleared_at = ${now}
    where id = any (${ids}::uuid[]) and cleared_at is null`)
}

type Listed = {
  rule: string
  raisedLevel: number
  raisedAt: Temporal.Instant
  clearedAt: Temporal.Instant | null
}

/** An alert as it is listed: with the name of its rule, and the number as it is now. */
export type ListedAlert =
  | (OpenAlert & Listed & Omit<ShelfLevel, keyof Shelf>)
  | (OpenFeedAlert & Listed & { skuId: null; minutes: number | null })

/** Which alerts: all that is given must be so. */
export type AlertFilter = {
  open: boolean
  kind: AlertKind | undefined
  skuId: number | undefined
  locationId: number | undefined
  before: string[] | undefined
  limit: number
}

/** Alerts at the locations that the caller may see, the newest first. */
export async function listAlerts(
  db: Queryable,
  scope: Scope,
  of: AlertFilter,
  now: Temporal.Instant,
): Promise<ListedAlert[]> {
  const conditions: Sql[] = [
    of.open ? sql`a.cleared_at is null` : sql`a.cleared_at is not null`,
    ...(scope === 'all' ? [] : [sql`a.location_id = any (${scope.locations}::int[])`]),
    ...(of.kind === undefined ? [] : [sql`a.kind = ${of.kind}`]),
    ...(of.skuId === undefined ? [] : [sql`a.sku_id = ${of.skuId}`]),
    ...(of.locationId === undefined ? [] : [sql`a.location_id = ${of.locationId}`]),
    ...(of.before === undefined
      ? []
      : [sql`(a.raised_at, a.id) < (${of.before[0]}::timestamptz, ${of.before[1]}::uuid)`]),
  ]
  return db.query<ListedAlert>(sql`
    select a.id, a.rule_id as "ruleId", r.name as rule, a.kind, a.sku_id as "skuId",
      a.source_id as "sourceId", f.code as source, a.location_id as "locationId",
      a.raises_task as "raisesTask", a.level as "raisedLevel", s.quantity as "onHand",
      greatest(0, s.quantity - s.unavailable - s.held - s.allocated) as available,
      least(s.uncovered, s.held + s.allocated) as uncovered,
      ${minutesLate(now)} as minutes, a.raised_at as "raisedAt", a.cleared_at as "clearedAt"
    from inventory.alert as a
    join inventory.alert_rule as r on r.id = a.rule_id and r.version = a.rule_version
    left join inventory.supply as s on s.sku_id = a.sku_id and s.location_id = a.location_id
      and s.supply_no = 0
    left join inventory.feed_source as f on f.id = a.source_id
    left join inventory.feed_watch as w on w.source_id = a.source_id
      and w.location_id = a.location_id
    where ${allOf(conditions)} order by a.raised_at desc, a.id desc limit ${of.limit}`)
}

/** How many alerts of each kind are open. */
export async function countAlerts(
  db: Queryable,
  scope: Scope,
): Promise<{ kind: AlertKind; count: number }[]> {
  const seen = scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
  return db.query(sql`
    select kind, count(*) as count from inventory.alert
    where cleared_at is null and ${seen} group by kind order by kind`)
}
