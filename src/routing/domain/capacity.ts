import { MILLION, type Day } from '../../inventory/index.ts'
import type { Measure } from '../../network/index.ts'
import type { SkuDemand } from './candidates.ts'
import type { Left, Rooms } from './solve/rooms.ts'
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

/** What a location can give of its stock on its day. */
export type Offered = {
  /** Of each SKU as much as there is room for, if it gave nothing else. */
  available: number[]
  /** What is left for all together, where that is less than they take. */
  room: Left | undefined
  /** The measure that is too small for all that is wanted and there. */
  ranOut: Measure | undefined
}

/** What of its stock a location can give on its day. */
export function decideRoom(
  { limit, used }: Day,
  skus: readonly SkuDemand[],
  { available, besides }: { available: readonly number[]; besides: Besides },
): Offered {
  const left = (measure: Measure) => {
    const most = limit[measure]
    return most === null ? Infinity : most - used[measure]
  }
  if (left('orders') < 1) {
    return { available: available.map(() => 0), room: undefined, ranOut: 'orders' }
  }
  const room = { lines: left('lines') - besides.lines, units: left('units') - besides.units }
  const could = skus.map(({ quantity }, s) => Math.min(Math.max(0, available[s]!), quantity))
  const given = skus.map((sku, s) => {
    if (could[s] === 0) return available[s]!
    const fits = Math.max(0, Math.min(could[s]!, Math.floor(room.units / millionths(sku))))
    return sku.lines.length > room.lines ? 0 : fits < could[s]! ? fits : available[s]!
  })
  const sumOf = (of: (sku: SkuDemand, units: number) => number, units: readonly number[]) => {
    return skus.reduce((sum, sku, s) => (units[s]! > 0 ? sum + of(sku, units[s]!) : sum), 0)
  }
  const linesOf = ({ lines }: SkuDemand) => lines.length
  const unitsOf = (sku: SkuDemand, units: number) => units * millionths(sku)
  const together = given.map((units, s) => Math.min(Math.max(0, units), could[s]!))
  const isShort = sumOf(linesOf, together) > room.lines || sumOf(unitsOf, together) > room.units
  const lacksUnits = sumOf(unitsOf, could) > room.units ? 'units' : undefined
  return {
    available: given,
    room: isShort ? room : undefined,
    ranOut: sumOf(linesOf, could) > room.lines ? 'lines' : lacksUnits,
  }
}

/**
 * Whether plans were left out that days had room for: what goes along with the rest needs room at
 * one place only, and of two lines of a SKU a place may give one.
 */
export function isCautious(
  skus: readonly SkuDemand[],
  full: readonly Full[],
  { lines, units }: Besides = { lines: 0, units: 0 },
): boolean {
  if (full.some(({ measure }) => measure !== 'orders') && lines + units > 0) return true
  return full.some(({ measure }) => measure === 'lines') && skus.some((sku) => sku.lines.length > 1)
}

/** What units of each SKU take of a day. */
export function takenBy(skus: readonly SkuDemand[]): Pick<Rooms, 'unit' | 'lines'> {
  return { unit: skus.map(millionths), lines: skus.map(({ lines }) => lines.length) }
}

/** As a record keeps it: units in whole ones. */
export function fullOf(locationId: number, { limit, used }: Day, measure: Measure): Full {
  const each = measure === 'units' ? MILLION : 1
  return { locationId, measure, limit: limit[measure]! / each, used: used[measure] / each }
}
