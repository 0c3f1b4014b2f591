/** What a declined unit says about the stock there. */
export type StockEffect = 'none' | 'to_zero' | 'to_unavailable'

/**
 * Why a location declines, and what that means for its stock. `not_found`: nothing is there, so the
 * stock of that SKU is set to zero. `damaged`: the units are there but cannot be sold.
 */
export const declineReasons = {
  too_busy: 'none',
  closed: 'none',
  cannot_ship: 'none',
  not_accepted_in_time: 'none',
  other: 'none',
  not_found: 'to_zero',
  damaged: 'to_unavailable',
} as const satisfies Record<string, StockEffect>

export type DeclineReason = keyof typeof declineReasons
