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
  /** In micrograms. */
  edges: readonly number[]
}

export type InZone = { service: number; zone: string }

/** The least prices at a place, and by band who has them; `edge` is the weight they are of. */
export type Least = Prices & {
  winners: readonly (InZone & { edge: number })[]
  /** The heaviest parcel that any of them takes. */
  most: number
}

export function pricingOf(
  services: readonly LiveService[],
  home: boolean,
  sizes: readonly Size[],
): Pricing {
  const edges = new Set(services.flatMap(({ card, maxG }) => edgesOf(card, maxG)))
  return { services, home, sizes, edges: [...edges].toSorted((a, b) => a - b) }
}

/**
 * At every weight the least that one of these services takes in its zone, the first of several;
 * undefined where none has a price. Prices change at edges only, so those at the edges are all.
 */
export function leastOf(
  { services, edges, home, sizes }: Pricing,
  inZone: readonly InZone[],
): Least | undefined {
  const prices: number[] = []
  const winners: Least['winners'][number][] = []
  edges.forEach((edge, i) => {
    for (const { service, zone } of inZone) {
      const { card, maxG } = services[service]!
      const price = priceOn(card, zone, edge, { home, sizes, maxG })
      if (price === null || price >= (prices[i] ?? Infinity)) continue
      prices[i] = price
      winners[i] = { service, zone, edge }
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
  const perKgBeyond = Math.ceil((prices[last]! * KILOGRAM) / most)
  for (const edge of edges.slice(last + 1)) {
    prices.push(prices[last]! + Math.ceil((edge - most) / KILOGRAM) * perKgBeyond)
    winners.push(winners[last]!)
  }
  return { prices, perKgBeyond, winners, most }
}

/** By whom a parcel of a weight in micrograms goes. */
export function carriedBy({ services, edges }: Pricing, list: Least, weight: number): Carried {
  const found = edges.findIndex((edge) => weight <= edge)
  const { service, zone, edge } = list.winners.at(found)!
  const { carrier, code, card } = services[service]!
  const { transitDays } = card.zones.find((one) => one.code === zone)!
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
