/** What is believed or known of one SKU over some locations, in base units. */
export type Levels = {
  /** Locations with a row of it. */
  locations: number
  /** Those of them that have none available. */
  soldOutAt: number
  onHand: number
  /** What can still be claimed, added up over the locations that have some. */
  available: number
  /** What claims lack, added up over the locations that lack some. */
  uncovered: number
}

export function noLevels(): Levels {
  return { locations: 0, soldOutAt: 0, onHand: 0, available: 0, uncovered: 0 }
}

/** How stock of a SKU stands. Not exclusive: what is low is in stock, too. */
export const stockStates = ['in_stock', 'sold_out', 'low', 'uncovered'] as const
export type StockState = (typeof stockStates)[number]

/** Low is what is left of at most so many whole units for each location that keeps it. */
const LOW_EACH = 2

/**
 * Adds one row to the levels, in place since a list may look at 500,000: its free units, below 0
 * where claims are uncovered, and its units on hand.
 */
export function addRow(levels: Levels, free: number, onHand: number): void {
  levels.locations += 1
  levels.onHand += onHand
  levels.available += Math.max(0, free)
  levels.uncovered += Math.max(0, -free)
  if (free <= 0) levels.soldOutAt += 1
}

export function isInState(
  { available, uncovered, locations }: Levels,
  state: StockState,
  decimals: number,
): boolean {
  switch (state) {
    case 'in_stock':
      return available > 0
    case 'sold_out':
      return available === 0
    case 'low':
      return available > 0 && available <= LOW_EACH * 10 ** decimals * locations
    case 'uncovered':
      return uncovered > 0
  }
}
