/** Why groups were decided on whose units had no place yet. */
const asNew: ReadonlySet<string> = new Set(['placed', 'stock_arrived', 'looked_again'])

/**
 * Whether a decision of that cause was about units that had a place before, so that the last ones
 * of a channel, which are kept from all else, are there for them. Asked where it is decided and
 * where it is decided again, so that both see the same.
 */
export function isOfSold(cause: string): boolean {
  return !asNew.has(cause)
}
