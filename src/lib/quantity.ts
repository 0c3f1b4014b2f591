/**
 * Quantities are safe integers in a SKU's base unit. What people and the API see is a number with
 * as many decimals as the SKU has: 2.5 m of a SKU with 2 decimals is 250.
 */

/** Largest quantity of one line or level in base units: far above any stock, far below 2^53. */
export const QUANTITY_MAX = 1_000_000_000_000

/**
 * The base units of a number as people write it, or undefined where it has more decimals than the
 * SKU, is no finite number or lies beyond QUANTITY_MAX. Exact: works on the shortest decimal text
 * of the number, so 0.1 + 0.2 is refused at one decimal instead of being rounded in silence.
 */
export function unitsOf(quantity: number, decimals: number): number | undefined {
  if (Number.isInteger(quantity) && decimals === 0) return withinMax(quantity)
  const text = String(quantity)
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return undefined
  const fraction = match[2] ?? ''
  if (fraction.length > decimals) return undefined
  return withinMax(Number(match[1]! + fraction.padEnd(decimals, '0')))
}

/** The number that people see: 250 base units of a SKU with 2 decimals is 2.5. */
export function quantityOf(units: number, decimals: number): number {
  return decimals === 0 ? units : Number(`${units}e-${decimals}`)
}

function withinMax(units: number): number | undefined {
  return Math.abs(units) <= QUANTITY_MAX ? units || 0 : undefined
}
