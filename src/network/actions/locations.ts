import type { Static } from 'typebox'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { refusedOutcome, type Outcome } from '../../platform/outcomes.ts'
import { decideHours, type Hours } from '../domain/hours.ts'
import type { locationChange, newLocation } from '../schemas.ts'
import { insertLocations, type Location, type NewLocation } from '../store/locations.ts'
import { listLegalEntities } from '../store/owners.ts'
import { checkCountry, checkTimeZone, costOf } from './check.ts'

/** Two hours to accept, two days until the goods have left, where nothing else is said. */
const ACCEPT_MINUTES = 120
const SHIP_MINUTES = 2880

/** Creates what is new; what is not valid or taken is refused, the others go on. */
export async function createLocations(
  tx: Tx,
  given: readonly Static<typeof newLocation>[],
  now: Temporal.Instant,
): Promise<{ outcomes: Outcome[]; created: Location[] }> {
  const entities = new Map((await listLegalEntities(tx)).map(({ code: c, id }) => [c, id]))
  const decided = given.map((location, i) => decideLocation(location, entities, i))
  const good = decided.filter((location): location is NewLocation => !(location instanceof Refusal))
  const firsts = [...new Map(good.toReversed().map((l) => [l.code, l])).values()]
  const created = await insertLocations(tx, firsts, now)
  const open = new Set(created.map((l) => l.code))
  const outcomes = decided.map((location, index): Outcome => {
    const itemCode = given[index]!.code
    if (location instanceof Refusal) return refusedOutcome(index, itemCode, location)
    if (open.delete(itemCode)) return { index, code: itemCode, outcome: 'created' }
    const field = `/locations/${index}/code`
    return refusedOutcome(index, itemCode, new Refusal('code_taken', { field }))
  })
  return { outcomes, created }
}

function decideLocation(
  given: Static<typeof newLocation>,
  entities: ReadonlyMap<string, number>,
  index: number,
): NewLocation | Refusal {
  const field = `/locations/${index}`
  const legalEntityId = entities.get(given.legalEntity)
  if (legalEntityId === undefined) {
    return new Refusal('legal_entity_unknown', { field: `${field}/legalEntity` })
  }
  try {
    return {
      code: given.code,
      name: given.name,
      kind: given.kind,
      legalEntityId,
      country: checkCountry(given.country, `${field}/country`),
      region: given.region ?? null,
      city: given.city ?? null,
      postalCode: given.postalCode ?? null,
      point: pointOf(given, field),
      timeZone: checkTimeZone(given.timeZone, `${field}/timeZone`),
      ships: given.ships ?? true,
      pickup: given.pickup ?? false,
      handlingCost: costOf(given.handlingCost ?? '0'),
      parcelCost: costOf(given.parcelCost ?? '0'),
      acceptMinutes: given.acceptMinutes ?? ACCEPT_MINUTES,
      shipMinutes: given.shipMinutes ?? SHIP_MINUTES,
      hours: hoursOf(given.hours ?? null, `${field}/hours`),
    }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function pointOf({ lat, lon }: { lat?: number; lon?: number }, field: string) {
  if (lat !== undefined && lon !== undefined) return { lat, lon }
  if (lat === undefined && lon === undefined) return undefined
  return refuse('field_invalid', { field: `${field}/lat`, detail: 'lat and lon go together' })
}

/** The hours as they are kept; throws what is wrong with them. */
function hoursOf(given: Hours | null, field: string): Hours | null {
  const hours = given && decideHours(given, field)
  if (hours instanceof Refusal) throw hours
  return hours
}

/** The location after one change, the one at this place in the request. */
export function changedLocation(
  location: Location,
  change: Static<typeof locationChange>,
  index: number,
  now: Temporal.Instant,
): Location {
  if (change.action === 'pause') {
    const pausedAt = location.pausedAt ?? now
    return { ...location, paused: true, pausedAt, pauseReason: change.reason }
  }
  if (change.action === 'resume') {
    return { ...location, paused: false, pausedAt: null, pauseReason: null }
  }
  if (change.action === 'archive') return { ...location, archived: true }
  const { lat, lon, handlingCost, parcelCost, hours, ...rest } = change.fields
  return {
    ...location,
    ...rest,
    ...(lat === undefined && lon === undefined
      ? {}
      : { point: pointOf({ ...location.point, ...only({ lat, lon }) }, '') }),
    ...(hours === undefined ? {} : { hours: hoursOf(hours, `/changes/${index}/fields/hours`) }),
    ...(handlingCost === undefined ? {} : { handlingCost: costOf(handlingCost) }),
    ...(parcelCost === undefined ? {} : { parcelCost: costOf(parcelCost) }),
  }
}

/** The members that are there. */
function only(point: { lat: number | undefined; lon: number | undefined }) {
  return {
    ...(point.lat === undefined ? {} : { lat: point.lat }),
    ...(point.lon === undefined ? {} : { lon: point.lon }),
  }
}
