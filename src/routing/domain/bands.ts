import { KILOGRAM, microgramsOf } from '../../lib/weight.ts'

/**
 * Prices of a parcel in 1e-4 of the major currency unit, one for each weight band, and what every
 * started kilogram beyond the last band adds to the price of that.
 */
export type Prices = { prices: readonly number[]; perKgBeyond: number }

/**
 * Carriage by zone and weight band; `bands` are the highest weights of the bands in grams, with up
 * to six decimals.
 */
export type Table = {
  bands: readonly number[]
  /** The first that fits counts: within `maxKm` where both places are known, and by countries. */
  zones: readonly (Prices & { maxKm?: number; from?: string; to?: string })[]
  otherwise: Prices
}

/** What was asked last: all of an order from each place in turn is one weight. */
const asked = { bands: [] as readonly number[], weight: -1, band: 0 }

/** Index of the band of a weight in micrograms; the number of bands where it is beyond them. */
export function bandOf(bands: readonly number[], weight: number): number {
  if (asked.weight !== weight || asked.bands !== bands) {
    asked.band = searchBand(bands, weight)
    asked.weight = weight
    asked.bands = bands
  }
  return asked.band
}

function searchBand(bands: readonly number[], weight: number): number {
  let band = 0
  let beyond = bands.length
  while (band < beyond) {
    const middle = (band + beyond) >> 1
    if (weight > microgramsOf(bands[middle]!)) band = middle + 1
    else beyond = middle
  }
  return band
}

/** What a parcel of a weight in micrograms costs. */
export function priceOf(bands: readonly number[], of: Prices, weight: number): number {
  const band = bandOf(bands, weight)
  if (band < bands.length) return of.prices[band]!
  const beyond = Math.ceil((weight - microgramsOf(bands.at(-1)!)) / KILOGRAM)
  return of.prices.at(-1)! + beyond * of.perKgBeyond
}

/** The least that a parcel of this weight or more costs: prices may fall with the weight. */
export function leastFrom(bands: readonly number[], of: Prices, weight: number): number {
  let least = priceOf(bands, of, weight)
  for (let band = bandOf(bands, weight) + 1; band < bands.length; band += 1) {
    least = Math.min(least, of.prices[band]!)
  }
  return least
}

/**
 * Weights from `from` to below `to` at which the price may change; beyond the last band at most so
 * many.
 */
export function edgesBetween(
  bands: readonly number[],
  { perKgBeyond }: Prices,
  { from, to }: { from: number; to: number },
  most: number,
): { edges: number[]; isAll: boolean } {
  const edges = bands.map(microgramsOf).filter((at) => at >= from && at < to)
  if (perKgBeyond === 0) return { edges, isAll: true }
  const last = microgramsOf(bands.at(-1)!)
  const first = Math.max(1, Math.floor((from - last) / KILOGRAM))
  const until = Math.min(to, last + (first + most) * KILOGRAM)
  for (let at = last + first * KILOGRAM; at < until; at += KILOGRAM) edges.push(at)
  return { edges, isAll: until === to }
}

/**
 * The straight line below all prices of parcels from the lightest to the heaviest that touches the
 * price of the heaviest, as far as its start does not fall below 0.
 */
export function lineBelow(
  bands: readonly number[],
  of: Prices,
  { lightest, heaviest }: { lightest: number; heaviest: number },
): { start: number; slope: number } {
  const last = microgramsOf(bands.at(-1)!)
  const points: [number, number][] = []
  of.prices.forEach((price, band) => {
    const above = band === 0 ? 0 : microgramsOf(bands[band - 1]!)
    if (above >= heaviest && band > 0) return
    if (microgramsOf(bands[band]!) < lightest) return
    points.push([Math.max(above, lightest), price])
    points.push([Math.min(microgramsOf(bands[band]!), heaviest), price])
  })
  const perWeight = of.perKgBeyond / KILOGRAM
  if (heaviest > last) {
    const from = Math.max(last, lightest)
    const line = (at: number) => of.prices.at(-1)! + (at - last) * perWeight
    points.push([from, line(from)], [heaviest, line(heaviest)])
  }
  const end = Math.min(...points.filter(([at]) => at === heaviest).map(([, price]) => price))
  let slope = 0
  for (const [at, price] of points) {
    if (at < heaviest) slope = Math.max(slope, (end - price) / (heaviest - at))
  }
  const steepest = Math.min(...points.map(([at, price]) => (at > 0 ? price / at : Infinity)))
  slope = Math.min(slope, steepest)
  const start = Math.min(...points.map(([at, price]) => price - slope * at))
  return { start: Math.max(0, start), slope }
}

/** What is wrong with a table, and what to do; its schema has been checked. */
export function faultOf(table: Table): { field: string; detail: string } | undefined {
  const { bands, zones, otherwise } = table
  const at = bands.findIndex((grams, band) => band > 0 && grams <= bands[band - 1]!)
  if (at >= 0) {
    const found = `${bands[at]} comes after ${bands[at - 1]}`
    const detail = `Give the highest weights of the bands in ascending order: ${found}.`
    return { field: `/bands/${at}`, detail }
  }
  const rows: [string, Prices][] = zones.map((zone, i) => [`/zones/${i}`, zone])
  rows.push(['/otherwise', otherwise])
  for (const [field, { prices }] of rows) {
    if (prices.length === bands.length) continue
    const found = `there are ${prices.length}`
    const detail = `Give one price for each of the ${bands.length} bands: ${found}.`
    return { field: `${field}/prices`, detail }
  }
  return undefined
}
