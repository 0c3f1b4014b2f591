import type { AvailabilityIndex } from '../index/availability.ts'

/** Stock of one location over all SKUs. */
export type StockHealth = {
  /** SKUs that it keeps, and those of them it has none available of. */
  skus: number
  soldOut: number
  /** Units, in 10^-`decimals`. */
  onHand: number
  available: number
  uncovered: number
}

export function noHealth(): StockHealth {
  return { skus: 0, soldOut: 0, onHand: 0, available: 0, uncovered: 0 }
}

/**
 * The stock of every location, read from the index in memory: SQL would read every row there is.
 * Quantities are added up in units of 10^-`decimals`, so that pieces and metres add up exactly;
 * `divisible` holds the decimals of the SKUs that have some. What is not stocked is left out.
 */
export function stockHealth(
  index: AvailabilityIndex,
  divisible: ReadonlyMap<number, number>,
  notStocked: readonly number[],
): { decimals: number; byLocation: Map<number, StockHealth> } {
  const decimals = Math.max(0, ...divisible.values())
  const byLocation = new Map<number, StockHealth>()
  const uncounted = new Set(notStocked)
  index.forEachSku((skuId) => {
    if (uncounted.has(skuId)) return
    const one = 10 ** (decimals - (divisible.get(skuId) ?? 0))
    index.forEach(skuId, (locationId, free, onHand) => {
      let health = byLocation.get(locationId)
      if (!health) {
        health = noHealth()
        byLocation.set(locationId, health)
      }
      health.skus += 1
      health.onHand += onHand * one
      if (free > 0) health.available += free * one
      else {
        health.soldOut += 1
        health.uncovered -= free * one
      }
    })
  })
  return { decimals, byLocation }
}
