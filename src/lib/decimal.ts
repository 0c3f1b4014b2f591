/** An exact decimal: `units` × 10^-`scale`. */
export type Decimal = { units: bigint; scale: number }

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/

/**
 * Parses plain decimal text (`12.5`, no exponent, no sign but `-`); undefined if it is not that.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text)
  if (!match) return undefined
  const [, sign, whole, fraction = ''] = match
  const units = BigInt(whole + fraction)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}

/**
 * `decimal` × `factor` × 10^`shift`, rounded half away from zero to an integer: a unit price (major
 * units) times a quantity in base units becomes minor units with shift = digits − decimals.
 */
export function timesRounded(decimal: Decimal, factor: number, shift: number): bigint {
  const exponent = shift - decimal.scale
  const product = decimal.units * BigInt(factor)
  if (exponent >= 0) return product * 10n ** BigInt(exponent)
  const divisor = 10n ** BigInt(-exponent)
  const magnitude = product < 0n ? -product : product
  const rounded = (magnitude + divisor / 2n) / divisor
  return product < 0n ? -rounded : rounded
}
