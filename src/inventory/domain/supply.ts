/**
 * The key of a supply row: row 0 is stock on hand, rows above 0 are dated receipts, -1 a backorder.
 */
export type SupplyKey = { skuId: number; locationId: number; supplyNo: number }

/** A supply row. Quantities are base units of the SKU. */
export type Supply = SupplyKey & {
  quantity: number
  unavailable: number
  held: number
  allocated: number
  uncovered: number
  version: number
}

/** A change of a supply row, and why. Changes are signed base units. */
export type Change = {
  quantity?: number
  unavailable?: number
  held?: number
  allocated?: number
}

/** What may still be claimed: never more than this, whatever an index believed. */
export function freeOf(supply: Supply): number {
  return supply.quantity - supply.unavailable - supply.held - supply.allocated
}

/** What claims and unavailable units exceed the quantity by (DESIGN.md 4.1). */
export function uncoveredOf(supply: Omit<Supply, 'uncovered'>): number {
  return Math.max(0, supply.unavailable + supply.held + supply.allocated - supply.quantity)
}

/**
 * The row after a claim (`held` or `allocated` rises), or undefined where fewer than wanted + keep
 * are free. `uncovered` is left as it is: a claim never writes it.
 */
export function claimed(
  supply: Supply,
  kind: 'hold' | 'allocation',
  wanted: number,
  keep = 0,
): Supply | undefined {
  if (freeOf(supply) < wanted + keep) return undefined
  const column = kind === 'hold' ? 'held' : 'allocated'
  return { ...supply, [column]: supply[column] + wanted, version: supply.version + 1 }
}

/** The row after a fact or a release: never refused; claims may be left without cover. */
export function changed(supply: Supply, change: Change): Supply {
  const next = {
    ...supply,
    quantity: supply.quantity + (change.quantity ?? 0),
    unavailable: supply.unavailable + (change.unavailable ?? 0),
    held: supply.held + (change.held ?? 0),
    allocated: supply.allocated + (change.allocated ?? 0),
    version: supply.version + 1,
  }
  return { ...next, uncovered: uncoveredOf(next) }
}

/** A row that nothing was recorded for yet. */
export function emptySupply(key: SupplyKey): Supply {
  const { skuId, locationId, supplyNo } = key
  return {
    skuId,
    locationId,
    supplyNo,
    quantity: 0,
    unavailable: 0,
    held: 0,
    allocated: 0,
    uncovered: 0,
    version: 0,
  }
}

/**
 * Which holds lose their units to cover `missing`: the youngest first, each wholly or in part.
 * What holds cannot cover stays with the allocations.
 */
export function decideLosingHolds<Hold extends { id: string; quantity: number; createdAt: string }>(
  holds: readonly Hold[],
  missing: number,
): { hold: Hold; quantity: number }[] {
  const youngestFirst = holds.toSorted(
    (a, b) => compareText(b.createdAt, a.createdAt) || compareText(b.id, a.id),
  )
  const losing: { hold: Hold; quantity: number }[] = []
  let left = missing
  for (const hold of youngestFirst) {
    if (left <= 0) break
    const quantity = Math.min(left, hold.quantity)
    losing.push({ hold, quantity })
    left -= quantity
  }
  return losing
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
