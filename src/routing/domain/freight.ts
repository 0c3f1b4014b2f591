import { kmBetween, type Point } from '../../lib/geo.ts'
import { microgramsOf } from '../../lib/weight.ts'
import {
  contentBandsOf,
  type Besides,
  type CardChoice,
  type ContentBands,
  type Offer,
  type Packaging,
  type Rates,
  type Reach,
} from '../../shipping/index.ts'
import { priceOf, type Prices, type Table } from './bands.ts'
import type { SkuDemand } from './candidates.ts'
import type { GroupToRoute, RoutingLocation } from './types.ts'

/** A price for one parcel, in 1e-4 of the major currency unit. */
export type Rate = { base: number; perKg: number }

/**
 * What carriage costs: at rates that are linear in the weight, by a table of zones and weight
 * bands, or by the rate cards of carriers.
 */
export type StoredTariff = LinearTariff | TableTariff | CardTariff
type TableTariff = Packed & { table: Table; cards?: undefined }
type CardTariff = Packed & { table?: undefined; cards: CardChoice }

/** What each parcel counts for besides its units; nothing where it is left out. */
type Packed = { packaging?: Packaging | undefined }

/** With the cards that are in force. */
export type Tariff = LinearTariff | TableTariff | (CardTariff & { rates: Rates })

/**
 * By distance where both points are known; else by zone, a pair of countries,
 * the first that fits; else `otherwise`. So a place without coordinates is never at distance 0.
 */
export type LinearTariff = Packed & {
  table?: undefined
  cards?: undefined
  distance?: Rate & { perKm: number; perKgKm: number }
  zones?: readonly (Rate & { from?: string; to?: string })[]
  otherwise: Rate
}

export type Place = {
  country: string | undefined
  point: Point | undefined
  postalCode?: string | null | undefined
}

/** The rate of a parcel between two places, and what it was found by. */
export type Freight = Rate & { km: number | null; zone?: Zone; offer?: Offer }

/**
 * Of a table: where its row stands (null: `otherwise`), and what that says by the weight of what is
 * in a parcel.
 */
export type Zone = { no: number | null; prices: Prices }

/**
 * The tariff of a retailer who has not given one. By distance with the constants of the published
 * benchmark networks (label 5.50 and 0.0012 a km; 0.30 a kg and 0.0004 a kg and km).
 */
export const defaultTariff: LinearTariff = {
  distance: { base: 55_000, perKm: 12, perKg: 3000, perKgKm: 4 },
  zones: [],
  otherwise: { base: 90_000, perKg: 6000 },
}

export function freightOf(tariff: LinearTariff | TableTariff, from: Place, to: Place): Freight {
  return tariff.table ? zoneOf(tariff, from, to) : packed(tariff, linearOf(tariff, from, to))
}

function packed({ packaging }: LinearTariff, freight: Freight): Freight {
  const { gramsPerParcel = 0 } = packaging ?? {}
  if (gramsPerParcel === 0) return freight
  return { ...freight, base: freight.base + Math.round((freight.perKg * gramsPerParcel) / 1000) }
}

function linearOf(tariff: LinearTariff, from: Place, to: Place): Freight {
  const km = kmBetween(from, to)
  if (tariff.distance && km !== null) {
    const { base, perKm, perKg, perKgKm } = tariff.distance
    return { base: Math.round(base + perKm * km), perKg: perKg + perKgKm * km, km: Math.round(km) }
  }
  const zone = tariff.zones?.find(
    (z) => (z.from ?? from.country) === from.country && (z.to ?? to.country) === to.country,
  )
  const { base, perKg } = zone ?? tariff.otherwise
  return { base, perKg, km: roundedKm(km) }
}

/** A zone with a limit in km fits where both points are known: unknown is not at distance 0. */
function zoneOf(tariff: TableTariff, from: Place, to: Place): Freight {
  const { zones, otherwise } = tariff.table
  const km = kmBetween(from, to)
  const no = zones.findIndex(
    (z) =>
      (z.maxKm === undefined || (km !== null && km <= z.maxKm)) &&
      (z.from ?? from.country) === from.country &&
      (z.to ?? to.country) === to.country,
  )
  const prices = contentBandsIn(tariff).pricesOf(no < 0 ? otherwise : zones[no]!)
  return { base: 0, perKg: 0, km: roundedKm(km), zone: { no: no < 0 ? null : no, prices } }
}

const known = new WeakMap<TableTariff, ContentBands>()

/** The bands of a table by the weight of what is in a parcel. */
export function contentBandsIn(tariff: TableTariff): ContentBands {
  let content = known.get(tariff)
  if (!content) known.set(tariff, (content = contentBandsOf(tariff.table.bands, tariff.packaging)))
  return content
}

/** The carriers of a group, where carriage goes by their cards and something is sent. */
export function reachOf(
  tariff: Tariff,
  { method, destination, pickupLocationId, demand }: GroupToRoute,
  skus: readonly SkuDemand[],
): Reach | undefined {
  if (!tariff.cards || pickupLocationId !== undefined) return undefined
  const { country, point, postalCode, home = true } = destination
  const to = { country, point, postalCode }
  const goods = skus.map(({ gramsPerUnit, wholePerUnit, lines }) => {
    return { grams: gramsPerUnit, wholePerUnit, size: lines[0]!.size }
  })
  const grams = demand.reduce((sum, one) => sum + one.quantity * one.gramsPerUnit, 0)
  return tariff.rates.reach({ method, home, to, goods, grams })
}

/**
 * What carriage from a place costs by cards. Only a person who chooses asks for one that no
 * service goes from: its carriage is not known, so it counts as where no tariff is given.
 */
export function cardFreight(
  { packaging }: Tariff,
  reach: Reach,
  from: RoutingLocation,
  to: Place,
  besides?: Besides,
): Freight {
  const found = reach.from(from, besides)
  if ('why' in found) return freightOf({ ...defaultTariff, packaging }, from, to)
  return { base: 0, perKg: 0, km: roundedKm(found.km), offer: found }
}

/** What a parcel with so many grams in it costs: by cards as one to a home in the standard way. */
export function parcelPriceOf(
  tariff: Tariff,
  from: Place & { id: number },
  to: Place,
  grams: number,
): number {
  const weight = microgramsOf(grams)
  if (tariff.cards) {
    const goods = [{ grams, wholePerUnit: 1, size: undefined }]
    const reach = tariff.rates.reach({ method: 'standard', home: true, to, goods })
    const found = reach.from(from)
    if (!('why' in found)) return priceOf(reach.bands, found.prices, weight)
    return parcelPriceOf({ ...defaultTariff, packaging: tariff.packaging }, from, to, grams)
  }
  const { base, perKg, zone } = freightOf(tariff, from, to)
  const banded = tariff.table && zone
  const carriage = banded
    ? priceOf(contentBandsIn(tariff).bands, zone.prices, weight)
    : Math.round((perKg * grams) / 1000)
  return base + carriage
}

export function roundedKm(km: number | null): number | null {
  return km === null ? null : Math.round(km)
}
