import { distanceKm, type Point } from '../../lib/geo.ts'
import { MICROGRAMS, priceOf, type Prices, type Table } from './bands.ts'

/** A price for one parcel, in 1e-4 of the major currency unit. */
export type Rate = { base: number; perKg: number }

/**
 * What carriage costs: at rates that are linear in the weight, or by a table of zones and weight
 * bands.
 */
export type Tariff = LinearTariff | { table: Table }

/**
 * By distance where both points are known; else by zone, a pair of countries,
 * the first that fits; else `otherwise`. So a place without coordinates is never at distance 0.
 */
export type LinearTariff = {
  table?: undefined
  distance?: Rate & { perKm: number; perKgKm: number }
  zones?: readonly (Rate & { from?: string; to?: string })[]
  otherwise: Rate
}

export type Place = { country: string | undefined; point: Point | undefined }

/** The rate of a parcel between two places, and what it was found by. */
export type Freight = Rate & { km: number | null; zone?: Zone }

/** Of a table: where its row stands (null: `otherwise`), and what that says. */
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

export function freightOf(tariff: Tariff, from: Place, to: Place): Freight {
  if (tariff.table) return zoneOf(tariff.table, from, to)
  if (tariff.distance && from.point && to.point) {
    const km = distanceKm(from.point, to.point)
    const { base, perKm, perKg, perKgKm } = tariff.distance
    return { base: Math.round(base + perKm * km), perKg: perKg + perKgKm * km, km: Math.round(km) }
  }
  const zone = tariff.zones?.find(
    (z) => (z.from ?? from.country) === from.country && (z.to ?? to.country) === to.country,
  )
  const { base, perKg } = zone ?? tariff.otherwise
  return { base, perKg, km: null }
}

/** A zone with a limit in km fits where both points are known: unknown is not at distance 0. */
function zoneOf({ zones, otherwise }: Table, from: Place, to: Place): Freight {
  const km = from.point && to.point ? distanceKm(from.point, to.point) : null
  const no = zones.findIndex(
    (z) =>
      (z.maxKm === undefined || (km !== null && km <= z.maxKm)) &&
      (z.from ?? from.country) === from.country &&
      (z.to ?? to.country) === to.country,
  )
  const zone = no < 0 ? { no: null, prices: otherwise } : { no, prices: zones[no]! }
  return { base: 0, perKg: 0, km: km === null ? null : Math.round(km), zone }
}

/** What a parcel of so many grams costs between two places. */
export function parcelPriceOf(tariff: Tariff, from: Place, to: Place, grams: number): number {
  const { base, perKg, zone } = freightOf(tariff, from, to)
  const banded = tariff.table && zone
  const carriage = banded
    ? priceOf(tariff.table.bands, zone.prices, Math.round(grams * MICROGRAMS))
    : Math.round((perKg * grams) / 1000)
  return base + carriage
}
