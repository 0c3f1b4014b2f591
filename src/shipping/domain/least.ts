import { KILOGRAM, MICROGRAMS } from '../../lib/weight.ts'
import { bandOn, edgesOf, priceOn, type Size } from './card.ts'
import type { LiveService } from './service.ts'

/** Prices of one parcel for each band, and what each started kg beyond the last adds. */
export type Prices = { prices: readonly number[]; perKgBeyond: number }

/** How a parcel goes: what the record and the customer are told. */
export type Carried = {
  carrier: string
  service: string
  /** Version of the card of the service. */
  card: number
  zone: string
  /** Highest weight of the card's band in grams; null: beyond the last. */
  bandG: number | null
  billableG: number
  transitDays: number | null
  /** Above 1: it is heavier than what any service takes, so it counts for so many. */
  parcels: number
}

/** Some services for one kind of parcel, with every weight at which a price may change. */
export type Pricing = {
  services: readonly LiveService[]
  home: boolean
  /** Of what surcharges may be paid for. */
  sizes: readonly Size[]
  /** What the heaviest parcel really weighs, in micrograms, where it may count for more. */
  heaviest: number | undefined
  /** In micrograms. */
  edges: readonly number[]
}

/** A service in its zone, and what a parcel costs besides its price if it goes with that. */
export type InZone = { service: number; zone: string; besides: number }

/**
 * What a parcel costs besides the price of a service, in 1e-4 of the major currency unit: that it
 * may come too late. `transitDays` are those of the zone; null where they are not known.
 */
export type Besides = {
  (service: string, transitDays: number | null): number
  /**
   * Set where it answers the same however often it is asked, and is asked for many shipments: what
   * is least with it, so that none is asked for again.
   */
  found?: WeakMap<object, Least | undefined>
}

/** The least costs at a place, and by band who has them; `edge` is the weight they are of. */
export type Least = Prices & {
  winners: readonly (InZone & { edge: number })[]
  /** The heaviest parcel that any of them takes. */
  most: number
}

export function pricingOf(
  services: readonly LiveService[],
  home: boolean,
  sizes: readonly Size[],
  heaviest?: number,
): Pricing {
  const edges = new Set(services.flatMap(({ card, maxG }) => edgesOf(card, maxG)))
  return { services, home, sizes, heaviest, edges: [...edges].toSorted((a, b) => a - b) }
}

/**
 * At every weight the least that a parcel costs with one of these services in its zone, what it
 * costs besides included, the first of several; undefined where none has a price. Prices change at
 * edges only, so those at the edges are all.
 */
export function leastOf(
  { services, edges, home, sizes, heaviest }: Pricing,
  inZone: readonly InZone[],
): Least | undefined {
  const prices: number[] = []
  const winners: Least['winners'][number][] = []
  edges.forEach((edge, i) => {
    for (const one of inZone) {
      const { card, maxG } = services[one.service]!
      const price = priceOn(card, one.zone, edge, { home, sizes, maxG, heaviest })
      if (price === null || price + one.besides >= (prices[i] ?? Infinity)) continue
      prices[i] = price + one.besides
      winners[i] = { ...one, edge }
    }
  })
  const last = prices.length - 1
  if (last < 0) return undefined
  // Where nobody has a price a parcel may still go as a heavier one.
  for (let i = last - 1; i >= 0; i -= 1) {
    prices[i] ??= prices[i + 1]!
    winners[i] ??= winners[i + 1]!
  }
  // What is heavier than any takes goes in several parcels: counted by the kg of a full one.
  const most = edges[last]!
  const full = prices[last]! - winners[last]!.besides
  const perKgBeyond = Math.ceil((full * KILOGRAM) / most)
  for (const edge of edges.slice(last + 1)) {
    prices.push(prices[last]! + Math.ceil((edge - most) / KILOGRAM) * perKgBeyond)
    winners.push(winners[last]!)
  }
  return { prices, perKgBeyond, winners, most }
}

/** What a parcel of a weight costs: beyond the last edge by the kg. */
export function leastAt(
  { edges }: Pricing,
  { prices, perKgBeyond }: Least,
  weight: number,
): number {
  const at = edges.findIndex((edge) => weight <= edge)
  if (at >= 0) return prices[at]!
  return prices.at(-1)! + Math.ceil((weight - edges.at(-1)!) / KILOGRAM) * perKgBeyond
}

/** By whom a parcel of a weight in micrograms goes. */
export function carriedBy(pricing: Pricing, list: Least, weight: number): Carried {
  const { service, zone, edge } = winnerAt(pricing, list, weight)
  const { carrier, code, card } = pricing.services[service]!
  const transitDays = transitOf(pricing, { service, zone })
  return {
    carrier,
    service: code,
    card: card.version,
    zone,
    bandG: bandOn(card, edge),
    billableG: weight / MICROGRAMS,
    transitDays,
    parcels: Math.max(1, Math.ceil(weight / list.most)),
  }
}

/** What of the least cost of a parcel of a weight is not the price of who carries it. */
export function besidesAt(pricing: Pricing, list: Least, weight: number): number {
  return winnerAt(pricing, list, weight).besides
}

export function transitOf(
  { services }: Pick<Pricing, 'services'>,
  { service, zone }: Pick<InZone, 'service' | 'zone'>,
): number | null {
  return services[service]!.card.zones.find(({ code }) => code === zone)!.transitDays
}

/** Beyond the last edge it is whoever has that. */
function winnerAt({ edges }: Pricing, { winners }: Least, weight: number) {
  return winners.at(edges.findIndex((edge) => weight <= edge))!
}
