import { currencyDigits } from './currencies.ts'

/** An amount in integer minor units (cents, yen), with its ISO 4217 currency. */
export type Money = { amount: number; currency: string }

/** Number of minor-unit digits of a currency (ISO 4217), undefined if the code is not known. */
export function digitsOf(currency: string): number | undefined {
  return currencyDigits[currency]
}

/**
 * Splits `amount` (integer) in proportion to `weights` (non-negative, not all zero) by largest
 * remainder: the parts are integers and add up to the whole. Ties go to the earlier part.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total <= 0n) throw new RangeError('allocate needs at least one positive weight')
  const sign = amount < 0 ? -1 : 1
  const whole = BigInt(Math.abs(amount))
  const floors = weights.map((weight) => (whole * BigInt(weight)) / total)
  const remainders = weights.map((weight) => (whole * BigInt(weight)) % total)
  let left = whole - floors.reduce((sum, part) => sum + part, 0n)
  const order = weights.map((_, i) => i)
  order.sort((a, b) => compare(remainders[b]!, remainders[a]!) || a - b)
  for (const i of order) {
    if (left === 0n) break
    floors[i]! += 1n
    left -= 1n
  }
  return floors.map((part) => sign * Number(part) || 0)
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** For people: 129900 EUR as `1,299.00 EUR`. */
export function formatMoney({ amount, currency }: Money): string {
  const digits = digitsOf(currency) ?? 2
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  const point = text.length - digits
  const whole = text.slice(0, point).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return `${sign}${whole}${digits === 0 ? '' : `.${text.slice(point)}`} ${currency}`
}

/** For people: a cost in 1e-4 of the major unit, rounded to what the currency has: `7.45 EUR`. */
export function formatCost(cost: number, currency: string): string {
  const digits = digitsOf(currency) ?? 2
  return formatMoney({ amount: Math.round(cost / 10 ** (4 - digits)), currency })
}
