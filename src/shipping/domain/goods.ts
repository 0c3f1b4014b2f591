import { KILOGRAM, MICROGRAMS } from '../../lib/weight.ts'
import type { Size } from './card.ts'
import { packagingWeight, type Packaging } from './packaging.ts'
import type { LiveService } from './service.ts'

/** What is sent of one SKU: the weight of a base unit, the size of a whole one. */
export type Goods = { grams: number; wholePerUnit: number; size: Size | undefined }

/** In micrograms: a unit counts for its weight, or for its volume with air where that is more. */
export function weightOf(
  { grams, wholePerUnit, size }: Goods,
  cm3PerKg: number | undefined,
  airPercent = 0,
): number {
  const weight = Math.round(grams * MICROGRAMS)
  if (!size || cm3PerKg === undefined) return weight
  const cm3 = ((size[0] * size[1] * size[2]) / 1000) * wholePerUnit
  const room = cm3 * (1 + airPercent / 100)
  return Math.max(weight, Math.round((room * KILOGRAM) / cm3PerKg))
}

/** The smallest of the divisors: a unit has one weight, whoever carries it. */
export function divisorOf(services: readonly LiveService[]): number | undefined {
  const divisors = services.flatMap(({ card }) => card.cm3PerKg ?? [])
  return divisors.length > 0 ? Math.min(...divisors) : undefined
}

/**
 * What a parcel with all of it really weighs, in micrograms, where some of it counts for more by
 * its volume; undefined where parcels count for what they weigh, or that is not known.
 */
export function heaviestOf(
  services: readonly LiveService[],
  { goods, grams }: { goods: readonly Goods[]; grams?: number },
  packaging: Packaging,
): number | undefined {
  const divisor = divisorOf(services)
  if (grams === undefined || divisor === undefined) return undefined
  const isBulky = goods.some((one) => {
    return weightOf(one, divisor, packaging.airPercent) > weightOf(one, undefined)
  })
  return isBulky ? Math.round(grams * MICROGRAMS) + packagingWeight(packaging) : undefined
}
