import type { Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, type Scope } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import { notPaused } from '../domain/pause.ts'
import type { locationChange } from '../schemas.ts'
import {
  joinPools,
  leavePools,
  listChannels,
  touchChannels,
  type Channel,
} from '../store/channels.ts'
import type { Location } from '../store/locations.ts'
import type { Named } from '../store/named.ts'
import { updateLocation } from '../store/save-locations.ts'
import { costOf } from './check.ts'
import { openEntities } from './locations.ts'
import { capacityOf, findNamedIn, hoursOf, namedChannels, namesOf, pointOf } from './naming.ts'

type Change = Static<typeof locationChange>
type Fields = Extract<Change, { action: 'set' }>['fields']
type World = {
  named: Named
  companies: ReadonlyMap<string, number>
  channels: readonly Channel[]
  now: Temporal.Instant
  scope: Scope
}
type Sells = Location['channels']

/** The location after all the changes; what cannot be throws. */
export async function changeLocation(
  tx: Tx,
  location: Location,
  changes: readonly Change[],
  of: { scope: Scope; now: Temporal.Instant },
): Promise<Location> {
  const fields = changes.flatMap((one) => (one.action === 'set' ? [one.fields] : []))
  const named = await findNamedIn(tx, fields)
  const isSelling = changes.some(({ action }) => action === 'channels')
  const channels = isSelling ? await listChannels(tx, of.scope) : []
  const isGiven = fields.some(({ legalEntity }) => legalEntity !== undefined)
  const companies = isGiven ? await openEntities(tx) : new Map<string, number>()
  const world = { ...of, named, companies, channels }
  return changes.reduce((before, change, i) => changed(before, change, i, world), location)
}

/** Writes it, and which channels sell from it; answers those channels that now sell otherwise. */
export async function saveLocation(
  tx: Tx,
  before: Location,
  next: Location,
  now: Temporal.Instant,
): Promise<{ saved: Location; channels: { id: number; code: string }[] }> {
  const had = new Set(before.channels.map(({ id }) => id))
  const has = new Set(next.channels.map(({ id }) => id))
  const added = next.channels.filter(({ id }) => !had.has(id))
  const removed = before.channels.filter(({ id }) => !has.has(id))
  const channels = [...added, ...removed]
  if (channels.length > 0) {
    const entries = added.map(({ id }) => ({ channelId: id, locationId: before.id }))
    await touchChannels(tx, idsOf(channels))
    await leavePools(tx, before.id, idsOf(removed))
    await joinPools(tx, entries)
  }
  return { saved: await updateLocation(tx, next, now), channels }
}

const idsOf = (some: readonly { id: number }[]) => some.map(({ id }) => id)

function changed(location: Location, change: Change, index: number, world: World): Location {
  const field = `/changes/${index}`
  switch (change.action) {
    case 'pause':
      return paused(location, change, field, world.now)
    case 'resume':
      return { ...location, ...notPaused }
    case 'archive':
      return { ...location, archived: true }
    case 'channels':
      return { ...location, channels: channelsOf(location, change.channels, field, world) }
    case 'set':
      return { ...location, ...fieldsOf(location, change.fields, `${field}/fields`, world) }
  }
}

/** A pause that goes on keeps its beginning. */
function paused(
  location: Location,
  { reason, until, keepsWork = false }: Extract<Change, { action: 'pause' }>,
  field: string,
  now: Temporal.Instant,
): Location {
  const pausedUntil = until === undefined ? null : Temporal.Instant.from(until)
  if (pausedUntil && Temporal.Instant.compare(pausedUntil, now) <= 0) {
    return refuse('field_invalid', { field: `${field}/until`, detail: 'It is over already' })
  }
  const pausedAt = location.pausedAt ?? now
  return { ...location, paused: true, pausedAt, pausedUntil, pauseReason: reason, keepsWork }
}

/** Those that are named; those that the caller may not see stay as they are. */
function channelsOf(
  { channels: had }: Location,
  codes: readonly string[],
  field: string,
  { channels, scope }: World,
): Sells {
  const unseen = had.filter(({ id }) => !seesChannel(scope, id))
  const all = [...namedChannels(codes, channels, `${field}/channels`), ...unseen]
  return all.toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** What the fields of a request change; null empties what may be empty. */
function fieldsOf(location: Location, fields: Fields, field: string, known: World) {
  const { lat, lon, handlingCost, parcelCost, hours, capacity, legalEntity, ...named } = fields
  const { partner: _partner, holidayCalendar: _calendar, groups: _groups, ...rest } = named
  const { tags: _tags, ...plain } = rest
  return {
    ...plain,
    ...namesOf(named, known.named, field),
    ...(legalEntity === undefined
      ? {}
      : ownerOf(location, legalEntity, `${field}/legalEntity`, known.companies)),
    ...(lat === undefined && lon === undefined
      ? {}
      : { point: pointOf({ ...location.point, ...only({ lat, lon }) }, field) }),
    ...(hours === undefined ? {} : { hours: hoursOf(hours, `${field}/hours`) }),
    ...(capacity === undefined ? {} : { capacity: capacityOf(capacity, `${field}/capacity`) }),
    ...(handlingCost === undefined ? {} : { handlingCost: costOf(handlingCost) }),
    ...(parcelCost === undefined ? {} : { parcelCost: costOf(parcelCost) }),
  }
}

/** The company that it belongs to; one that is archived may be kept. */
function ownerOf(
  location: Location,
  code: string,
  field: string,
  companies: World['companies'],
): Pick<Location, 'legalEntity' | 'legalEntityId'> {
  const { legalEntity, legalEntityId } = location
  if (code === legalEntity) return { legalEntity, legalEntityId }
  const id = companies.get(code) ?? refuse('legal_entity_unknown', { field, detail: code })
  return { legalEntity: code, legalEntityId: id }
}

/** The members that are there. */
function only({ lat, lon }: { lat: number | null | undefined; lon: number | null | undefined }) {
  return { ...(lat === undefined ? {} : { lat }), ...(lon === undefined ? {} : { lon }) }
}
