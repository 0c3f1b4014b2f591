import type { KeptPause } from '../domain/pause.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** How a location served at a moment. */
export type ServedAs = Omit<KeptPause, 'pauseReason' | 'keepsWork'> & {
  id: number
  ships: boolean
  pickup: boolean
  archived: boolean
}

/** How all locations served at a moment. */
export async function listServedAt(db: Queryable, at: Temporal.Instant): Promise<ServedAs[]> {
  return db.query<ServedAs>(sql`
    select distinct on (id) id, ships, pickup, paused_at as "pausedAt",
      paused_until as "pausedUntil", archived
    from (
      select location_id as id, until_at, ships, pickup, paused_at, paused_until, archived
      from network.location_past where until_at > ${at}
      union all
      select id, 'infinity', ships, pickup, paused_at, paused_until, archived_at is not null
      from network.location) as l
    order by id, until_at`)
}

/** The locations that could once do more than they can now: send, or hand over. */
export async function listUnlearnt(db: Queryable): Promise<Set<number>> {
  const rows = await db.query<{ id: number }>(sql`
    select distinct l.id from network.location as l
    join network.location_past as p on p.location_id = l.id
    where (p.ships and not l.ships) or (p.pickup and not l.pickup)`)
  return new Set(rows.map(({ id }) => id))
}

/** The locations that were in the pool of a channel at a moment. */
export async function listPoolAt(
  db: Queryable,
  channelId: number,
  at: Temporal.Instant,
): Promise<number[]> {
  const rows = await db.query<{ id: number }>(sql`
    select id from (
      select distinct on (id) id, belonged
      from (
        select location_id as id, until_at, belonged from network.pool_past
        where channel_id = ${channelId} and until_at > ${at}
        union all
        select location_id, 'infinity', true from network.pool
        where channel_id = ${channelId}) as p
      order by id, until_at) as p
    where belonged order by id`)
  return rows.map(({ id }) => id)
}

/** Which of these SKUs were paused where at a moment. */
export async function listSkuPausesAt(
  db: Queryable,
  skuIds: readonly number[],
  at: Temporal.Instant,
): Promise<{ skuId: number; locationId: number }[]> {
  return db.query(sql`
    select "skuId", "locationId" from (
      select distinct on (sku_id, location_id) sku_id as "skuId", location_id as "locationId",
        paused
      from (
        select sku_id, location_id, until_at, paused from network.sku_pause_past
        where sku_id = any (${skuIds}::int[]) and until_at > ${at}
        union all
        select sku_id, location_id, 'infinity', true from network.sku_pause
        where sku_id = any (${skuIds}::int[])) as p
      order by sku_id, location_id, until_at) as p
    where paused`)
}
