import type { StockView } from '../types.ts'

/** The share of its day that a place has used, of the measure that it has used most of. */
export function busyOf(day: ReturnType<NonNullable<StockView['day']>>): number {
  if (!day) return 0
  const shares = (['orders', 'lines', 'units'] as const).map((measure) => {
    const limit = day.limit[measure]
    return limit ? day.used[measure] / limit : 0
  })
  return Math.max(...shares)
}
