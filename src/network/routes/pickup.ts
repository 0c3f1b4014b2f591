import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, country, nullable, object, text } from '../../platform/http/schemas.ts'
import type { Network, NetworkBook } from '../book.ts'
import { decideOpen } from '../domain/hours.ts'
import { nearestOf } from '../domain/near.ts'
import type { Location } from '../store/locations.ts'

const EACH = 50
const KM_MOST = 20_040

const pickupAnswer = object({
  location: code,
  name: Type.String(),
  country,
  postalCode: nullable(Type.String()),
  city: nullable(Type.String()),
  lat: Type.Number(),
  lon: Type.Number(),
  km: Type.Number({ description: 'As the crow flies, to 0.1 km.' }),
  openNow: nullable(Type.Boolean()),
})

/** Routes for who looks for a place to collect at. */
export function pickupRoutes(book: NetworkBook): Route[] {
  return [
    read(
      {
        path: '/v1/pickup-locations',
        access: 'network:read',
        tag: 'Network',
        summary: 'Where customers can collect near a point, the nearest first',
        description:
          'Locations with collection that are at work, with `channel` those it sells from. What ' +
          'they have says `/v1/availability` with `by=location`.',
        query: object({
          near: text(50, 'Latitude and longitude with a comma between: 48.14,11.58'),
          withinKm: Type.Number({ exclusiveMinimum: 0, maximum: KM_MOST }),
          channel: Type.Optional(code),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: EACH, default: EACH })),
        }),
        answers: { 200: object({ items: Type.Array(pickupAnswer) }) },
      },
      async (_db, { query, caller: { scope }, now }) => {
        const network = await book.current()
        const places = collectingFrom(network, scope, query.channel)
        const near = nearestOf(places, pointOf(query.near), query.withinKm)
        const items = near.slice(0, query.limit ?? EACH).map(({ place, km }) => {
          const { code: location, name, country: in_, postalCode, city, point } = place
          return {
            location,
            name,
            country: in_,
            postalCode,
            city,
            lat: point!.lat,
            lon: point!.lon,
            km: Math.round(km * 10) / 10,
            openNow: decideOpen(place.hours, place.timeZone, now, network.holidaysOf(place)),
          }
        })
        return { items }
      },
    ),
  ]
}

function collectingFrom(network: Network, scope: Scope, channel: string | undefined): Location[] {
  const sells = channel === undefined ? undefined : network.channelByCode.get(channel)
  if (channel !== undefined && !(sells && seesChannel(scope, sells.id))) {
    return refuse('not_found', { field: '/channel' })
  }
  const pool = sells && network.poolOf(sells.id)
  return [...network.locationById.values()].filter(
    ({ id, pickup, archived, paused }) =>
      pickup && !archived && !paused && seesLocation(scope, id) && (!pool || pool.has(id)),
  )
}

function pointOf(near: string) {
  const [lat, lon, ...more] = near
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)))
  const isPoint = lat !== undefined && lon !== undefined && more.length === 0
  if (isPoint && Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { lat, lon }
  return refuse('field_invalid', { field: '/near', detail: 'Not a latitude and a longitude' })
}
