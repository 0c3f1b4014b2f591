import { MILLION, type Day } from '../../inventory/index.ts'
import type { Measure } from '../../network/index.ts'
import type { SkuDemand } from './candidates.ts'
import type { Demand } from './types.ts'

/** A location whose day has not enough room: the measure that ran out, its limit, what is used. */
export type Full = { locationId: number; measure: Measure; limit: number; used: number }

/** Lines and units that go along with whatever is given. */
export type Besides = { lines: number; units: number }

export function besidesOf(following: readonly Demand[]): Besides {
  const units = following.reduce((sum, one) => sum + one.quantity * millionths(one), 0)
  return { lines: following.length, units }
}

function millionths({ wholePerUnit }: Pick<Demand, 'wholePerUnit'>): number {
  return Math.round(wholePerUnit * MILLION)
}

/**
 * What of its stock a location can give on its day, SKU by SKU in their order: of each as much as
 * there is room for after those before. `ranOut` is the first measure that was too small.
 */
export function decideRoom(
  { limit, used }: Day,
  skus: readonly SkuDemand[],
  { available, besides }: { available: readonly number[]; besides: Besides },
): { available: number[]; ranOut: Measure | undefined } {
  const left = (measure: Measure) => {
    const most = limit[measure]
    return most === null ? Infinity : most - used[measure]
  }
  let ranOut: Measure | undefined = left('orders') < 1 ? 'orders' : undefined
  if (ranOut) return { available: available.map(() => 0), ranOut }
  let lines = left('lines') - besides.lines
  let units = left('units') - besides.units
  const given = skus.map((sku, s) => {
    const could = Math.min(Math.max(0, available[s]!), sku.quantity)
    if (could === 0) return available[s]!
    if (sku.lines.length > lines) {
      ranOut ??= 'lines'
      return 0
    }
    const each = millionths(sku)
    const fits = Math.max(0, Math.min(could, Math.floor(units / each)))
    if (fits < could) ranOut ??= 'units'
    if (fits === 0) return 0
    lines -= sku.lines.length
    units -= fits * each
    return fits < could ? fits : available[s]!
  })
  return { available: given, ranOut }
}

/** As a record keeps it: units in whole ones. */
export function fullOf(locationId: number, { limit, used }: Day, measure: Measure): Full {
  const each = measure === 'units' ? MILLION : 1
  return { locationId, measure, limit: limit[measure]! / each, used: used[measure] / each }
}
