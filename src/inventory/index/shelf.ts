/** Numbers of one row, side by side: location, available, on hand, version. */
export const STRIDE = 4
/** Rows of a segment: 1 MB of whole numbers of 4 bytes, so that tidying one takes under 1 ms. */
const SEGMENT_ROWS = 65_536
/** A segment is tidied for its gaps rather than a new one made when they are so much of it. */
const GAPS_SHARE = 1 / 4

type Cells = Int32Array | Float64Array

type Segment = {
  cells: Cells
  rows: number
  /** Rows handed out so far, gaps among them. */
  end: number
  /** Rows below `end` that no block uses any more. */
  gaps: number
  blocks: Set<Block>
}

/** The rows of one SKU: `count` of `room` rows from `start` on, in order of location. */
export type Block = {
  segment: Segment
  start: number
  count: number
  room: number
  /** When it was changed last: for who keeps it. */
  stamp: number
}

/** Many blocks in few typed arrays. */
export type Shelf = {
  /** An empty block with room for so many rows. */
  add(room: number): Block
  /** Gives a block more room, elsewhere if need be. */
  enlarge(block: Block, room: number): void
  remove(block: Block): void
  /** Rows that there is memory for. */
  rows(): number
}

/**
 * Segments instead of one array that doubles: nothing is ever copied whole. What blocks leave
 * behind is used again: before a new segment is made, one with many gaps is tidied in place.
 */
export function createShelf(cellsOf: (length: number) => Cells): Shelf {
  const segments: Segment[] = []
  let current: Segment | undefined

  function segmentFor(room: number): Segment {
    if (current && current.end + room <= current.rows) return current
    const spare = segments.find((one) => {
      return one.gaps >= one.rows * GAPS_SHARE && one.end - one.gaps + room <= one.rows
    })
    if (spare) tidy(spare)
    current = spare ?? newSegment(Math.max(SEGMENT_ROWS, room))
    return current
  }

  function newSegment(rows: number): Segment {
    const cells = cellsOf(rows * STRIDE)
    const segment = { cells, rows, end: 0, gaps: 0, blocks: new Set<Block>() }
    segments.push(segment)
    return segment
  }

  function take(room: number): Pick<Block, 'segment' | 'start' | 'room'> {
    const segment = segmentFor(room)
    const start = segment.end
    segment.end += room
    return { segment, start, room }
  }

  function leave(block: Block): void {
    block.segment.gaps += block.room
    block.segment.blocks.delete(block)
  }

  return {
    add(room) {
      const block = { ...take(room), count: 0, stamp: 0 }
      block.segment.blocks.add(block)
      return block
    },
    enlarge(block, room) {
      const { segment, start } = block
      if (start + block.room === segment.end && start + room <= segment.rows) {
        segment.end = start + room
        block.room = room
        return
      }
      const place = take(room)
      // Only now, since the segment it is in may just have been tidied.
      const from = block.start * STRIDE
      const rows = block.segment.cells.subarray(from, from + block.count * STRIDE)
      place.segment.cells.set(rows, place.start * STRIDE)
      leave(block)
      Object.assign(block, place)
      place.segment.blocks.add(block)
    },
    remove: leave,
    rows: () => segments.reduce((sum, { rows }) => sum + rows, 0),
  }
}

/** Moves the blocks of a segment together, in place. */
function tidy(segment: Segment): void {
  let end = 0
  for (const block of [...segment.blocks].toSorted((a, b) => a.start - b.start)) {
    const from = block.start * STRIDE
    segment.cells.copyWithin(end * STRIDE, from, from + block.count * STRIDE)
    block.start = end
    end += block.room
  }
  segment.end = end
  segment.gaps = 0
}
