import { KILOGRAM, microgramsOf } from '../../src/lib/weight.ts'
import type { Prices } from '../../src/shipping/domain/least.ts'

/** Of one parcel, at a weight in micrograms, by bands in grams. */
export function priceAt(
  bands: readonly number[],
  { prices, perKgBeyond }: Prices,
  weight: number,
): number {
  const edges = bands.map(microgramsOf)
  const at = edges.findIndex((edge) => weight <= edge)
  if (at >= 0) return prices[at]!
  return prices.at(-1)! + Math.ceil((weight - edges.at(-1)!) / KILOGRAM) * perKgBeyond
}
