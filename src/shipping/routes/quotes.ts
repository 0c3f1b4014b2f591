import type { Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import type { Location, Network } from '../../network/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import type { ShippingWorld } from '../actions/world.ts'
import type { Carriers } from '../book.ts'
import type { Size } from '../domain/card.ts'
import { decideArrival, decideLeaving, type Calendar } from '../domain/collections.ts'
import { kmBetween } from '../../lib/geo.ts'
import { decideQuote, type Asked, type Quote } from '../domain/quote.ts'
import { quotesAnswer, quotesQuery } from '../schemas.ts'
import { listServices } from '../store/services.ts'

type Query = Static<typeof quotesQuery>
type Item = Static<typeof quotesAnswer>['items'][number]

/** What one parcel costs with every service, and when it is there; or why one has no price. */
export function quotesRoute({ network, book }: ShippingWorld): Route {
  return read(
    {
      path: '/v1/rate-quotes',
      access: 'shipping:read',
      tag: 'Carriers',
      summary: 'What one parcel from a location costs with each service, and when it arrives',
      description:
        'By the cards in force and the functions that routing uses. Services without a price are ' +
        'named with the reason.',
      query: quotesQuery,
      answers: { 200: quotesAnswer },
    },
    async (db, { query, now, caller }) => {
      const known = await network.current()
      const place = known.locationByCode.get(query.location)
      if (!place || !seesLocation(caller.scope, place.id)) {
        return refuse('location_unknown', { field: '/location' })
      }
      const [services, carriers] = await Promise.all([listServices(db), book.current()])
      const asked = askedOf(query, place)
      const live = new Map(carriers.live.map((one) => [one.code, one]))
      const readyAt = query.readyAt === undefined ? now : Temporal.Instant.from(query.readyAt)
      const when = { carriers, place, calendar: calendarOf(known, place), readyAt }
      const items = services
        .filter(({ archived }) => !archived)
        .map(({ code, carrier }): Item => {
          const service = live.get(code)
          const quote = service ? decideQuote(service, asked) : 'no_card'
          if (typeof quote === 'string') return { carrier, service: code, why: quote, quote: null }
          const { currency } = service!.card
          return { carrier, service: code, why: null, quote: said(quote, currency, when) }
        })
      return { km: kmBetween(asked.origin, asked.to), items: items.toSorted(byTotal) }
    },
  )
}

function byTotal(a: Item, b: Item): number {
  if (a.quote && b.quote) return a.quote.total - b.quote.total
  return Number(a.quote === null) - Number(b.quote === null)
}

function askedOf(query: Query, { id, country, postalCode, point }: Location): Asked {
  const { grams, method = 'standard', toHome = true, lat, lon } = query
  if ((lat === undefined) !== (lon === undefined)) {
    const detail = 'Give both coordinates, or none.'
    refuse('field_invalid', { field: lat === undefined ? '/lat' : '/lon', detail })
  }
  const to = {
    country: query.country,
    postalCode: query.postalCode,
    point: lat === undefined || lon === undefined ? undefined : { lat, lon },
  }
  const origin = { id, country, postalCode, point }
  return { origin, to, method, home: toHome, grams, size: sizeOf(query) }
}

function sizeOf({ lengthMm, widthMm, heightMm }: Query): Size | undefined {
  const sides = [lengthMm, widthMm, heightMm].filter((side) => side !== undefined)
  if (sides.length === 0) return undefined
  if (sides.length < 3) {
    refuse('field_invalid', { field: '/lengthMm', detail: 'Give all three sides, or none.' })
  }
  return sides.toSorted((a, b) => b - a) as unknown as Size
}

function calendarOf({ holidaysOf }: Network, place: Location): Calendar {
  const holidays = new Set(holidaysOf(place).map(({ on }) => on))
  return { timeZone: place.timeZone, isHoliday: (day) => holidays.has(day.toString()) }
}

function said(
  quote: Quote,
  currency: string,
  of: { carriers: Carriers; place: Location; calendar: Calendar; readyAt: Temporal.Instant },
): NonNullable<Item['quote']> {
  const { service, carrier: _by, terms, transitDays, ...rest } = quote
  const { carriers, place, calendar, readyAt } = of
  const times = carriers.timesAt(service, place.id)
  const leaves = decideLeaving(times, calendar, readyAt, 0)
  const arrives =
    leaves && transitDays !== null ? decideArrival(leaves, transitDays, calendar) : undefined
  return {
    ...rest,
    ...terms,
    surcharges: [...terms.surcharges],
    currency,
    transitDays,
    leavesAt: leaves?.toString() ?? null,
    arrivesOn: arrives?.toString() ?? null,
  }
}
