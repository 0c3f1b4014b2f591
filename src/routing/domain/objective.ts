/**
 * What a plan counts besides carriage, parcels and handling: whole numbers in 1e-4 of the major
 * currency unit, unless their name says otherwise. What is left out costs nothing.
 */
export type Objective = {
  /** A parcel that comes after the day on which it is wanted. */
  latePerParcel?: number
  /** A day until a parcel arrives, where no day is wanted. */
  dayPerParcel?: number
  /** Of a carrier's parcels those that come on the day they should, in percent. */
  onTimePercent?: number
  /** Finding another place for a parcel that a location declines. */
  reroutePerParcel?: number
  /** A tonne of CO2e. */
  carbonPerTonne?: number
  /** CO2e in grams of a tonne carried for a kilometre of road. */
  carbonGramsPerTonneKm?: number
  /** CO2e in grams of a parcel, whatever it weighs: sorted, and brought to the door. */
  carbonGramsPerParcel?: number
  /**
   * A whole unit that is not served now though it is there. Without it all that is there is served,
   * whatever that costs.
   */
  unfilledPerUnit?: number
  /** Besides that so many percent of what was paid for it. */
  unfilledPercent?: number
}

/** What counts where a plan does not say it. */
export const usual = {
  onTimePercent: 95,
  carbonGramsPerTonneKm: 100,
  carbonGramsPerParcel: 250,
} satisfies Objective

/**
 * What it costs that a whole unit is not served for which so much was paid (0 where nobody knows);
 * undefined where a plan does not say it.
 */
export function unfilledCost(
  { unfilledPerUnit, unfilledPercent = 0 }: Objective,
  paid: number,
): number | undefined {
  if (unfilledPerUnit === undefined) return undefined
  return unfilledPerUnit + Math.round((unfilledPercent * paid) / 100)
}

/** Of what was paid: what it costs that something is not served, where nobody says it. */
export const usualUnfilledPercent = 45

/**
 * What it costs that a whole unit is not served, for who compares what was decided: as the plan
 * says it; else what its SKU earns, or the usual share of what was paid. So who leaves more
 * unserved is never cheaper for that alone.
 */
export function lostCost(
  objective: Objective | undefined,
  { paid = 0, marginPercent }: { paid?: number; marginPercent?: number | null | undefined },
): number {
  const share = (marginPercent ?? usualUnfilledPercent) / 100
  return unfilledCost(objective ?? {}, paid) ?? Math.round(paid * share)
}

/** All probabilities are whole numbers of a million. */
export const MILLION = 1_000_000

/** What something costs that happens with a probability. */
export function expected(cost: number, probability: number): number {
  return Math.round((cost * probability) / MILLION)
}
