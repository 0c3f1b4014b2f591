import { unitsOf } from '../../../lib/quantity.ts'

/**
 * Units that are kept back of those on hand: so many whole units as people write them, or percent
 * (at most two decimals). Rounded up to what the SKU is counted in, never below 0.
 */
export function keptBackOf(
  terms: { quantity: number | null; percent: number | null },
  onHand: number,
  decimals: number,
): number {
  if (terms.quantity !== null) return unitsUp(terms.quantity, decimals)
  return terms.percent === null || onHand <= 0 ? 0 : shareUp(onHand, terms.percent)
}

/** Base units of a quantity as people write it; what is finer than the SKU counts is rounded up. */
export function unitsUp(quantity: number, decimals: number): number {
  return unitsOf(quantity, decimals) ?? Math.ceil(quantity * 10 ** decimals)
}

const WHOLE = 10_000

function shareUp(units: number, percent: number): number {
  const parts = Math.round(percent * 100)
  const product = units * parts
  if (Number.isSafeInteger(product)) {
    const rest = product % WHOLE
    return (product - rest) / WHOLE + (rest > 0 ? 1 : 0)
  }
  return Number((BigInt(units) * BigInt(parts) + BigInt(WHOLE - 1)) / BigInt(WHOLE))
}
