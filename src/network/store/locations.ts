import type { Point } from '../../lib/geo.ts'
import type { Scope } from '../../lib/scope.ts'
import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { matchesWords } from '../../platform/db/words.ts'
import type { Abilities, LocationKind } from '../domain/abilities.ts'
import type { Capacity } from '../domain/capacity.ts'
import type { Hours } from '../domain/hours.ts'
import { decidePause, type Pause } from '../domain/pause.ts'

/** As a list shows them: open is neither paused nor archived; incomplete ones lack something. */
export const locationStates = ['open', 'paused', 'incomplete', 'archived'] as const

/** A place that holds stock or does work. */
export type Location = Abilities &
  Pause & {
    id: number
    code: string
    name: string
    kind: LocationKind
    legalEntityId: number
    legalEntity: string
    /** Who runs it for the legal entity. */
    partner: string | null
    country: string
    region: string | null
    city: string | null
    postalCode: string | null
    /** Where it lies; undefined where not known: never distance 0. */
    point: Point | undefined
    timeZone: string
    /** Of one whole unit, and of one parcel: 1e-4 of the major currency unit. */
    handlingCost: number
    parcelCost: number
    /** How long it has to accept work, and until the goods should have left. */
    acceptMinutes: number
    shipMinutes: number
    /** When it is open; null where that is not known. */
    hours: Hours | null
    /** Minutes of its opening hours from release to ready; null where not known. */
    handlingMinutes: number | null
    /** How much it takes in a day; null where nothing limits that. */
    capacity: Capacity | null
    holidayCalendar: string | null
    /** What rules and people call many of them by; in order. */
    tags: readonly string[]
    groups: readonly string[]
    /** Those that may sell its stock, in order of their codes. */
    channels: readonly { id: number; code: string }[]
    version: number
    archived: boolean
  }

export type LocationRow = Omit<Location, 'point' | 'paused'> & {
  lat: number | null
  lon: number | null
}

export const locationColumns = sql`id, code, name, kind, legal_entity_id as "legalEntityId",
  (select e.code from network.legal_entity as e where e.id = legal_entity_id) as "legalEntity",
  (select p.code from network.partner as p where p.id = partner_id) as partner,
  country, region, city, postal_code as "postalCode", lat, lon, time_zone as "timeZone",
  ships, pickup, receives_returns as "receivesReturns", same_day as "sameDay", curbside,
  holds_parcels as "holdsParcels",
  handling_cost as "handlingCost", parcel_cost as "parcelCost",
  accept_minutes as "acceptMinutes", ship_minutes as "shipMinutes", hours,
  handling_minutes as "handlingMinutes", capacity,
  (select h.code from network.holiday_calendar as h where h.id = holiday_calendar_id)
    as "holidayCalendar",
  tags,
  array(select g.code from network.location_group_member as m
    join network.location_group as g on g.id = m.group_id
    where m.location_id = location.id and g.archived_at is null order by g.code) as groups,
  (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code) order by c.code), '[]')
    from network.pool as o join network.channel as c on c.id = o.channel_id
    where o.location_id = location.id and c.archived_at is null) as channels,
  paused_at as "pausedAt", paused_until as "pausedUntil", pause_reason as "pauseReason",
  pause_keeps_work as "keepsWork", version,
  archived_at is not null as archived`

export async function listAllLocations(db: Queryable, now: Temporal.Instant): Promise<Location[]> {
  const rows = await db.query<LocationRow>(
    sql`select ${locationColumns} from network.location order by id`,
  )
  return rows.map((row) => locationOf(row, now))
}

export type LocationFilter = {
  q?: string | undefined
  kind?: LocationKind | undefined
  state?: (typeof locationStates)[number] | undefined
  group?: string | undefined
  tag?: string | undefined
  partner?: string | undefined
}

/** A page of the locations that the caller may see, by code. */
export async function listLocations(
  db: Queryable,
  scope: Scope,
  page: LocationFilter & { after: string; limit: number },
  now: Temporal.Instant,
): Promise<Location[]> {
  const { after, limit, q, kind, state, group, tag, partner } = page
  const conditions = [sql`code > ${after}`]
  if (scope !== 'all') conditions.push(sql`id = any (${scope.locations}::int[])`)
  if (q !== undefined) conditions.push(matchesWords(q, sql`concat_ws(' ', code, name, city)`))
  if (kind !== undefined) conditions.push(sql`kind = ${kind}`)
  if (state !== undefined) conditions.push(stands(state, now))
  if (group !== undefined) conditions.push(isIn(group))
  if (tag !== undefined) conditions.push(sql`${tag} = any (tags)`)
  if (partner !== undefined) {
    conditions.push(sql`partner_id = (select p.id from network.partner as p
      where p.code = ${partner})`)
  }
  const rows = await db.query<LocationRow>(sql`
    select ${locationColumns} from network.location
    where ${allOf(conditions)} order by code limit ${limit}`)
  return rows.map((row) => locationOf(row, now))
}

/** Tags in use after one, with how many locations that the caller may see have each. */
export async function listTags(
  db: Queryable,
  scope: Scope,
  { after, limit, q }: { q?: string | undefined; after: string; limit: number },
): Promise<{ tag: string; locations: number }[]> {
  const conditions = [sql`tag > ${after}`, sql`archived_at is null`]
  if (scope !== 'all') conditions.push(sql`id = any (${scope.locations}::int[])`)
  if (q !== undefined) conditions.push(matchesWords(q, sql`tag`))
  return db.query(sql`
    select tag, count(*) as locations from network.location, unnest(tags) as tag
    where ${allOf(conditions)} group by tag order by tag limit ${limit}`)
}

/** As `domain/pause.ts` and `domain/missing.ts` say it. */
function stands(state: (typeof locationStates)[number], now: Temporal.Instant): Sql {
  const isPaused = sql`(paused_at is not null and coalesce(paused_until > ${now}, true))`
  return {
    open: sql`not ${isPaused} and archived_at is null`,
    paused: sql`${isPaused} and archived_at is null`,
    incomplete: sql`(lat is null or city is null
      or (hours is null or handling_minutes is null) and (pickup or curbside))
      and archived_at is null`,
    archived: sql`archived_at is not null`,
  }[state]
}

function isIn(group: string): Sql {
  return sql`id in (select m.location_id from network.location_group_member as m
    join network.location_group as g on g.id = m.group_id
    where g.code = ${group} and g.archived_at is null)`
}

export async function listLocationsByCode(
  db: Queryable,
  codes: readonly string[],
  now: Temporal.Instant,
): Promise<Location[]> {
  const rows = await db.query<LocationRow>(
    sql`select ${locationColumns} from network.location where code = any (${codes}::text[])`,
  )
  return rows.map((row) => locationOf(row, now))
}

/** The ids of those codes that there are. */
export async function listLocationIds(
  db: Queryable,
  codes: readonly string[],
): Promise<{ id: number; code: string }[]> {
  return db.query(
    sql`select id, code from network.location where code = any (${codes}::text[]) order by id`,
  )
}

/** Others may go on naming it meanwhile, as pools and groups do. */
export async function lockLocation(
  tx: Tx,
  code: string,
  now: Temporal.Instant,
): Promise<Location | undefined> {
  const [row] = await tx.query<LocationRow>(
    sql`select ${locationColumns} from network.location where code = ${code} for no key update`,
  )
  return row && locationOf(row, now)
}

/** Those whose pause is over, as they were. */
export async function countDueLocations(db: Queryable, now: Temporal.Instant): Promise<number> {
  const [row] = await db.query<{ due: number }>(
    sql`select count(*)::int as due from network.location where paused_until <= ${now}`,
  )
  return row!.due
}

export function locationOf({ lat, lon, ...rest }: LocationRow, now: Temporal.Instant): Location {
  const point = lat === null || lon === null ? undefined : { lat, lon }
  return { ...rest, ...decidePause(rest, now), point }
}
