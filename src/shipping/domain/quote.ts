import { kmBetween } from '../../lib/geo.ts'
import { termsOn, type PriceTerms, type Size } from './card.ts'
import { lanesTo, zoneFrom, type Place } from './lanes.ts'
import { carriedBy, leastAt, leastOf, pricingOf, type Carried } from './least.ts'
import { heaviestOf, weightOf } from './goods.ts'
import type { Origin } from './rates.ts'
import { isWithin, type LiveService } from './service.ts'

/** One parcel that somebody asks the price of. */
export type Asked = {
  origin: Origin
  to: Place
  method: string
  home: boolean
  grams: number
  size: Size | undefined
}

/** Why a service does not carry it, in the order in which it is looked at. */
export const notQuoted = [
  'no_card',
  'method',
  'home',
  'country',
  'not_collected',
  'too_large',
  'not_reached',
  'no_price',
  'too_heavy',
] as const

export type NotQuoted = (typeof notQuoted)[number]

export type Quote = Omit<Carried, 'parcels'> & { terms: PriceTerms }

/**
 * What one parcel costs with a service, as routing counts it where it is the only one: by the same
 * lanes, edges and prices. So a weight without a price goes as the next heavier one that has one.
 * The weight is by the divisor of this card; in a decision of many services it may be more. What
 * weighs no more than the service takes, and counts for more, goes by the kg of a full parcel.
 */
export function decideQuote(service: LiveService, asked: Asked): Quote | NotQuoted {
  const { origin, to, home, size, grams } = asked
  const { card, maxG } = service
  const barred = barOf(service, asked)
  if (barred) return barred
  const zone = zoneFrom(lanesTo(card.lanes, to), origin, kmBetween(origin, to))
  if (zone === undefined) return 'not_reached'
  const sizes = size ? [size] : []
  const goods = { grams, wholePerUnit: 1, size }
  const heaviest = heaviestOf([service], { goods: [goods], grams }, {})
  const pricing = pricingOf([service], home, sizes, heaviest)
  const list = leastOf(pricing, [{ service: 0, zone, besides: 0 }])
  if (!list) return 'no_price'
  const weight = weightOf(goods, card.cm3PerKg ?? undefined)
  if (weightOf(goods, undefined) > list.most) return 'too_heavy'
  const { edge } = list.winners.at(pricing.edges.findIndex((at) => weight <= at))!
  const terms = termsOn(card, zone, edge, { home, sizes, maxG, heaviest })!
  const total = leastAt(pricing, list, weight)
  const carriage = terms.carriage + total - terms.total
  const { parcels: _one, ...carried } = carriedBy(pricing, list, weight)
  return { ...carried, terms: { ...terms, carriage, total } }
}

function barOf(service: LiveService, asked: Asked): NotQuoted | undefined {
  const { method, home, origin, to, size } = asked
  const { methods, toHomes, countries } = service
  if (!methods.includes(method)) return 'method'
  if (home && !toHomes) return 'home'
  if (countries !== null && !countries.includes(to.country ?? '')) return 'country'
  if (!service.collectsAt(origin.id)) return 'not_collected'
  return isWithin(service, size) ? undefined : 'too_large'
}
