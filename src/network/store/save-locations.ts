import { sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decideAbilities, type Abilities } from '../domain/abilities.ts'
import type { Pause } from '../domain/pause.ts'
import { locationColumns, locationOf, type Location, type LocationRow } from './locations.ts'

type Own = 'id' | 'legalEntity' | 'channels' | 'version' | 'archived' | keyof Pause
type Named = 'partner' | 'holidayCalendar' | 'tags' | 'groups'
type Optional = Named | 'handlingMinutes' | 'capacity' | keyof Abilities

/** What is left out is empty, or as is usual for the kind. */
export type NewLocation = Omit<Location, Own | Optional> & Partial<Pick<Location, Optional>>

export async function insertLocations(
  tx: Tx,
  locations: readonly NewLocation[],
  now: Temporal.Instant,
): Promise<Location[]> {
  const l = locations.map((one) => ({ ...one, ...decideAbilities(one.kind, one) }))
  const rows = await tx.query<LocationRow>(sql`
    insert into network.location (code, name, kind, legal_entity_id, country, region, city,
      postal_code, lat, lon, time_zone, ships, pickup, receives_returns, same_day, curbside,
      holds_parcels, handling_cost, parcel_cost, accept_minutes, ship_minutes, hours,
      handling_minutes, capacity, tags, partner_id, holiday_calendar_id, created_at)
    select l.code, l.name, l.kind, l.entity_id, l.country, l.region, l.city,
      l.postal_code, l.lat, l.lon, l.time_zone, l.ships, l.pickup, l.receives_returns, l.same_day,
      l.curbside, l.holds_parcels, l.handling_cost, l.parcel_cost, l.accept_minutes,
      l.ship_minutes, l.hours, l.handling_minutes, l.capacity,
      array(select jsonb_array_elements_text(l.tags)),
      (select p.id from network.partner as p where p.code = l.partner),
      (select h.id from network.holiday_calendar as h where h.code = l.calendar),
      ${now}::timestamptz
    from unnest(
      ${l.map((r) => r.code)}::text[], ${l.map((r) => r.name)}::text[],
      ${l.map((r) => r.kind)}::text[], ${l.map((r) => r.legalEntityId)}::int[],
      ${l.map((r) => r.country)}::text[], ${l.map((r) => r.region)}::text[],
      ${l.map((r) => r.city)}::text[], ${l.map((r) => r.postalCode)}::text[],
      ${l.map((r) => r.point?.lat ?? null)}::float8[],
      ${l.map((r) => r.point?.lon ?? null)}::float8[],
      ${l.map((r) => r.timeZone)}::text[], ${l.map((r) => r.ships)}::boolean[],
      ${l.map((r) => r.pickup)}::boolean[], ${l.map((r) => r.receivesReturns)}::boolean[],
      ${l.map((r) => r.sameDay)}::boolean[], ${l.map((r) => r.curbside)}::boolean[],
      ${l.map((r) => r.holdsParcels)}::boolean[], ${l.map((r) => r.handlingCost)}::int[],
      ${l.map((r) => r.parcelCost)}::int[], ${l.map((r) => r.acceptMinutes)}::int[],
      ${l.map((r) => r.shipMinutes)}::int[], ${l.map((r) => textOf(r.hours))}::jsonb[],
      ${l.map((r) => r.handlingMinutes ?? null)}::int[],
      ${l.map((r) => textOf(r.capacity ?? null))}::jsonb[],
      ${l.map((r) => JSON.stringify(r.tags ?? []))}::jsonb[],
      ${l.map((r) => r.partner ?? null)}::text[], ${l.map((r) => r.holidayCalendar ?? null)}::text[]
    ) as l (code, name, kind, entity_id, country, region, city, postal_code, lat, lon, time_zone,
      ships, pickup, receives_returns, same_day, curbside, holds_parcels, handling_cost,
      parcel_cost, accept_minutes, ship_minutes, hours, handling_minutes, capacity, tags, partner,
      calendar)
    order by l.code
    on conflict (code) do nothing returning ${locationColumns}`)
  const groupsOf = new Map(locations.map(({ code, groups }) => [code, groups ?? []]))
  const made = rows.map((row) => ({ ...locationOf(row, now), groups: groupsOf.get(row.code)! }))
  await insertMembers(tx, made)
  return made
}

/** Writes everything that may change; the version rises by one. */
export async function updateLocation(
  tx: Tx,
  location: Location,
  now: Temporal.Instant,
): Promise<Location> {
  const l = location
  await keepState(tx, [l.id])
  await keepMembers(tx, l)
  await insertMembers(tx, [l])
  const [row] = await tx.query<LocationRow>(sql`
    update network.location set name = ${l.name}, kind = ${l.kind},
      legal_entity_id = ${l.legalEntityId}, country = ${l.country},
      region = ${l.region}, city = ${l.city}, postal_code = ${l.postalCode},
      lat = ${l.point?.lat ?? null}, lon = ${l.point?.lon ?? null}, time_zone = ${l.timeZone},
      ships = ${l.ships}, pickup = ${l.pickup}, receives_returns = ${l.receivesReturns},
      same_day = ${l.sameDay}, curbside = ${l.curbside}, holds_parcels = ${l.holdsParcels},
      handling_cost = ${l.handlingCost},
      parcel_cost = ${l.parcelCost}, accept_minutes = ${l.acceptMinutes},
      ship_minutes = ${l.shipMinutes}, hours = ${textOf(l.hours)},
      handling_minutes = ${l.handlingMinutes}, capacity = ${textOf(l.capacity)},
      tags = ${l.tags}::text[],
      partner_id = (select p.id from network.partner as p where p.code = ${l.partner}),
      holiday_calendar_id = (select h.id from network.holiday_calendar as h
        where h.code = ${l.holidayCalendar}),
      paused_at = ${l.pausedAt}, paused_until = ${l.pausedUntil}, pause_reason = ${l.pauseReason},
      pause_keeps_work = ${l.keepsWork},
      archived_at = case when ${l.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${l.id} returning ${locationColumns}`)
  return locationOf(row!, now)
}

/** Ends the pauses that are over, some at a time; answers the locations that take orders again. */
export async function resumeDueLocations(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
): Promise<Location[]> {
  const due = await tx.query<{ id: number }>(sql`
    select id from network.location where paused_until <= ${now}
    order by id limit ${limit} for no key update skip locked`)
  const ids = due.map(({ id }) => id)
  await keepState(tx, ids)
  const rows = await tx.query<LocationRow>(sql`
    update network.location set paused_at = null, paused_until = null, pause_reason = null,
      pause_keeps_work = false, version = version + 1
    where id = any (${ids}::int[]) returning ${locationColumns}`)
  return rows.map((row) => locationOf(row, now))
}

/** Keeps how locations served until now, before that changes. */
async function keepState(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query(sql`
    insert into network.location_past
      (location_id, ships, pickup, paused_at, paused_until, archived)
    select id, ships, pickup, paused_at, paused_until, archived_at is not null
    from network.location where id = any (${ids}::int[]) on conflict do nothing`)
}

/** Locks some locations and lets their versions rise, for what is changed about them elsewhere. */
export async function touchLocations(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await lockLocations(tx, ids)
  await tx.query(sql`
    update network.location set version = version + 1 where id = any (${ids}::int[])`)
}

/** In the order of their ids, as everywhere. */
export async function lockLocations(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query(sql`
    select id from network.location where id = any (${ids}::int[]) order by id for no key update`)
}

/** Takes a location out of the groups that it does not name; archived ones keep it. */
async function keepMembers(tx: Tx, { id, groups }: Location): Promise<void> {
  await tx.query(sql`
    delete from network.location_group_member as m using network.location_group as g
    where m.location_id = ${id} and g.id = m.group_id and g.archived_at is null
      and g.code <> all (${groups}::text[])`)
}

async function insertMembers(
  tx: Tx,
  locations: readonly Pick<Location, 'id' | 'groups'>[],
): Promise<void> {
  const pairs = locations.flatMap(({ id, groups }) => groups.map((group) => ({ id, group })))
  if (pairs.length === 0) return
  await tx.query(sql`
    insert into network.location_group_member (group_id, location_id)
    select g.id, n.location_id
    from unnest(${pairs.map(({ id }) => id)}::int[], ${pairs.map(({ group }) => group)}::text[])
      as n (location_id, code)
    join network.location_group as g on g.code = n.code
    order by g.id, n.location_id
    on conflict do nothing`)
}

function textOf(kept: object | null): string | null {
  return kept && JSON.stringify(kept)
}
