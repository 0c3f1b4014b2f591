import type { AvailabilityIndex } from '../../../inventory/index.ts'
import type { Tx } from '../../../platform/db/index.ts'

/**
 * The transaction as the actions of one hour see it: what they leave for after the commit happens
 * at once, so that each step sees in memory what the one before has done. If the hour fails, the
 * memory is wrong and the process must end; the next one reads it anew.
 */
export function atOnce(tx: Tx): Tx {
  return {
    epoch: tx.epoch,
    query: (query) => tx.query(query),
    leave: (sent) => tx.leave(sent),
    onCommit: (callback) => callback(),
  }
}

/** The index, which also notes the SKUs of which somewhere more has become available. */
export type WatchedIndex = AvailabilityIndex & {
  /** The SKUs noted since the last time, sorted. */
  takeRisen(): number[]
}

export function watch(index: AvailabilityIndex): WatchedIndex {
  const risen = new Set<number>()
  return {
    ...index,
    apply(rows) {
      for (const { skuId, locationId, available } of rows) {
        if (available > index.available(skuId, locationId)) risen.add(skuId)
      }
      index.apply(rows)
    },
    takeRisen() {
      const skuIds = [...risen].toSorted((a, b) => a - b)
      risen.clear()
      return skuIds
    },
  }
}
