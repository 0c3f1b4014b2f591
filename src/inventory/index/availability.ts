import { isTooFew } from '../domain/endless.ts'
import { decideHeldBack, type Freshness } from '../domain/feed-watch.ts'
import { freeOf, type Supply } from '../domain/supply.ts'

/** What one process believes of stock on hand. Only a belief: the guard at the write decides. */
export type AvailabilityIndex = {
  /** Takes over rows that are newer than what is known; older ones change nothing. */
  apply(rows: readonly IndexRow[]): void
  /** Calls back for every location with a supply row of the SKU, in order of location id. */
  forEach(
    skuId: number,
    visit: (locationId: number, available: number, onHand: number) => void,
  ): void
  /** Calls back for every SKU that has a row somewhere. */
  forEachSku(visit: (skuId: number) => void): void
  /** Available units at one location, 0 where no row is. */
  available(skuId: number, locationId: number): number
  /** How fresh the numbers of locations are; what is overdue is held back in part from now on. */
  setFreshness(known: ReadonlyMap<number, Freshness>): void
  /** How fresh the numbers of a location are; undefined where nobody feeds it. */
  freshness(locationId: number): Freshness | undefined
  /**
   * Units of a row that are kept back from sale, never more than are available: the feed of its
   * location is overdue.
   */
  heldBack(locationId: number, onHand: number, available: number): number
  /** Number of (SKU, location) rows. */
  size(): number
}

export type IndexRow = {
  skuId: number
  locationId: number
  /** Units that may be claimed; below 0 where claims are uncovered. */
  available: number
  onHand: number
  version: number
}

/** The row of the index that a supply row on hand gives; undefined for receipts and backorders. */
export function indexRowOf(supply: Supply): IndexRow | undefined {
  if (supply.supplyNo !== 0) return undefined
  const { skuId, locationId, version, quantity } = supply
  return { skuId, locationId, version, available: freeOf(supply), onHand: quantity }
}

const FIRST_BLOCK = 4

/**
 * Sparse by SKU: the rows of one SKU lie side by side in typed arrays, 28 bytes each. A SKU that
 * outgrows its block moves to a new one of twice the size at the end; the gap it leaves is at most
 * as large as what it uses.
 */
export function createAvailabilityIndex(): AvailabilityIndex {
  let locations = new Int32Array(1024)
  let available = new Float64Array(1024)
  let onHand = new Float64Array(1024)
  let versions = new Float64Array(1024)
  let end = 0
  let rows = 0
  let fresh: ReadonlyMap<number, Freshness> = new Map()
  let percents: ReadonlyMap<number, number> = new Map()
  const blocks = new Map<number, { start: number; count: number; room: number }>()

  function reserve(room: number): number {
    const start = end
    end += room
    while (end > locations.length) {
      locations = grow(locations, new Int32Array(locations.length * 2))
      available = grow(available, new Float64Array(available.length * 2))
      onHand = grow(onHand, new Float64Array(onHand.length * 2))
      versions = grow(versions, new Float64Array(versions.length * 2))
    }
    return start
  }

  function blockOf(skuId: number) {
    let block = blocks.get(skuId)
    if (!block) {
      block = { start: reserve(FIRST_BLOCK), count: 0, room: FIRST_BLOCK }
      blocks.set(skuId, block)
    }
    if (block.count === block.room) {
      const from = block.start
      block.start = reserve(block.room * 2)
      for (const values of [locations, available, onHand, versions]) {
        values.copyWithin(block.start, from, from + block.count)
      }
      block.room *= 2
    }
    return block
  }

  /** Where the location stands in the SKU's block, or where it belongs. */
  function search(start: number, count: number, locationId: number): number {
    let low = start
    let high = start + count
    while (low < high) {
      const middle = (low + high) >> 1
      if (locations[middle]! < locationId) low = middle + 1
      else high = middle
    }
    return low
  }

  function applyRow(row: IndexRow): void {
    const known = blocks.get(row.skuId)
    if (known) {
      const at = search(known.start, known.count, row.locationId)
      if (at < known.start + known.count && locations[at] === row.locationId) {
        if (versions[at]! >= row.version) return
        available[at] = row.available
        onHand[at] = row.onHand
        versions[at] = row.version
        return
      }
    }
    const block = blockOf(row.skuId)
    const at = search(block.start, block.count, row.locationId)
    const stop = block.start + block.count
    for (const values of [locations, available, onHand, versions])
      values.copyWithin(at + 1, at, stop)
    locations[at] = row.locationId
    available[at] = row.available
    onHand[at] = row.onHand
    versions[at] = row.version
    block.count += 1
    rows += 1
  }

  return {
    apply(given) {
      for (const row of given) applyRow(row)
    },
    forEach(skuId, visit) {
      const block = blocks.get(skuId)
      if (!block) return
      const { start, count } = block
      for (let i = start; i < start + count; i += 1) {
        visit(locations[i]!, available[i]!, onHand[i]!)
      }
    },
    forEachSku(visit) {
      for (const skuId of blocks.keys()) visit(skuId)
    },
    available(skuId, locationId) {
      const block = blocks.get(skuId)
      if (!block) return 0
      const at = search(block.start, block.count, locationId)
      const found = at < block.start + block.count && locations[at] === locationId
      return found ? available[at]! : 0
    },
    setFreshness(known) {
      fresh = known
      const late = [...known].filter(([, { bufferPercent }]) => bufferPercent > 0)
      percents = new Map(late.map(([id, { bufferPercent }]) => [id, bufferPercent]))
    },
    freshness: (locationId) => fresh.get(locationId),
    heldBack(locationId, there, free) {
      if (percents.size === 0 || !isTooFew(free)) return 0
      return decideHeldBack(percents.get(locationId) ?? 0, there, free)
    },
    size: () => rows,
  }
}

function grow<Values extends Int32Array | Float64Array>(from: Values, to: Values): Values {
  to.set(from)
  return to
}
