import { newFigures, type Figures, type Load } from '../simulation/index.ts'

/**
 * Sums of both sides over orders that were compared one after the other. `daily` of the figures is
 * by block: so many orders each, the last one fewer.
 */
export type Blocks = {
  size: number
  orders: number[]
  live: Figures
  shadow: Figures
  /** Whether all of it was counted by block from the first order on: of older ones it was not. */
  isDetailed: boolean
}

/** With so many blocks two and two become one of twice the size. */
const MOST = 64
const FIRST_SIZE = 20

export function newBlocks(): Blocks {
  const [live, shadow] = [newFigures(MOST), newFigures(MOST)]
  return { size: FIRST_SIZE, orders: [], live, shadow, isDetailed: true }
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
  for (const { daily, dailyCost } of [blocks.live, blocks.shadow]) {
    for (const sums of [...Object.values(daily), ...Object.values(dailyCost)]) {
      for (let b = 0; b < MOST / 2; b += 1) sums[b] = sums[2 * b]! + sums[2 * b + 1]!
      sums.fill(0, MOST / 2)
    }
  }
}

type ByBlock = Record<string, number[]>
type StoredFigures = Omit<Figures, 'load' | 'daily' | 'dailyCost'> & {
  load: [locationId: number, parcels: number, units: number][]
  daily: ByBlock
  dailyCost?: ByBlock
}
export type StoredBlocks = Omit<Blocks, 'live' | 'shadow' | 'isDetailed'> & {
  live: StoredFigures
  shadow: StoredFigures
  isDetailed?: boolean
}

/** As they are kept: what a location has to do by block is not. */
export function storedOf({ live, shadow, orders, ...rest }: Blocks): StoredBlocks {
  const byBlock = (all: Record<string, Float64Array>): ByBlock =>
    Object.fromEntries(
      Object.entries(all).map(([name, sums]) => [name, [...sums.subarray(0, orders.length)]]),
    )
  const kept = ({ load, daily, dailyCost, ...sums }: Figures): StoredFigures => ({
    ...sums,
    load: [...load].map(([id, { parcels, units }]) => [id, parcels, units]),
    daily: byBlock(daily),
    dailyCost: byBlock(dailyCost),
  })
  return { ...rest, orders, live: kept(live), shadow: kept(shadow) }
}

export function blocksOf({ live, shadow, orders, size, isDetailed }: StoredBlocks): Blocks {
  const opened = ({ load, daily, dailyCost, ...sums }: StoredFigures): Figures => {
    const empty = newFigures(MOST)
    const fill = (all: Record<string, Float64Array>, from: ByBlock | undefined) => {
      for (const [name, own] of Object.entries(all)) own.set(from?.[name] ?? [])
    }
    fill(empty.daily, daily)
    fill(empty.dailyCost, dailyCost)
    const loads = load.map(([id, parcels, units]): [number, Load] => {
      return [id, { parcels, units, byDay: new Float64Array(MOST) }]
    })
    // What was kept before a term was counted has none of it.
    const cost = { ...empty.cost, ...sums.cost }
    return { ...empty, ...sums, cost, load: new Map(loads) }
  }
  return {
    size,
    orders: [...orders],
    live: opened(live),
    shadow: opened(shadow),
    isDetailed: isDetailed ?? false,
  }
}
