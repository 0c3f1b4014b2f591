import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import { limitOn, type Location } from '../../network/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, date, nullable, object } from '../../platform/http/schemas.ts'
import { MILLION, type StoredLoad } from '../domain/day-load.ts'
import { listDayLoads } from '../store/day-loads.ts'
import type { InventoryWorld } from './stock.ts'

const most = nullable(Type.Integer())
const dayAnswer = object({
  on: date,
  limit: object({ orders: most, lines: most, units: most }, 'Null: no limit that day.'),
  used: object({ orders: Type.Integer(), lines: Type.Integer(), units: Type.Number() }),
})

/** Routes that tell how full the days of locations are. */
export function capacityRoutes({ network: book }: InventoryWorld): Route[] {
  return [
    read(
      {
        path: '/v1/location-capacity',
        access: 'stock:read',
        tag: 'Network',
        summary: 'How full today and tomorrow are at locations with a daily capacity, by code',
        description:
          'Days are those of the location’s own clock. What was given to a location for a day ' +
          'counts until it is cancelled or moved, also once it has been shipped.',
        query: object({ location: Type.Optional(code) }),
        answers: {
          200: object({
            items: Type.Array(object({ location: code, days: Type.Array(dayAnswer) })),
          }),
        },
      },
      async (db, { query, caller: { scope }, now }) => {
        const { locationByCode } = await book.current()
        const named = query.location === undefined ? undefined : locationByCode.get(query.location)
        const isSeen = named && seesLocation(scope, named.id)
        if (query.location !== undefined && !isSeen) return refuse('not_found')
        const limited = (named ? [named] : [...locationByCode.values()])
          .filter(({ id, capacity, archived }) => capacity && !archived && seesLocation(scope, id))
          .toSorted((a, b) => (a.code < b.code ? -1 : 1))
        const ids = limited.map(({ id }) => id)
        const from = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 })
        const loads = Map.groupBy(await listDayLoads(db, from, ids), (one) => one.locationId)
        return {
          items: limited.map((location) => ({
            location: location.code,
            days: daysOf(location, loads.get(location.id) ?? [], now),
          })),
        }
      },
    ),
  ]
}

function daysOf(
  { capacity, timeZone }: Location,
  loads: readonly StoredLoad[],
  now: Temporal.Instant,
) {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  return [today, today.add({ days: 1 })].map((day) => {
    const on = day.toString()
    const { orders, lines, units } = loads.find(({ workOn }) => workOn === on) ?? nothing
    return {
      on,
      limit: limitOn(capacity, day) ?? { orders: null, lines: null, units: null },
      used: { orders, lines, units: units / MILLION },
    }
  })
}

const nothing = { orders: 0, lines: 0, units: 0 }
