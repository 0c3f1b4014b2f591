import type { Static } from 'typebox'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { decideCapacity, type Capacity } from '../domain/capacity.ts'
import { decideHours, type Hours } from '../domain/hours.ts'
import type { newLocation } from '../schemas.ts'
import type { Channel } from '../store/channels.ts'
import { findNamed, type Named } from '../store/named.ts'

/** What a location may name, in a request. */
type Naming = Partial<
  Pick<Static<typeof newLocation>, 'partner' | 'holidayCalendar' | 'groups' | 'tags'>
>

/** What they name that there is. */
export function findNamedIn(db: Queryable, given: readonly Naming[]): Promise<Named> {
  const set = (codes: readonly (string | null | undefined)[]) =>
    [...new Set(codes)].filter((one): one is string => typeof one === 'string')
  return findNamed(db, {
    partners: set(given.map(({ partner }) => partner)),
    calendars: set(given.map(({ holidayCalendar }) => holidayCalendar)),
    groups: set(given.flatMap(({ groups = [] }) => groups)),
  })
}

/** What a location names of the rest of the network, and is called by; what is not there throws. */
export function namesOf(given: Naming, named: Named, field: string) {
  const { partner, holidayCalendar, groups, tags } = given
  if (typeof partner === 'string' && !named.partners.has(partner)) {
    return refuse('partner_unknown', { field: `${field}/partner`, detail: partner })
  }
  if (typeof holidayCalendar === 'string' && !named.calendars.has(holidayCalendar)) {
    const at = { field: `${field}/holidayCalendar`, detail: holidayCalendar }
    return refuse('holiday_calendar_unknown', at)
  }
  const lost = groups?.findIndex((one) => !named.groups.has(one)) ?? -1
  if (lost >= 0) {
    const at = { field: `${field}/groups/${lost}`, detail: groups![lost]! }
    return refuse('location_group_unknown', at)
  }
  return {
    ...(partner === undefined ? {} : { partner }),
    ...(holidayCalendar === undefined ? {} : { holidayCalendar }),
    ...(groups === undefined ? {} : { groups: inOrder(groups) }),
    ...(tags === undefined ? {} : { tags: inOrder(tags) }),
  }
}

const inOrder = (words: readonly string[]) => [...new Set(words)].toSorted()

/** The channels of codes, each once; one that is not known, or archived, throws at its place. */
export function namedChannels(
  codes: readonly string[],
  channels: readonly Channel[],
  field: string,
): { id: number; code: string }[] {
  return [...new Set(codes)].map((code) => {
    const channel = channels.find((one) => one.code === code)
    if (channel && !channel.archived) return { id: channel.id, code }
    const at = codes.indexOf(code)
    return refuse('channel_unknown', { field: `${field}/${at}`, detail: code })
  })
}

type Coordinates = { lat?: number | null | undefined; lon?: number | null | undefined }

/** Undefined where neither is given, or both are null. */
export function pointOf({ lat, lon }: Coordinates, field: string) {
  if (typeof lat === 'number' && typeof lon === 'number') return { lat, lon }
  if (typeof lat !== 'number' && typeof lon !== 'number') return undefined
  return refuse('field_invalid', { field: `${field}/lat`, detail: 'lat and lon go together' })
}

/** The capacity as it is kept; throws what is wrong with it. */
export function capacityOf(
  given: Parameters<typeof decideCapacity>[0],
  field: string,
): Capacity | null {
  const capacity = decideCapacity(given, field)
  if (capacity instanceof Refusal) throw capacity
  return capacity
}

/** The hours as they are kept; throws what is wrong with them. */
export function hoursOf(given: Hours | null, field: string): Hours | null {
  const hours = given && decideHours(given, field)
  if (hours instanceof Refusal) throw hours
  return hours
}
