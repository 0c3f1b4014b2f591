import { usual, type Objective } from './objective.ts'

/**
 * The road is longer than the straight line by so much: circuity factors of countries lie between
 * 1.2 and 1.5 (Ballou, Rahardja and Sakai, Selected country circuity factors for road travel
 * distance estimation, Transportation Research Part A 36, 2002).
 */
const DETOUR = 1.3
const GRAMS_PER_TONNE = 1_000_000

/** CO2e of a parcel from a place: whatever is in it, and for each gram of goods; in grams. */
export type Carbon = { parcel: number; perGram: number }

/**
 * Mass carried times distance times the intensity of the transport, as ISO 14083:2023 and the GLEC
 * Framework v3 count it (their distance is that of the road, in tonne-kilometres), and a share that
 * each parcel has; `packagingG` is carried with each. Undefined where the distance is not known, or
 * nothing is carried.
 */
export function carbonOf(
  objective: Objective,
  km: number | null,
  packagingG = 0,
): Carbon | undefined {
  if (km === null) return undefined
  const perTonneKm = objective.carbonGramsPerTonneKm ?? usual.carbonGramsPerTonneKm
  const perGram = (km * DETOUR * perTonneKm) / GRAMS_PER_TONNE
  const parcel = objective.carbonGramsPerParcel ?? usual.carbonGramsPerParcel
  return { parcel: parcel + packagingG * perGram, perGram }
}

/** CO2e in grams of a parcel with so many units: carried by their weight, not by their volume. */
export function gramsOf(
  { parcel, perGram }: Carbon,
  given: readonly { sku: { gramsPerUnit: number }; quantity: number }[],
): number {
  const weight = given.reduce((sum, { sku, quantity }) => sum + sku.gramsPerUnit * quantity, 0)
  return Math.round(parcel + weight * perGram)
}

/** What so many grams of CO2e cost, in 1e-4 of the major currency unit. */
export function carbonCost({ carbonPerTonne = 0 }: Objective, grams: number): number {
  return Math.round((grams * carbonPerTonne) / GRAMS_PER_TONNE)
}
