import { firstIdAt } from '../../lib/ids.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { FeedNumber, FeedRow, Since } from '../domain/feed.ts'
import type { Supply, SupplyKey } from '../domain/supply.ts'

/** Since when movements are not in the fed numbers. */
export type FeedTime = {
  asOf: Temporal.Instant
  containsUpTo: Temporal.Instant
  now: Temporal.Instant
}

/** A row whose number or source is not as fed: as it stands, and what happened since. */
export type Differing = FeedRow & {
  row: Supply
  since: Since
  isNew: boolean
  /** Until now it was somebody else who gave its number, or nobody. */
  isOfOther: boolean
}

type FoundRow = Supply & {
  n: number
  isNew: boolean
  isOfOther: boolean
  since: number
  sinceUnavailable: number
  sinceAllocated: number
  awaiting: number
  awaitingLater: number
  isCounted: boolean
}

/** How far the clock of a till may be ahead of the time at which it told us. */
const AHEAD_MS = 3_600_000
const DAY_MS = 86_400_000

/**
 * Of these rows those that the feed would change, by `decideFed`: by its number, or by who feeds
 * them (not where no source is given). All rows are compared where they stand, without a lock; a
 * million rows of which few differ cost a look-up each. What happened after the feed was true
 * changes the row and its `since` alike, so a row that is as fed stays so, whatever is sold.
 *
 * Rows are looked up one by one: a plan that was made while the table was small never reads all.
 */
export async function listDiffering(
  db: Queryable,
  feed: { sourceId: number | null; number: FeedNumber; time: FeedTime },
  rows: readonly FeedRow[],
): Promise<Differing[]> {
  if (rows.length === 0) return []
  const found = await db.query<FoundRow>(sql`
    select f.n::int as n, f.sku_id as "skuId", f.location_id as "locationId", 0 as "supplyNo",
      coalesce(s.quantity, 0)::bigint as quantity,
      coalesce(s.unavailable, 0)::bigint as unavailable, coalesce(s.held, 0)::bigint as held,
      coalesce(s.allocated, 0)::bigint as allocated,
      coalesce(s.uncovered, 0)::bigint as uncovered, coalesce(s.version, 0)::bigint as version,
      s.sku_id is null as "isNew",
      s.fed_by is distinct from ${feed.sourceId}::smallint as "isOfOther",
      m.quantity as since, m.unavailable as "sinceUnavailable", m.allocated as "sinceAllocated",
      coalesce(s.awaiting, 0)::bigint as awaiting, m.awaiting as "awaitingLater",
      m.counted as "isCounted"
    from unnest(
      ${rows.map((r) => r.skuId)}::int[], ${rows.map((r) => r.locationId)}::int[],
      ${rows.map((r) => r.units)}::bigint[]
    ) with ordinality as f (sku_id, location_id, units, n)
    left join lateral (
      select s.*, case when s.unavailable = 0 then 0 else coalesce((
          select quantity from inventory.condition_level as c where c.sku_id = s.sku_id
            and c.location_id = s.location_id and c.condition = 'awaiting_owner'), 0)
        end as awaiting
      from inventory.supply as s
      where s.sku_id = f.sku_id and s.location_id = f.location_id and s.supply_no = 0
      offset 0) as s on true
    cross join lateral (${movedSince(feed.time)}) as m
    where s.sku_id is not null and s.fed_by <> ${feed.sourceId}::smallint
      or s.sku_id is not null and s.fed_by is null and ${feed.sourceId}::smallint is not null
      or s.awaiting > m.awaiting
      or not m.counted and coalesce(s.quantity, 0) <> m.quantity
        - greatest(0, m.awaiting - coalesce(s.awaiting, 0)) + case ${feed.number}::text
        when 'on_hand' then f.units
        else f.units + coalesce(s.unavailable - s.awaiting, 0) - m.unavailable
          + coalesce(s.allocated, 0) - m.allocated end
    order by f.sku_id, f.location_id`)
  return found.map((row) => ({
    ...rows[row.n - 1]!,
    isNew: row.isNew,
    isOfOther: row.isOfOther,
    row: supplyIn(row),
    since: {
      quantity: row.since,
      unavailable: row.sinceUnavailable,
      allocated: row.sinceAllocated,
      awaiting: row.awaiting,
      awaitingLater: row.awaitingLater,
      isCounted: row.isCounted,
    },
  }))
}

function supplyIn(row: FoundRow): Supply {
  const { skuId, locationId, supplyNo, version } = row
  const { quantity, unavailable, held, allocated, uncovered } = row
  return { skuId, locationId, supplyNo, quantity, unavailable, held, allocated, uncovered, version }
}

/**
 * What the movements of a row `f` add up to that a feed does not contain. A count whose movement
 * changes conditions and nothing else has said nothing of the number.
 */
function movedSince({ asOf, containsUpTo, now }: FeedTime): Sql {
  const from = Math.min(asOf.epochMilliseconds, containsUpTo.epochMilliseconds) - AHEAD_MS
  return sql`
    select
      coalesce(sum(m.quantity_change) filter (
        where m.reason not in ('feed', 'count', 'owner_changed')), 0)::bigint as quantity,
      coalesce(sum(m.unavailable_change) filter (
        where m.condition is distinct from 'awaiting_owner'), 0)::bigint as unavailable,
      coalesce(sum(m.unavailable_change) filter (
        where m.condition = 'awaiting_owner' and m.reason = 'shipment'
          and m.recorded_at > ${containsUpTo}), 0)::bigint as awaiting,
      coalesce(sum(m.allocated_change) filter (
        where m.recorded_at > ${containsUpTo}), 0)::bigint as allocated,
      coalesce(bool_or(m.reason = 'count' and m.occurred_at > ${asOf}
        and (m.quantity_change <> 0 or m.unavailable_change = 0)), false) as counted
    from inventory.movement as m
    where m.sku_id = f.sku_id and m.location_id = f.location_id and m.supply_no = 0
      and m.id >= ${firstIdAt(from)}::uuid
      and m.id < ${firstIdAt(now.epochMilliseconds + DAY_MS)}::uuid
      and (m.occurred_at > ${asOf} or m.recorded_at > ${containsUpTo})`
}

/** Says of locked rows whose feed gives their number. */
export async function saveFedBy(
  tx: Tx,
  keys: readonly Omit<SupplyKey, 'supplyNo'>[],
  source: number,
): Promise<void> {
  if (keys.length === 0) return
  await tx.query(sql`
    update inventory.supply as s set fed_by = ${source}::smallint
    from unnest(${keys.map((k) => k.skuId)}::int[], ${keys.map((k) => k.locationId)}::int[])
      as k (sku_id, location_id)
    where s.sku_id = k.sku_id and s.location_id = k.location_id and s.supply_no = 0
      and s.fed_by is distinct from ${source}::smallint`)
}

/**
 * SKUs of a location that a full feed of this source has not mentioned and that are its own, or
 * nobody's: those it says are not there.
 */
export async function listUnmentioned(
  db: Queryable,
  of: { sourceId: number; locationId: number; mentioned: readonly number[] },
): Promise<number[]> {
  const rows = await db.query<{ skuId: number }>(sql`
    select sku_id as "skuId" from inventory.supply
    where location_id = ${of.locationId} and supply_no = 0 and quantity <> 0
      and (fed_by is null or fed_by = ${of.sourceId}::smallint)
      and sku_id not in (select unnest(${of.mentioned}::int[]))
    order by sku_id`)
  return rows.map(({ skuId }) => skuId)
}

/** An open allocation that would lose its cover, and how many of its units. */
export type Uncovered = { orderId: string; skuId: number; locationId: number; units: number }

/**
 * Which orders would stand uncovered where rows lack units: the newest allocations first, since the
 * oldest are served first.
 */
export async function listUncoveredBy(
  db: Queryable,
  lacking: readonly { skuId: number; locationId: number; units: number }[],
): Promise<Uncovered[]> {
  if (lacking.length === 0) return []
  return db.query<Uncovered>(sql`
    select c.order_id as "orderId", l.sku_id as "skuId", l.location_id as "locationId",
      least(c.quantity, l.units - c.newer)::bigint as units
    from unnest(${lacking.map((l) => l.skuId)}::int[], ${lacking.map((l) => l.locationId)}::int[],
      ${lacking.map((l) => l.units)}::bigint[]) as l (sku_id, location_id, units)
    cross join lateral (
      select order_id, quantity, (sum(quantity) over (order by created_at desc, id desc)
        - quantity)::bigint as newer
      from inventory.claim
      where sku_id = l.sku_id and location_id = l.location_id and supply_no = 0
        and kind = 'allocation' and closed_at is null) as c
    where c.newer < l.units
    order by c.order_id`)
}
