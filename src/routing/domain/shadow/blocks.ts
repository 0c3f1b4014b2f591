import { measures, newFigures, type Figures, type Load } from '../simulation/index.ts'

/**
 * Sums of both sides over orders that were compared one after the other. `daily` of the figures is
 * by block: so many orders each, the last one fewer.
 */
export type Blocks = { size: number; orders: number[]; live: Figures; shadow: Figures }

/** With so many blocks two and two become one of twice the size. */
const MOST = 64
const FIRST_SIZE = 20

export function newBlocks(): Blocks {
  return { size: FIRST_SIZE, orders: [], live: newFigures(MOST), shadow: newFigures(MOST) }
}

/** The block that the next order belongs to; blocks are joined where there is none left. */
export function nextBlock(blocks: Blocks): number {
  const { orders } = blocks
  const last = orders.length - 1
  if (last >= 0 && orders[last]! < blocks.size) return last
  if (orders.length === MOST) join(blocks)
  return blocks.orders.length
}

/** Counts an order in its block. */
export function countOrder({ orders }: Blocks, block: number): void {
  orders[block] = (orders[block] ?? 0) + 1
}

function join(blocks: Blocks): void {
  const { orders } = blocks
  blocks.size *= 2
  blocks.orders = Array.from({ length: MOST / 2 }, (_, b) => orders[2 * b]! + orders[2 * b + 1]!)
  for (const { daily } of [blocks.live, blocks.shadow]) {
    for (const measure of measures) {
      const sums = daily[measure]
      for (let b = 0; b < MOST / 2; b += 1) sums[b] = sums[2 * b]! + sums[2 * b + 1]!
      sums.fill(0, MOST / 2)
    }
  }
}

type StoredFigures = Omit<Figures, 'load' | 'daily'> & {
  load: [locationId: number, parcels: number, units: number][]
  daily: Record<string, number[]>
}
export type StoredBlocks = Omit<Blocks, 'live' | 'shadow'> & {
  live: StoredFigures
  shadow: StoredFigures
}

/** As they are kept: what a location has to do by block is not. */
export function storedOf({ live, shadow, orders, size }: Blocks): StoredBlocks {
  const kept = ({ load, daily, ...sums }: Figures): StoredFigures => ({
    ...sums,
    load: [...load].map(([id, { parcels, units }]) => [id, parcels, units]),
    daily: Object.fromEntries(
      measures.map((measure) => [measure, [...daily[measure].subarray(0, orders.length)]]),
    ),
  })
  return { size, orders, live: kept(live), shadow: kept(shadow) }
}

export function blocksOf({ live, shadow, orders, size }: StoredBlocks): Blocks {
  const opened = ({ load, daily, ...sums }: StoredFigures): Figures => {
    const empty = newFigures(MOST)
    for (const measure of measures) empty.daily[measure].set(daily[measure]!)
    const loads = load.map(([id, parcels, units]): [number, Load] => {
      return [id, { parcels, units, byDay: new Float64Array(MOST) }]
    })
    return { ...sums, load: new Map(loads), daily: empty.daily }
  }
  return { size, orders: [...orders], live: opened(live), shadow: opened(shadow) }
}
