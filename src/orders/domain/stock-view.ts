import type { StockView } from '../../routing/index.ts'

/**
 * Stock as a batch sees it: fresh rows where they were read, the index otherwise, less what orders
 * that were decided earlier in the batch have taken.
 */
export type BatchStock = StockView & {
  take(skuId: number, locationId: number, quantity: number): void
  /** Forgets what was taken: the batch decides again from the start. */
  reset(): void
  /** Rows just read from the database replace what the index believes of their SKUs. */
  refresh(skuIds: readonly number[], rows: readonly FreshRow[]): void
}

/** What the index believes, and what of it is kept back from sale. */
type Believed = {
  forEach(
    skuId: number,
    visit: (locationId: number, available: number, onHand: number) => void,
  ): void
  heldBack?(locationId: number, onHand: number, available: number): number
}

type FreshRow = { skuId: number; locationId: number; available: number; onHand: number }

export function createBatchStock(index: Believed): BatchStock {
  const taken = new Map<number, Map<number, number>>()
  const fresh = new Map<number, FreshRow[]>()
  return {
    forEach(skuId, visit) {
      const gone = taken.get(skuId)
      const less = (locationId: number, available: number, onHand: number) => {
        const back = index.heldBack?.(locationId, onHand, available) ?? 0
        visit(locationId, available - back - (gone?.get(locationId) ?? 0), back)
      }
      const rows = fresh.get(skuId)
      if (!rows) index.forEach(skuId, less)
      else for (const row of rows) less(row.locationId, row.available, row.onHand)
    },
    take(skuId, locationId, quantity) {
      const gone = taken.get(skuId) ?? new Map<number, number>()
      gone.set(locationId, (gone.get(locationId) ?? 0) + quantity)
      taken.set(skuId, gone)
    },
    reset: () => taken.clear(),
    refresh(skuIds, rows) {
      for (const skuId of skuIds) fresh.set(skuId, [])
      for (const row of rows) fresh.get(row.skuId)?.push(row)
    },
  }
}
