import type { Scope } from '../../lib/scope.ts'
import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { matchesWords } from '../../platform/db/words.ts'

export const channelKinds = ['site', 'till', 'marketplace', 'call_centre', 'messaging'] as const
export const shortagePolicies = ['refuse', 'accept', 'ask'] as const

/** Where orders come from. */
export type Channel = {
  id: number
  code: string
  name: string
  brandId: number
  brand: string
  kind: (typeof channelKinds)[number]
  currency: string
  taxMode: 'inclusive' | 'exclusive'
  timeZone: string
  /** What happens to an order that there is not enough stock for. */
  onShortage: (typeof shortagePolicies)[number]
  orderPrefix: string
  /** How long an order waits before locations are given its work, so that it can be changed. */
  releaseMinutes: number
  version: number
  archived: boolean
}

export type NewChannel = Omit<Channel, 'id' | 'brand' | 'version' | 'archived'>

/** What the amounts of a channel's orders go by, which never changes; for the checks of orders. */
export const channelTerms = sql`select id, currency, tax_mode from network.channel`

export type PoolEntry = { channelId: number; locationId: number; priority: number }

const columns = sql`id, code, name, brand_id as "brandId",
  (select b.code from network.brand as b where b.id = brand_id) as brand, kind, currency,
  tax_mode as "taxMode",
  time_zone as "timeZone", on_shortage as "onShortage", order_prefix as "orderPrefix",
  release_minutes as "releaseMinutes", version,
  archived_at is not null as archived`

/** Undefined where the code or the order prefix is taken. */
export async function insertChannel(
  tx: Tx,
  channel: NewChannel,
  now: Temporal.Instant,
): Promise<Channel | undefined> {
  const c = channel
  const [row] = await tx.query<Channel>(sql`
    insert into network.channel (code, name, brand_id, kind, currency, tax_mode, time_zone,
      on_shortage, order_prefix, release_minutes, created_at)
    values (${c.code}, ${c.name}, ${c.brandId}, ${c.kind}, ${c.currency}, ${c.taxMode},
      ${c.timeZone}, ${c.onShortage}, ${c.orderPrefix}, ${c.releaseMinutes}, ${now})
    on conflict do nothing returning ${columns}`)
  return row
}

/** The channels that the caller may see, by code; only those that the words of `q` name. */
export async function listChannels(db: Queryable, scope: Scope, q?: string): Promise<Channel[]> {
  const conditions: Sql[] = []
  if (scope !== 'all') conditions.push(sql`id = any (${scope.channels}::int[])`)
  if (q !== undefined) conditions.push(matchesWords(q, sql`code || ' ' || name`))
  return db.query<Channel>(sql`
    select ${columns} from network.channel where ${allOf(conditions)} order by code`)
}

export async function lockChannel(tx: Tx, code: string): Promise<Channel | undefined> {
  const [row] = await tx.query<Channel>(
    sql`select ${columns} from network.channel where code = ${code} for update`,
  )
  return row
}

export async function updateChannel(
  tx: Tx,
  channel: Channel,
  now: Temporal.Instant,
): Promise<Channel> {
  const c = channel
  const [row] = await tx.query<Channel>(sql`
    update network.channel set name = ${c.name}, on_shortage = ${c.onShortage},
      time_zone = ${c.timeZone}, release_minutes = ${c.releaseMinutes},
      archived_at = case when ${c.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${c.id} returning ${columns}`)
  return row!
}

export async function listPool(db: Queryable): Promise<PoolEntry[]> {
  return db.query<PoolEntry>(sql`
    select channel_id as "channelId", location_id as "locationId", priority
    from network.pool order by channel_id, priority, location_id`)
}

/** The locations that a channel sells from, by id. */
export async function listPoolOf(
  db: Queryable,
  channelCode: string,
): Promise<{ id: number; code: string }[]> {
  return db.query(sql`
    select l.id, l.code from network.channel as c
    join network.pool as p on p.channel_id = c.id
    join network.location as l on l.id = p.location_id
    where c.code = ${channelCode} order by l.id`)
}

/** The locations whose stock the channel may sell, in place of those it had. */
export async function replacePool(
  tx: Tx,
  channelId: number,
  entries: readonly { locationId: number; priority: number }[],
): Promise<void> {
  await keepPool(tx, channelId, entries)
  await tx.query(sql`delete from network.pool where channel_id = ${channelId}`)
  await tx.query(sql`
    insert into network.pool (channel_id, location_id, priority)
    select ${channelId}::int, * from unnest(
      ${entries.map((e) => e.locationId)}::int[], ${entries.map((e) => e.priority)}::int[])`)
}

/** Keeps of the locations that come or go whether they belonged to the pool until now. */
async function keepPool(
  tx: Tx,
  channelId: number,
  entries: readonly { locationId: number }[],
): Promise<void> {
  await tx.query(sql`
    insert into network.pool_past (channel_id, location_id, belonged)
    select ${channelId}::int, location_id, p.location_id is not null
    from (select location_id from network.pool where channel_id = ${channelId}) as p
    full join unnest(${entries.map((e) => e.locationId)}::int[]) as n (location_id)
      using (location_id)
    where p.location_id is null or n.location_id is null
    on conflict do nothing`)
}

/** Their pools are about to change: their versions rise, so that who changes a whole pool knows. */
export async function touchChannels(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query(sql`
    select id from network.channel where id = any (${ids}::int[]) order by id for update`)
  await tx.query(
    sql`update network.channel set version = version + 1 where id = any (${ids}::int[])`,
  )
}

/** Lets channels sell from locations, behind all that they have; what they have stays as it is. */
export async function joinPools(
  tx: Tx,
  entries: readonly { channelId: number; locationId: number }[],
): Promise<void> {
  await tx.query(sql`
    with come as (
      insert into network.pool (channel_id, location_id, priority)
      select n.channel_id, n.location_id, least(1000000, coalesce(
          (select max(o.priority) from network.pool as o where o.channel_id = n.channel_id), -1)
        + row_number() over (partition by n.channel_id order by n.location_id))
      from unnest(${entries.map((e) => e.channelId)}::int[],
        ${entries.map((e) => e.locationId)}::int[]) as n (channel_id, location_id)
      order by n.channel_id, n.location_id
      on conflict do nothing returning channel_id, location_id)
    insert into network.pool_past (channel_id, location_id, belonged)
    select channel_id, location_id, false from come on conflict do nothing`)
}

/** Lets channels sell from a location no longer. */
export async function leavePools(
  tx: Tx,
  locationId: number,
  channelIds: readonly number[],
): Promise<void> {
  await tx.query(sql`
    with gone as (
      delete from network.pool
      where location_id = ${locationId} and channel_id = any (${channelIds}::int[])
      returning channel_id)
    insert into network.pool_past (channel_id, location_id, belonged)
    select channel_id, ${locationId}::int, true from gone on conflict do nothing`)
}
