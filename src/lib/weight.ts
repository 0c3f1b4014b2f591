/** Weights are added up as whole micrograms, so that sums meet the edge of a band exactly. */
export const MICROGRAMS = 1e6
export const KILOGRAM = 1000 * MICROGRAMS

/** Grams with up to six decimals, as whole micrograms: a pound is 453.59237 g. */
export function microgramsOf(grams: number): number {
  return Math.round(grams * MICROGRAMS)
}
