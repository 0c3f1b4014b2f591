import type { SkuDemand } from '../candidates.ts'
import type { RoutingLocation, StockView } from '../types.ts'
import { busyOf } from './busy.ts'
import type { Wish } from './rule.ts'
import type { LiveRule } from './set.ts'

/** What a rule wishes of a place, in 1e-4 of the major unit: for it below 0, against it above. */
export type Wished = {
  parcel: number
  /** Of a whole unit of a SKU. */
  unit: (sku: SkuDemand) => number
}

/** Undefined where a rule wishes nothing of a place; `unitsOf` it can give, in whole ones. */
export function wishedOf(
  wishes: LiveRule['wishes'],
  location: RoutingLocation,
  stock: StockView | undefined,
  unitsOf: (sku: SkuDemand) => number,
): Wished | undefined {
  const own = wishes.filter(({ isAbout }) => isAbout(location))
  if (own.length === 0) return undefined
  const busy = own.some(({ wish }) => wish.byWorkload) ? busyOf(stock?.day?.(location.id)) : 0
  const parcel = own.reduce((sum, { wish: { perParcel = 0, byWorkload } }) => {
    return sum + (byWorkload ? Math.round(perParcel * busy) : perParcel)
  }, 0)
  const ofUnits = own.filter(({ wish }) => wish.perUnit !== undefined)
  return {
    parcel,
    unit: (sku) =>
      ofUnits.reduce((sum, { wish }) => {
        return fits(wish, sku) ? sum + unitWish(wish, () => unitsOf(sku)) : sum
      }, 0),
  }
}

function unitWish({ perUnit = 0, stockBelow }: Wish, units: () => number): number {
  if (stockBelow === undefined) return perUnit
  return Math.round(perUnit * Math.max(0, 1 - units() / stockBelow))
}

function fits({ goods }: Wish, { lines }: SkuDemand): boolean {
  if (!goods) return true
  const { sku } = lines[0]!
  const isNamed = sku !== undefined && goods.skus?.includes(sku.code) === true
  const isOf = isNamed || (goods.categories?.includes(sku?.category ?? '') ?? false)
  return isOf || (sku?.tags?.some((tag) => goods.skuTags?.includes(tag)) ?? false)
}
