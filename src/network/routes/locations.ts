import { Type, type Static } from 'typebox'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import {
  code,
  country,
  nullable,
  object,
  pageOf,
  pageQuery,
  partial,
  text,
} from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import {
  outcomesAnswer,
  refusedOutcome,
  refuseOtherVersion,
  type Outcome,
} from '../../platform/outcomes.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import type { NetworkBook } from '../book.ts'
import {
  insertLocations,
  listLocations,
  listLocationsByCode,
  locationKinds,
  lockLocation,
  updateLocation,
  type Location,
  type NewLocation,
} from '../store/locations.ts'
import { listLegalEntities } from '../store/owners.ts'
import { checkCountry, checkTimeZone, costOf } from './check.ts'
import { tellChange } from './tell.ts'

const cost = Type.String({
  pattern: '^\\d{1,5}(\\.\\d{1,4})?$',
  description: 'Major currency units, e.g. "0.45".',
})
const minutes = Type.Integer({ minimum: 1, maximum: 527_040 })
const place = {
  name: text(),
  region: Type.Optional(text(60)),
  city: Type.Optional(text(100)),
  postalCode: Type.Optional(text(20)),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  ships: Type.Optional(Type.Boolean()),
  pickup: Type.Optional(Type.Boolean()),
  handlingCost: Type.Optional(cost),
  parcelCost: Type.Optional(cost),
  acceptMinutes: Type.Optional(minutes),
  shipMinutes: Type.Optional(minutes),
}
const newLocation = object({
  code,
  kind: Type.Enum([...locationKinds]),
  legalEntity: code,
  country,
  timeZone: text(60),
  ...place,
})
const text0 = nullable(Type.String())
export const locationAnswer = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  kind: Type.Enum([...locationKinds]),
  country,
  region: text0,
  city: text0,
  postalCode: text0,
  lat: nullable(Type.Number()),
  lon: nullable(Type.Number()),
  timeZone: Type.String(),
  ships: Type.Boolean(),
  pickup: Type.Boolean(),
  handlingCost: Type.String(),
  parcelCost: Type.String(),
  acceptMinutes: Type.Integer(),
  shipMinutes: Type.Integer(),
  paused: Type.Boolean(),
  pauseReason: text0,
  incomplete: Type.Array(Type.String()),
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})
const changes = Type.Union([
  object({ action: Type.Literal('set'), fields: partial(place) }),
  object({ action: Type.Literal('pause'), reason: text() }),
  object({ action: Type.Literal('resume') }),
  object({ action: Type.Literal('archive') }),
])
const tag = 'Network'
/** Two hours to accept, two days until the goods have left, where nothing else is said. */
const ACCEPT_MINUTES = 120
const SHIP_MINUTES = 2880

export function locationRoutes(platform: Platform, book: NetworkBook): Route[] {
  return [
    command(
      {
        path: '/v1/locations',
        access: 'network:write',
        tag,
        summary: 'Create locations, one or many; each has its own outcome',
        body: object({ locations: Type.Array(newLocation, { minItems: 1, maxItems: 1000 }) }),
        answers: { 200: outcomesAnswer },
      },
      async (tx, { body, now, caller }) => {
        const outcomes = await createLocations(tx, body.locations, now)
        const codes = outcomes.flatMap((one) => (one.outcome === 'created' ? one.code : []))
        await tellChange(tx, platform, book, { kind: 'location', codes, actor: caller.id, now })
        return { status: 200, body: { outcomes } }
      },
    ),
    read(
      {
        path: '/v1/locations',
        access: 'network:read',
        tag,
        summary: 'List locations by code',
        query: object(pageQuery),
        answers: { 200: pageOf(locationAnswer) },
      },
      async (db, { query }) => {
        const limit = query.limit ?? PAGE_DEFAULT
        const after = decodeCursor(query.cursor, ['text'])?.[0] ?? ''
        const rows = await listLocations(db, { after, limit: limit + 1 })
        const page = pageOfRows(rows, limit, (location) => [location.code])
        return { items: page.items.map(answerOf), next: page.next }
      },
    ),
    read(
      {
        path: '/v1/locations/:code',
        access: 'network:read',
        tag,
        summary: 'Read one location',
        params: object({ code }),
        answers: { 200: locationAnswer },
      },
      async (db, { params }) => {
        const [location] = await listLocationsByCode(db, [params.code])
        return location ? answerOf(location) : refuse('not_found')
      },
    ),
    command(
      {
        path: '/v1/locations/:code/changes',
        access: 'network:write',
        tag,
        summary: 'Change, pause, resume or archive a location',
        params: object({ code }),
        body: object({
          version: Type.Integer(),
          changes: Type.Array(changes, { minItems: 1, maxItems: 20 }),
          dryRun: Type.Optional(Type.Boolean()),
        }),
        answers: { 200: locationAnswer },
      },
      async (tx, { params, body, now, caller }) => {
        const location = (await lockLocation(tx, params.code)) ?? refuse('not_found')
        refuseOtherVersion(body.version, location.version)
        const next = body.changes.reduce(changed, location)
        if (body.dryRun) return { status: 200, body: answerOf(next) }
        const saved = await updateLocation(tx, next, now)
        const codes = [saved.code]
        await tellChange(tx, platform, book, { kind: 'location', codes, actor: caller.id, now })
        return { status: 200, body: answerOf(saved) }
      },
    ),
  ]
}

async function createLocations(
  tx: Tx,
  given: readonly Static<typeof newLocation>[],
  now: Temporal.Instant,
): Promise<Outcome[]> {
  const entities = new Map((await listLegalEntities(tx)).map(({ code: c, id }) => [c, id]))
  const decided = given.map((location, i) => decideLocation(location, entities, i))
  const good = decided.filter((location): location is NewLocation => !(location instanceof Refusal))
  const firsts = [...new Map(good.toReversed().map((l) => [l.code, l])).values()]
  const created = new Set((await insertLocations(tx, firsts, now)).map((l) => l.code))
  return decided.map((location, index): Outcome => {
    const itemCode = given[index]!.code
    if (location instanceof Refusal) return refusedOutcome(index, itemCode, location)
    if (created.delete(itemCode)) return { index, code: itemCode, outcome: 'created' }
    const field = `/locations/${index}/code`
    return refusedOutcome(index, itemCode, new Refusal('code_taken', { field }))
  })
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

function changed(location: Location, change: Static<typeof changes>): Location {
  if (change.action === 'pause') return { ...location, paused: true, pauseReason: change.reason }
  if (change.action === 'resume') return { ...location, paused: false, pauseReason: null }
  if (change.action === 'archive') return { ...location, archived: true }
  const { lat, lon, handlingCost, parcelCost, ...rest } = change.fields
  return {
    ...location,
    ...rest,
    ...(lat === undefined && lon === undefined
      ? {}
      : { point: pointOf({ ...location.point, ...only({ lat, lon }) }, '') }),
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

function answerOf({ point, legalEntityId: _owner, ...location }: Location) {
  return {
    ...location,
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    handlingCost: (location.handlingCost / 10_000).toFixed(4),
    parcelCost: (location.parcelCost / 10_000).toFixed(4),
    incomplete: point ? [] : ['coordinates'],
    can: location.archived ? [] : ['set', location.paused ? 'resume' : 'pause', 'archive'],
  }
}
