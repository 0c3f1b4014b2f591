import type { Table } from '../../routing/index.ts'

/** A parcel that was really sent: km, g, and what was paid for its carriage (minor units). */
export type Sent = { km: number; grams: number; paid: number }

/** Prices of carriage by zone (km limit) and weight band (g limit), in minor units. */
export type FreightTable = {
  zones: number[]
  bands: number[]
  /** By zone, then band; rises with both. */
  prices: number[][]
  /** By band, wherever it goes. */
  anywhere: number[]
}

/** The last limits hold whatever is beyond. */
const ZONES = [50, 100, 200, 350, 500, 750, 1000, 1500, 2000, 2500, 25_000]
const BANDS = [250, 500, 1000, 2000, 3000, 5000, 7500, 10_000, 15_000, 20_000, 30_000, 100_000]
/** Weight of a cell that nobody has sent a parcel in: it goes where its neighbours are. */
const NO_WEIGHT = 1e-6
const ROUNDS = 200

/**
 * Fits a table of prices: the median of each cell, then the nearest table (least squares weighted
 * by parcels) that never falls with distance or weight.
 */
export function fitTable(sent: readonly Sent[]): FreightTable {
  const cells = ZONES.map(() => BANDS.map((): number[] => []))
  for (const { km, grams, paid } of sent) {
    cells[placeOf(ZONES, km)]![placeOf(BANDS, grams)]!.push(paid)
  }
  const everywhere = median(sent.map(({ paid }) => paid))
  const prices = smooth(cells, everywhere)
  const [anywhere] = smooth([BANDS.map((_, b) => cells.flatMap((row) => row[b]!))], everywhere)
  return { zones: [...ZONES], bands: [...BANDS], prices, anywhere: anywhere! }
}

function smooth(cells: readonly number[][][], everywhere: number): number[][] {
  const weights = cells.map((row) => row.map((paid) => paid.length || NO_WEIGHT))
  const medians = cells.map((row) =>
    row.map((paid) => (paid.length > 0 ? median(paid) : everywhere)),
  )
  return monotone(medians, weights).map((row) => row.map(Math.round))
}

/** Minor units to 1e-4 of the major one, for currencies of two digits. */
const SCALE = 100

/** The table as routing plans have it: beyond the last band a kg costs what it does within it. */
export function planTableOf({ zones, bands, prices, anywhere }: FreightTable): Table {
  const kg = (bands.at(-1)! - bands.at(-2)!) / 1000
  const pricesOf = (row: readonly number[]) => ({
    prices: row.map((price) => price * SCALE),
    perKgBeyond: Math.round(((row.at(-1)! - row.at(-2)!) * SCALE) / kg),
  })
  return {
    bands,
    zones: zones.map((maxKm, z) => ({ maxKm, ...pricesOf(prices[z]!) })),
    otherwise: pricesOf(anywhere),
  }
}

/** The place of a value among limits: the first that is not below it, or the last. */
export function placeOf(limits: readonly number[], value: number): number {
  const place = limits.findIndex((limit) => value <= limit)
  return place < 0 ? limits.length - 1 : place
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

type Matrix = number[][]

/**
 * The projection on tables that rise along rows and columns, by alternating projections with
 * corrections (Boyle and Dykstra 1986; for two ways Dykstra and Robertson 1982).
 */
function monotone(values: Matrix, weights: Matrix): Matrix {
  const zero = values.map((row) => row.map(() => 0))
  let [rows, columns] = [zero, zero]
  let now = values
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = minus(now, rows)
    now = before.map((row, i) => isotonic(row, weights[i]!))
    rows = minus(now, before)
    const turned = transpose(minus(now, columns))
    const turnedWeights = transpose(weights)
    const risen = transpose(turned.map((row, i) => isotonic(row, turnedWeights[i]!)))
    columns = minus(risen, transpose(turned))
    now = risen
  }
  // What rounding of the limit has left.
  for (const [i, row] of now.entries()) {
    for (const j of row.keys()) row[j] = Math.max(row[j]!, row[j - 1] ?? 0, now[i - 1]?.[j] ?? 0)
  }
  return now
}

function minus(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((value, j) => value - b[i]![j]!))
}

function transpose(matrix: Matrix): Matrix {
  return matrix[0]!.map((_, j) => matrix.map((row) => row[j]!))
}

/** Pool adjacent violators (Ayer and others 1955): the nearest values that never fall. */
function isotonic(values: readonly number[], weights: readonly number[]): number[] {
  const blocks: { mean: number; weight: number; count: number }[] = []
  for (const [i, value] of values.entries()) {
    let block = { mean: value, weight: weights[i]!, count: 1 }
    for (let last = blocks.at(-1); last && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop()
      const weight = last.weight + block.weight
      const mean = (last.mean * last.weight + block.mean * block.weight) / weight
      block = { mean, weight, count: last.count + block.count }
    }
    blocks.push(block)
  }
  return blocks.flatMap(({ mean, count }) => Array.from({ length: count }, () => mean))
}
