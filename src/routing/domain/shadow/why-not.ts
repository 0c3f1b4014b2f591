import type { DecisionRecord } from '../record.ts'
import type { Miss } from './decided.ts'

/**
 * What is most likely to have changed since, where a decision that is made again leads to another
 * record. Undefined where both are the same, byte for byte.
 */
export function decideWhyNot(made: DecisionRecord, again: DecisionRecord): Miss | undefined {
  if (isSame(made, again)) return undefined
  if (made.declinesAt !== again.declinesAt) return 'declines_counted_anew'
  if (!isSame(made.prices, again.prices)) return 'prices_made_anew'
  const stock = ({ wanted, full, heldBack }: DecisionRecord) => [wanted, full, heldBack]
  return isSame(stock(made), stock(again)) ? 'otherwise_differs' : 'stock_differs'
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
