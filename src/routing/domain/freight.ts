import { distanceKm, type Point } from '../../lib/geo.ts'

/** A price for one parcel, in 1e-4 of the major currency unit. */
export type Rate = { base: number; perKg: number }

/**
 * What carriage costs. By distance where both points are known; else by zone, a pair of countries,
 * the first that fits; else `otherwise`. So a place without coordinates is never at distance 0.
 */
export type Tariff = {
  distance?: Rate & { perKm: number; perKgKm: number }
  zones?: readonly (Rate & { from?: string; to?: string })[]
  otherwise: Rate
}

export type Place = { country: string | undefined; point: Point | undefined }

/** The rate of a parcel between two places, and what it was found by. */
export type Freight = Rate & { km: number | null }

/**
 * The tariff of a retailer who has not given one. By distance with the constants of the published
 * benchmark networks (label 5.50 and 0.0012 a km; 0.30 a kg and 0.0004 a kg and km).
 */
export const defaultTariff: Tariff = {
  distance: { base: 55_000, perKm: 12, perKg: 3000, perKgKm: 4 },
  zones: [],
  otherwise: { base: 90_000, perKg: 6000 },
}

export function freightOf(tariff: Tariff, from: Place, to: Place): Freight {
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
