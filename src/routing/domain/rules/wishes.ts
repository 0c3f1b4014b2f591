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
  /** What each gives to a parcel with so many base units, by its place in the rule from 1. */
  each: (given: readonly { sku: SkuDemand; quantity: number }[]) => Given[]
}

export type Given = [no: number, amount: number]

/** The rank of a place in the channel's pool, and what it can give of each SKU in base units. */
type At = {
  rank: number | undefined
  skus: readonly SkuDemand[]
  available: readonly number[]
}

/** Undefined where a rule wishes nothing of a place. */
export function wishedOf(
  wishes: LiveRule['wishes'],
  location: RoutingLocation,
  stock: StockView | undefined,
  at: At,
): Wished | undefined {
  const own = wishesOf(wishes, location)
  return own.length === 0 ? undefined : wishedBy(own, location, stock, at)
}

function wishedBy(
  own: Own,
  location: RoutingLocation,
  stock: StockView | undefined,
  { rank = 0, skus, available }: At,
): Wished {
  const unitsOf = (sku: SkuDemand) => (available[skus.indexOf(sku)] ?? 0) * sku.wholePerUnit
  const busy = own.some(({ wish }) => wish.byWorkload) ? busyOf(stock?.day?.(location.id)) : 0
  const ofParcel = ({ perParcel = 0, perRank = 0, byWorkload }: Wish) =>
    (byWorkload ? Math.round(perParcel * busy) : perParcel) + perRank * rank
  const ofUnit = (wish: Wish, sku: SkuDemand) =>
    fits(wish, sku) ? unitWish(wish, () => unitsOf(sku)) : 0
  const ofUnits = own.filter(({ wish }) => wish.perUnit !== undefined)
  return {
    parcel: own.reduce((sum, { wish }) => sum + ofParcel(wish), 0),
    unit: (sku) => ofUnits.reduce((sum, { wish }) => sum + ofUnit(wish, sku), 0),
    each: (given) =>
      own.flatMap(({ no, wish }): Given[] => {
        const units = given.reduce((sum, { sku, quantity }) => {
          return sum + ofUnit(wish, sku) * sku.wholePerUnit * quantity
        }, 0)
        const amount = Math.round(ofParcel(wish) + units)
        return amount === 0 ? [] : [[no, amount]]
      }),
  }
}

type Own = readonly { no: number; wish: Wish }[]

/** Those about a place, for it as it is: one that changes is another object. */
const remembered = new WeakMap<LiveRule['wishes'], WeakMap<RoutingLocation, Own>>()

function wishesOf(wishes: LiveRule['wishes'], location: RoutingLocation): Own {
  let known = remembered.get(wishes)
  if (!known) remembered.set(wishes, (known = new WeakMap()))
  let own = known.get(location)
  if (!own) {
    own = wishes.flatMap(({ wish, isAbout }, i) => {
      return isAbout(location) ? [{ no: i + 1, wish }] : []
    })
    known.set(location, own)
  }
  return own
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
