import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, date, instant, nullable, object } from '../../platform/http/schemas.ts'
import type { ShippingWorld } from '../actions/world.ts'
import { cardAt } from '../book.ts'
import { decideArrival, decideLeaving, type Calendar } from '../domain/collections.ts'
import { listCards } from '../store/cards.ts'
import { findServices } from '../store/services.ts'

/** When what is ready leaves a location with a service, and when it is there. */
export function leavingRoute({ network, book }: ShippingWorld): Route {
  return read(
    {
      path: '/v1/carrier-services/:code/departures',
      access: 'shipping:read',
      tag: 'Carriers',
      summary: 'When what is ready leaves a location with a service, and arrives in each zone',
      params: object({ code }),
      query: object({
        location: code,
        readyAt: Type.Optional(instant),
        handlingMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, default: 0 })),
      }),
      answers: {
        200: object({
          leavesAt: nullable(instant),
          arrivals: Type.Array(object({ zone: Type.String(), arrivesOn: date }), {
            description: 'Of zones whose working days the card in force names.',
          }),
        }),
      },
    },
    async (db, { params, query, now, caller }) => {
      const [service] = await findServices(db, [params.code])
      if (!service) return refuse('not_found')
      const { locationByCode, holidaysOf } = await network.current()
      const place = locationByCode.get(query.location)
      if (!place || !seesLocation(caller.scope, place.id)) {
        return refuse('location_unknown', { field: '/location' })
      }
      const holidays = new Set(holidaysOf(place).map(({ on }) => on))
      const calendar: Calendar = {
        timeZone: place.timeZone,
        isHoliday: (day) => holidays.has(day.toString()),
      }
      const ready = query.readyAt === undefined ? now : Temporal.Instant.from(query.readyAt)
      const times = (await book.current()).timesAt(service.code, place.id)
      const leavesAt = decideLeaving(times, calendar, ready, query.handlingMinutes ?? 0) ?? null
      const cards = (await listCards(db, service.id)).toReversed()
      const zones = cardAt(cards, service.id, now)?.content.zones ?? []
      const arrivals = zones.flatMap(({ code: zone, transitDays }) => {
        if (leavesAt === null || transitDays === null) return []
        return [{ zone, arrivesOn: decideArrival(leavesAt, transitDays, calendar).toString() }]
      })
      return { leavesAt, arrivals }
    },
  )
}
