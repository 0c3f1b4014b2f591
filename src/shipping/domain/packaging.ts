import { KILOGRAM, MICROGRAMS, microgramsOf } from '../../lib/weight.ts'
import type { Prices } from './least.ts'

/**
 * What the box and filling of a parcel are expected to be: their weight, once for each parcel, and
 * by how many percent a box takes more room than what is in it. Both are constants, so that a
 * parcel's weight stays a sum over its units (docs/decisions/0036-expected-packaging.md).
 */
export type Packaging = {
  gramsPerParcel?: number | undefined
  airPercent?: number | undefined
}

/** Bands by the weight of what is in a parcel, in grams, and prices by these bands. */
export type ContentBands = { bands: readonly number[]; pricesOf(of: Prices): Prices }

/**
 * Bands of parcels as bands of their contents: each edge less the packaging. Bands in which not
 * even an empty box is fall away; where none is left, it begins as many started kilograms beyond
 * the last as an empty box is. The same list becomes the same list.
 */
export function contentBandsOf(
  bands: readonly number[],
  { gramsPerParcel = 0 }: Packaging = {},
): ContentBands {
  if (gramsPerParcel === 0) return { bands, pricesOf: (of) => of }
  const edges = bands.map((grams) => microgramsOf(grams) - gramsPerParcel * MICROGRAMS)
  const first = edges.findIndex((edge) => edge >= 0)
  const last = edges.at(-1)!
  const beyond = first < 0 ? Math.ceil(-last / KILOGRAM) : 0
  const left = first < 0 ? [last + beyond * KILOGRAM] : edges.slice(first)
  const known = new WeakMap<Prices, Prices>()
  return {
    bands: left.map((edge) => edge / MICROGRAMS),
    pricesOf(of) {
      let prices = known.get(of)
      if (!prices) known.set(of, (prices = shifted(of, first, beyond)))
      return prices
    },
  }
}

function shifted({ prices, perKgBeyond }: Prices, first: number, beyond: number): Prices {
  const left = first < 0 ? [prices.at(-1)! + beyond * perKgBeyond] : prices.slice(first)
  return { prices: left, perKgBeyond }
}

/** What the packaging of a parcel weighs, in micrograms. */
export function packagingWeight({ gramsPerParcel = 0 }: Packaging = {}): number {
  return gramsPerParcel * MICROGRAMS
}
