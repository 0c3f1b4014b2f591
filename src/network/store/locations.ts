import type { Point } from '../../lib/geo.ts'
import type { Scope } from '../../lib/scope.ts'
import { allOf, sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { matchesWords } from '../../platform/db/words.ts'
import type { Hours } from '../domain/hours.ts'

export const locationKinds = [
  'store',
  'dark_store',
  'pop_up',
  'warehouse',
  'distribution_centre',
  'third_party',
  'supplier',
  'marketplace_warehouse',
  'locker',
  'pickup_point',
] as const

/** As a list shows them: open ones are neither paused nor archived. */
export const locationStates = ['open', 'paused', 'archived'] as const

/** A place that holds stock or does work. */
export type Location = {
  id: number
  code: string
  name: string
  kind: (typeof locationKinds)[number]
  legalEntityId: number
  country: string
  region: string | null
  city: string | null
  postalCode: string | null
  /** Where it lies; undefined where not known: never distance 0. */
  point: Point | undefined
  timeZone: string
  ships: boolean
  pickup: boolean
  /** Of one whole unit, and of one parcel: 1e-4 of the major currency unit. */
  handlingCost: number
  parcelCost: number
  /** How long it has to accept work, and until the goods should have left. */
  acceptMinutes: number
  shipMinutes: number
  /** When it is open; null where that is not known. */
  hours: Hours | null
  paused: boolean
  pausedAt: Temporal.Instant | null
  pauseReason: string | null
  version: number
  archived: boolean
}

type Pause = 'paused' | 'pausedAt' | 'pauseReason'

export type NewLocation = Omit<Location, 'id' | 'version' | 'archived' | Pause>

type Row = Omit<Location, 'point'> & { lat: number | null; lon: number | null }

const columns = sql`id, code, name, kind, legal_entity_id as "legalEntityId", country, region, city,
  postal_code as "postalCode", lat, lon, time_zone as "timeZone", ships, pickup,
  handling_cost as "handlingCost", parcel_cost as "parcelCost",
  accept_minutes as "acceptMinutes", ship_minutes as "shipMinutes", hours,
  paused_at is not null as paused, paused_at as "pausedAt", pause_reason as "pauseReason", version,
  archived_at is not null as archived`

export async function insertLocations(
  tx: Tx,
  locations: readonly NewLocation[],
  now: Temporal.Instant,
): Promise<Location[]> {
  const l = locations
  const rows = await tx.query<Row>(sql`
    insert into network.location (code, name, kind, legal_entity_id, country, region, city,
      postal_code, lat, lon, time_zone, ships, pickup, handling_cost, parcel_cost,
      accept_minutes, ship_minutes, hours, created_at)
    select l.*, ${now}::timestamptz from unnest(
      ${l.map((r) => r.code)}::text[], ${l.map((r) => r.name)}::text[],
      ${l.map((r) => r.kind)}::text[], ${l.map((r) => r.legalEntityId)}::int[],
      ${l.map((r) => r.country)}::text[], ${l.map((r) => r.region)}::text[],
      ${l.map((r) => r.city)}::text[], ${l.map((r) => r.postalCode)}::text[],
      ${l.map((r) => r.point?.lat ?? null)}::float8[],
      ${l.map((r) => r.point?.lon ?? null)}::float8[],
      ${l.map((r) => r.timeZone)}::text[], ${l.map((r) => r.ships)}::boolean[],
      ${l.map((r) => r.pickup)}::boolean[], ${l.map((r) => r.handlingCost)}::int[],
      ${l.map((r) => r.parcelCost)}::int[], ${l.map((r) => r.acceptMinutes)}::int[],
      ${l.map((r) => r.shipMinutes)}::int[],
      ${l.map((r) => textOf(r.hours))}::jsonb[]
    ) as l (code) order by l.code
    on conflict (code) do nothing returning ${columns}`)
  return rows.map(locationOf)
}

export async function listAllLocations(db: Queryable): Promise<Location[]> {
  const rows = await db.query<Row>(sql`select ${columns} from network.location order by id`)
  return rows.map(locationOf)
}

/** A page of the locations that the caller may see, by code. */
export async function listLocations(
  db: Queryable,
  scope: Scope,
  page: {
    after: string
    limit: number
    q?: string | undefined
    kind?: Location['kind'] | undefined
    state?: (typeof locationStates)[number] | undefined
  },
): Promise<Location[]> {
  const { after, limit, q, kind, state } = page
  const conditions = [sql`code > ${after}`]
  if (scope !== 'all') conditions.push(sql`id = any (${scope.locations}::int[])`)
  if (q !== undefined) conditions.push(matchesWords(q, sql`concat_ws(' ', code, name, city)`))
  if (kind !== undefined) conditions.push(sql`kind = ${kind}`)
  if (state !== undefined) conditions.push(stands[state])
  const rows = await db.query<Row>(sql`
    select ${columns} from network.location
    where ${allOf(conditions)} order by code limit ${limit}`)
  return rows.map(locationOf)
}

const stands = {
  open: sql`paused_at is null and archived_at is null`,
  paused: sql`paused_at is not null and archived_at is null`,
  archived: sql`archived_at is not null`,
}

export async function listLocationsByCode(
  db: Queryable,
  codes: readonly string[],
): Promise<Location[]> {
  const rows = await db.query<Row>(
    sql`select ${columns} from network.location where code = any (${codes}::text[])`,
  )
  return rows.map(locationOf)
}

export async function lockLocation(tx: Tx, code: string): Promise<Location | undefined> {
  const [row] = await tx.query<Row>(
    sql`select ${columns} from network.location where code = ${code} for update`,
  )
  return row && locationOf(row)
}

/** Writes everything that may change; the version rises by one. */
export async function updateLocation(
  tx: Tx,
  location: Location,
  now: Temporal.Instant,
): Promise<Location> {
  const l = location
  const [row] = await tx.query<Row>(sql`
    update network.location set name = ${l.name}, kind = ${l.kind}, country = ${l.country},
      region = ${l.region}, city = ${l.city}, postal_code = ${l.postalCode},
      lat = ${l.point?.lat ?? null}, lon = ${l.point?.lon ?? null}, time_zone = ${l.timeZone},
      ships = ${l.ships}, pickup = ${l.pickup}, handling_cost = ${l.handlingCost},
      parcel_cost = ${l.parcelCost}, accept_minutes = ${l.acceptMinutes},
      ship_minutes = ${l.shipMinutes}, hours = ${textOf(l.hours)}, pause_reason = ${l.pauseReason},
      paused_at = ${l.pausedAt},
      archived_at = case when ${l.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${l.id} returning ${columns}`)
  return locationOf(row!)
}

function locationOf({ lat, lon, ...rest }: Row): Location {
  return { ...rest, point: lat === null || lon === null ? undefined : { lat, lon } }
}

function textOf(hours: Hours | null): string | null {
  return hours && JSON.stringify(hours)
}
