import type { Point } from '../../../lib/geo.ts'
import { meanOfCategory } from '../prices/demand.ts'
import { shrunk } from '../prices/shrink.ts'
import { countUnits, learnTills, type Cells } from '../prices/till-demand.ts'
import type { Goods, OrderRow, Past, SizeRow } from './past.ts'
import { decideSplit, type Pair, type Split } from './split.ts'

/** What is to be expected of a SKU on a day. */
export type SkuRates = {
  skuId: number
  /** Lines of orders that are sent to customers, and whole units of a line. */
  linesPerDay: number
  unitsPerLine: number
  /** Of those lines, by channel and by zone. */
  channels: [channelId: number, linesPerDay: number][]
  zones: [zone: string, linesPerDay: number][]
  /** Whole units that places give over the counter. */
  counter: [locationId: number, unitsPerDay: number][]
  /** What was paid for a unit, in 1e-4 of the major unit. */
  paid: [currency: string, amount: number][]
}

/** How all lines spread: shares of lines, where the middle of a zone is, how many come together. */
export type Spread = {
  zones: [zone: string, share: number, at: Point | null][]
  channels: [channelId: number, share: number][]
  /**
   * Shares of the deliveries that are sent to customers, by lines, fewest first. Empty where none
   * was sent; what an older version learnt has none.
   */
  sizes?: [lines: number, share: number][]
}

export type Rates = { skus: SkuRates[]; spread: Spread }

const DAYS = 7
/** Deliveries of more lines are as rare as they are alike: they count as ones of so many. */
const LINES_MOST = 20

/**
 * Rates of every SKU, learnt from some weeks. Each is counted and then drawn towards what is known
 * of more: a SKU towards the mean of its category, its channels and zones towards those of all
 * SKUs, the counter of a place towards the SKU's share times the place's (`shrink.ts`). All weeks
 * count alike; the parts of a SKU add up to the whole of it.
 */
export function learnRates(past: Past, goods: Goods): Rates {
  const days = past.weeks * DAYS
  const { skuIds } = goods
  const placeOf = new Map(skuIds.map((skuId, sku) => [skuId, sku]))
  const lines = new Float64Array(skuIds.length)
  const units = new Float64Array(skuIds.length)
  for (const row of past.orders) {
    const sku = placeOf.get(row.skuId)!
    lines[sku]! += row.lines
    units[sku]! += row.units
  }
  const expected = shrunk(lines, meanOfCategory(lines, categoriesOf(goods)))
  const bySku = new Map(skuIds.map((skuId, sku) => [skuId, expected[sku]!]))
  const pairs = <Key>(keyOf: (row: OrderRow) => Key): Pair<Key>[] =>
    past.orders.map((row) => ({ skuId: row.skuId, key: keyOf(row), count: row.lines }))
  const channels = decideSplit(summed(pairs(({ channelId }) => channelId)), bySku)
  const zones = decideSplit(summed(pairs(({ zone }) => zone)), bySku)
  const counter = counterOf(past, goods, expected)
  const paid = paidOf(past, goods)
  const mean = sumOf(lines) > 0 ? sumOf(units) / sumOf(lines) : 1
  return {
    skus: skuIds.map((skuId, sku) => ({
      skuId,
      linesPerDay: expected[sku]! / days,
      unitsPerLine: (units[sku]! + mean) / (lines[sku]! + 1),
      channels: perDay(channels, skuId, days),
      zones: perDay(zones, skuId, days),
      counter: (counter.get(skuId) ?? []).map(([place, count]) => [place, count / days]),
      paid: paid.get(skuId) ?? [],
    })),
    spread: {
      zones: zonesOf(past.orders),
      channels: sharesOf(past.orders, ({ channelId }) => channelId),
      sizes: sizesOf(past.sizes),
    },
  }
}

/** One number for each category; what has none is alike. */
function categoriesOf({ skuIds, categoryOf }: Goods): Int32Array {
  const known = new Map<string | null, number>()
  return Int32Array.from(skuIds, (skuId) => {
    const category = categoryOf(skuId)
    if (!known.has(category)) known.set(category, known.size)
    return known.get(category)!
  })
}

/** Each pair once. */
function summed<Key>(pairs: readonly Pair<Key>[]): Pair<Key>[] {
  const bySku = new Map<number, Map<Key, number>>()
  for (const { skuId, key, count } of pairs) {
    let own = bySku.get(skuId)
    if (!own) bySku.set(skuId, (own = new Map()))
    own.set(key, (own.get(key) ?? 0) + count)
  }
  return [...bySku].flatMap(([skuId, own]) =>
    Array.from(own, ([key, count]) => ({ skuId, key, count })),
  )
}

function perDay<Key>(split: Split<Key>, skuId: number, days: number): [Key, number][] {
  return (split.get(skuId) ?? []).map(([key, rate]) => [key, rate / days])
}

/** Of places that have, or had, a row of stock of the SKU; in the time that was counted. */
function counterOf(
  past: Past,
  { skuIds, placesOf }: Goods,
  expected: Float64Array,
): Map<number, [number, number][]> {
  const sold = Map.groupBy(past.counter, ({ skuId }) => skuId)
  const rows = skuIds.map((skuId) => {
    const own = new Set(placesOf(skuId))
    for (const { locationId } of sold.get(skuId) ?? []) own.add(locationId)
    return [...own].toSorted((a, b) => a - b)
  })
  const places = [...new Set(rows.flat())].toSorted((a, b) => a - b)
  const nodeOf = new Map(places.map((place, node) => [place, node]))
  const first = new Int32Array(skuIds.length + 1)
  rows.forEach((own, sku) => {
    first[sku + 1] = first[sku]! + own.length
  })
  const node = Int32Array.from(rows.flat(), (place) => nodeOf.get(place)!)
  const cells: Cells = { nodes: places.length, skus: skuIds.length, first, node }
  const skuOf = new Map(skuIds.map((skuId, sku) => [skuId, sku]))
  const counts = countUnits(
    cells,
    past.counter.map(({ skuId, locationId, units }) => {
      return { sku: skuOf.get(skuId)!, node: nodeOf.get(locationId)!, units }
    }),
  )
  const all = Math.max(1, sumOf(expected))
  const popularity = expected.map((rate) => (rate * skuIds.length) / all)
  const learnt = learnTills(cells, counts, popularity)
  return new Map(
    skuIds.map((skuId, sku) => {
      const own = rows[sku]!.map((place, at): [number, number] => [
        place,
        learnt[first[sku]! + at]!,
      ])
      return [skuId, own.filter(([, rate]) => rate > 0)]
    }),
  )
}

function paidOf(past: Past, { currencyOf }: Goods): Map<number, [string, number][]> {
  const sums = new Map<number, Map<string, { paid: number; units: number }>>()
  for (const { skuId, channelId, paid, units } of past.orders) {
    const own = sums.get(skuId) ?? new Map<string, { paid: number; units: number }>()
    sums.set(skuId, own)
    const sum = own.get(currencyOf(channelId)) ?? { paid: 0, units: 0 }
    own.set(currencyOf(channelId), { paid: sum.paid + paid, units: sum.units + units })
  }
  const mean = (of: { paid: number; units: number }) => Math.round(of.paid / of.units)
  return new Map(
    [...sums].map(([skuId, own]) => [skuId, Array.from(own, ([by, sum]) => [by, mean(sum)])]),
  )
}

function zonesOf(rows: readonly OrderRow[]): Spread['zones'] {
  const middles = new Map<string, { lat: number; lon: number; lines: number }>()
  for (const { zone, at, lines } of rows) {
    if (!at) continue
    const sum = middles.get(zone) ?? { lat: 0, lon: 0, lines: 0 }
    const [lat, lon] = [sum.lat + at.lat * lines, sum.lon + at.lon * lines]
    middles.set(zone, { lat, lon, lines: sum.lines + lines })
  }
  return sharesOf(rows, ({ zone }) => zone).map(([zone, share]) => {
    const sum = middles.get(zone)
    return [zone, share, sum ? { lat: sum.lat / sum.lines, lon: sum.lon / sum.lines } : null]
  })
}

function sizesOf(rows: readonly SizeRow[]): [lines: number, share: number][] {
  const counts = new Map<number, number>()
  let all = 0
  for (const row of rows) {
    const lines = Math.min(row.lines, LINES_MOST)
    counts.set(lines, (counts.get(lines) ?? 0) + row.deliveries)
    all += row.deliveries
  }
  return Array.from(counts, ([lines, count]): [number, number] => [lines, count / all]).toSorted(
    ([a], [b]) => a - b,
  )
}

/** The greatest share first. */
function sharesOf<Key extends string | number>(
  rows: readonly OrderRow[],
  keyOf: (row: OrderRow) => Key,
): [Key, number][] {
  const sums = new Map<Key, number>()
  let all = 0
  for (const row of rows) {
    sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.lines)
    all += row.lines
  }
  const shares = Array.from(sums, ([key, lines]): [Key, number] => [key, lines / all])
  return shares.toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
