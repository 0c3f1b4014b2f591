import { isTooFew } from '../domain/endless.ts'
import { decideHeldBack, type Freshness } from '../domain/feed-watch.ts'
import { freeOf, type Supply } from '../domain/supply.ts'
import { createShelf, STRIDE, type Block, type Shelf } from './shelf.ts'

/** What one process believes of stock on hand. Only a belief: the guard at the write decides. */
export type AvailabilityIndex = {
  /** Takes over rows that are newer than what is known; older ones change nothing. */
  apply(rows: readonly IndexRow[]): void
  /**
   * Takes over the rows of a SKU without an object for each: location, available, on hand and
   * version, one row after the other in order of location. For what is loaded whole.
   */
  load(skuId: number, cells: Float64Array): void
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
  /** Another number whenever something of the SKU has changed, or how fresh locations are. */
  stampOf(skuId: number): number
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

/** Room for so many more rows, at least, is made when a SKU outgrows its block. */
const MORE_ROOM = 4
const [LOCATION, AVAILABLE, ON_HAND, VERSION] = [0, 1, 2, 3]

/**
 * Sparse by SKU: the rows of one SKU lie side by side, 16 bytes each, in a block of exactly their
 * number when they were loaded, and of a quarter more than that when it had to grow.
 *
 * Of a version the last 32 bits are kept. Which of two is newer is told from their difference, so
 * it goes wrong only where a row changed two thousand million times between two looks at it. A SKU
 * with a number beyond 32 bits (what is not stocked, millions of metres) moves to blocks of 32
 * bytes a row that hold any number there can be.
 */
export function createAvailabilityIndex(): AvailabilityIndex {
  const narrow = createShelf((length) => new Int32Array(length))
  const wide = createShelf((length) => new Float64Array(length))
  const blocks = new Map<number, Block>()
  let rows = 0
  /** Rises with each change; the last one of a SKU stands at its block. */
  let changes = 0
  let freshStamp = 0
  let fresh: ReadonlyMap<number, Freshness> = new Map()
  let percents: ReadonlyMap<number, number> = new Map()

  function shelfOf({ segment }: Block): Shelf {
    return segment.cells instanceof Int32Array ? narrow : wide
  }

  /** The block of a SKU, where a row with these numbers fits in. */
  function blockFor({ skuId, available, onHand }: IndexRow): Block {
    let block = blocks.get(skuId)
    const shelf = isNarrow(available) && isNarrow(onHand) ? narrow : wide
    if (!block || (shelf === wide && shelfOf(block) === narrow)) {
      const before = block
      block = shelf.add(before?.room ?? MORE_ROOM)
      if (before) {
        block.count = before.count
        block.segment.cells.set(cellsOf(before), block.start * STRIDE)
        narrow.remove(before)
      }
      blocks.set(skuId, block)
    }
    return block
  }

  function applyRow(row: IndexRow): void {
    const known = blocks.get(row.skuId)
    const before = known ? search(known, row.locationId) : -1
    if (known && before >= 0 && !isNewer(row.version, known.segment.cells[before + VERSION]!)) {
      return
    }
    const block = blockFor(row)
    let at = search(block, row.locationId)
    if (at < 0) {
      if (block.count === block.room) {
        const more = Math.max(MORE_ROOM, block.count >> 2)
        shelfOf(block).enlarge(block, block.count + more)
        at = search(block, row.locationId)
      }
      at = ~at
      const { cells } = block.segment
      cells.copyWithin(at + STRIDE, at, (block.start + block.count) * STRIDE)
      cells[at + LOCATION] = row.locationId
      block.count += 1
      rows += 1
    }
    const { cells } = block.segment
    cells[at + AVAILABLE] = row.available
    cells[at + ON_HAND] = row.onHand
    cells[at + VERSION] = row.version | 0
    block.stamp = changes += 1
  }

  return {
    apply(given) {
      for (const row of given) applyRow(row)
    },
    load(skuId, cells) {
      if (blocks.has(skuId)) {
        for (const row of rowsOf(skuId, cells)) applyRow(row)
        return
      }
      const count = cells.length / STRIDE
      const block = (cells.every(isNarrowCell) ? narrow : wide).add(count)
      const into = block.segment.cells
      into.set(cells, block.start * STRIDE)
      for (let i = 0; i < count; i += 1) {
        const at = (block.start + i) * STRIDE + VERSION
        into[at] = into[at]! | 0
      }
      block.count = count
      block.stamp = changes += 1
      blocks.set(skuId, block)
      rows += count
    },
    forEach(skuId, visit) {
      const block = blocks.get(skuId)
      if (!block) return
      const { cells } = block.segment
      const stop = (block.start + block.count) * STRIDE
      for (let i = block.start * STRIDE; i < stop; i += STRIDE) {
        visit(cells[i]!, cells[i + AVAILABLE]!, cells[i + ON_HAND]!)
      }
    },
    forEachSku(visit) {
      for (const skuId of blocks.keys()) visit(skuId)
    },
    available(skuId, locationId) {
      const block = blocks.get(skuId)
      const at = block ? search(block, locationId) : -1
      return at < 0 ? 0 : block!.segment.cells[at + AVAILABLE]!
    },
    setFreshness(known) {
      freshStamp = changes += 1
      fresh = known
      const late = [...known].filter(([, { bufferPercent }]) => bufferPercent > 0)
      percents = new Map(late.map(([id, { bufferPercent }]) => [id, bufferPercent]))
    },
    freshness: (locationId) => fresh.get(locationId),
    heldBack(locationId, there, free) {
      if (percents.size === 0 || !isTooFew(free)) return 0
      return decideHeldBack(percents.get(locationId) ?? 0, there, free)
    },
    stampOf: (skuId) => Math.max(blocks.get(skuId)?.stamp ?? 0, freshStamp),
    size: () => rows,
  }
}

/** Where the row of a location stands in a block; where it belongs, as `~place`, if it has none. */
function search({ segment: { cells }, start, count }: Block, locationId: number): number {
  let low = start
  let high = start + count
  while (low < high) {
    const middle = (low + high) >> 1
    if (cells[middle * STRIDE]! < locationId) low = middle + 1
    else high = middle
  }
  const at = low * STRIDE
  return low < start + count && cells[at] === locationId ? at : ~at
}

function cellsOf({ segment: { cells }, start, count }: Block): Int32Array | Float64Array {
  return cells.subarray(start * STRIDE, (start + count) * STRIDE)
}

function rowsOf(skuId: number, cells: Float64Array): IndexRow[] {
  return Array.from({ length: cells.length / STRIDE }, (_, i) => {
    const [locationId, available, onHand, version] = cells.subarray(i * STRIDE)
    return {
      skuId,
      locationId: locationId!,
      available: available!,
      onHand: onHand!,
      version: version!,
    }
  })
}

/** Of two versions by their last 32 bits. */
function isNewer(version: number, than: number): boolean {
  return (((version | 0) - than) | 0) > 0
}

function isNarrow(value: number): boolean {
  return (value | 0) === value
}

/** True for what an `Int32Array` holds as it is, and for every version. */
function isNarrowCell(value: number, i: number): boolean {
  return i % STRIDE === VERSION || isNarrow(value)
}
