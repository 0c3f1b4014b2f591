import type { Point } from '../../lib/geo.ts'
import { parcelPriceOf, type Tariff } from './freight.ts'
import { meanLines, mostUnits, type Demand, type Network } from './prices/index.ts'
import type { RoutingLocation } from './types.ts'

/** What prices of a plan are found by. */
export type LookAhead = {
  currency: string
  /** Until the next delivery comes: so far ahead is looked. */
  days: number
  /**
   * What is lost with a unit that somebody wants and does not get, of what is paid for it, where
   * the SKU says no margin of its own.
   */
  marginPercent: number
  /**
   * Whether all SKUs and the room of places' days are priced together, as far as that takes
   * minutes; else each SKU for itself.
   */
  together?: boolean
}

/** How prices are found: each SKU for itself (P1, P2), or all and slots together (P1, P3). */
export const priceLayers = { alone: 'P2', together: 'P3' } as const

export const usualLookAhead = { days: 14, marginPercent: 40, together: false }

/** What is said of it; plans of before prices were found together say nothing of that. */
export function saidOf({ days, marginPercent, together = false }: Omit<LookAhead, 'currency'>) {
  return { days, marginPercent, together }
}

/** Where orders go: shares of lines. */
export type Lane = { zone: string; share: number; at: Point | null }

/** What the cost of carriage goes by; the same for all SKUs. */
export type Lanes = {
  locations: readonly RoutingLocation[]
  zones: readonly Lane[]
  parcel: Float64Array
  perKg: Float64Array
}

/**
 * What a parcel costs from every place to every zone: carriage at the weight that lines have on
 * average, with what a further kilogram costs there, and what the place takes for a parcel.
 */
export function lanesOf(
  tariff: Tariff,
  locations: readonly RoutingLocation[],
  zones: readonly Lane[],
  grams: number,
): Lanes {
  const parcel = new Float64Array(zones.length * locations.length)
  const perKg = new Float64Array(parcel.length)
  zones.forEach(({ zone, at }, z) => {
    const [country] = zone.split(' ')
    const to = { country: country === '' ? undefined : country, point: at ?? undefined }
    locations.forEach((from, n) => {
      const lane = z * locations.length + n
      const [one, two] = [grams, 2 * grams].map((weight) => parcelPriceOf(tariff, from, to, weight))
      perKg[lane] = grams > 0 ? Math.max(0, ((two! - one!) / grams) * 1000) : 0
      parcel[lane] = Math.max(0, one! - (perKg[lane]! * grams) / 1000) + from.parcelCost
    })
  })
  return { locations, zones, parcel, perKg }
}

/** A SKU with what is known of it: `cells` are places (by index) that have units of it. */
export type PricedSku = {
  skuId: number
  kg: number
  /** Of a unit, in 1e-4 of the major unit. */
  worth: number
  linesPerDay: number
  unitsPerLine: number
  cells: readonly { node: number; units: number; tillPerDay: number }[]
}

/** Some SKUs as the engine reads them. Their futures do not depend on who is beside them. */
export function outlookOf(
  { locations, zones, parcel, perKg }: Lanes,
  skus: readonly PricedSku[],
): { network: Network; demand: Demand; units: Float64Array } {
  const cells = skus.flatMap((sku) => sku.cells)
  const first = new Int32Array(skus.length + 1)
  skus.forEach((sku, s) => {
    first[s + 1] = first[s]! + sku.cells.length
  })
  const of = (number: (sku: PricedSku) => number) => Float64Array.from(skus, number)
  return {
    network: {
      ids: Int32Array.from(skus, ({ skuId }) => skuId),
      nodes: locations.length,
      regions: zones.length,
      services: 1,
      parcel,
      days: new Uint8Array(parcel.length),
      handling: Float64Array.from(locations, ({ handlingCost }) => handlingCost),
      perKg,
      slots: new Float64Array(locations.length).fill(Infinity),
      kg: of(({ kg }) => kg),
      unfilled: of(({ worth }) => worth),
      margin: of(({ worth }) => worth),
      first,
      node: Int32Array.from(cells, ({ node }) => node),
    },
    demand: {
      // One line a day with all SKUs in these shares: so each has its own number of lines.
      ordersPerDay: 1,
      sizes: Float64Array.of(1),
      regions: Float64Array.from(zones, ({ share }) => share),
      services: Float64Array.of(1),
      skus: of(({ linesPerDay }) => linesPerDay),
      unitsPerLine: of(({ unitsPerLine }) => Math.max(1, unitsPerLine)),
      categories: new Int32Array(skus.length),
      sameCategory: 0,
      tills: Float64Array.from(cells, ({ tillPerDay }) => tillPerDay),
    },
    units: Float64Array.from(cells, ({ units }) => units),
  }
}

/**
 * The same for prices of all SKUs together: deliveries of some lines each, as `sizes` says (one
 * where it says nothing), and the room that places have in a day. No more units of a place count
 * than can be asked for.
 */
export function outlookTogether(
  lanes: Lanes & { slots: Float64Array },
  skus: readonly PricedSku[],
  { sizes, days }: { sizes: readonly (readonly [lines: number, share: number])[]; days: number },
): { network: Network; demand: Demand; units: Float64Array } {
  const of = outlookOf(lanes, skus)
  const lines = of.demand.skus.reduce((sum, own) => sum + own, 0)
  const shares = sharesOf(sizes)
  const network = { ...of.network, slots: lanes.slots }
  const demand = {
    ...of.demand,
    ordersPerDay: lines / meanLines(shares),
    sizes: shares,
    skus: of.demand.skus.map((own) => (lines > 0 ? own / lines : 0)),
  }
  const most = mostUnits(demand, network, days)
  return { network, demand, units: of.units.map((units, cell) => Math.min(units, most[cell]!)) }
}

/** Shares of deliveries by their lines; of one line where nothing was learnt. */
export function sharesOf(
  sizes: readonly (readonly [lines: number, share: number])[],
): Float64Array {
  if (sizes.length === 0) return Float64Array.of(1)
  const shares = new Float64Array(Math.max(...sizes.map(([size]) => size)))
  for (const [size, share] of sizes) shares[size - 1]! += share
  return shares
}

/**
 * What prices of a SKU are found by, in short: they are found anew where a unit of stock has moved,
 * or what is expected has by more than a twentieth.
 */
export function basisOf(lanes: string, { kg, worth, ...sku }: PricedSku): string {
  const cells = sku.cells.map(({ node, units, tillPerDay }) => {
    return `${node}:${units}:${roughly(tillPerDay)}`
  })
  const rates = [worth, sku.linesPerDay, sku.unitsPerLine].map(roughly)
  return hashOf([lanes, kg, ...rates, ...cells].join(' '))
}

/** Steps of a twentieth, so that small changes are none. */
function roughly(value: number): number {
  return value > 0 ? Math.round(Math.log(value) * 20) : -Infinity
}

/** FNV-1a, twice with another beginning: 64 bits. */
function hashOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0x1b873593]
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x85ebca6b)
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36)
}

/**
 * What a unit is worth to anybody, in whole 1e-4 of the money: what the plan says of every unit,
 * else what is earned of what is paid for it, as the SKU says, else as the look ahead does.
 */
export function decideWorth(
  paid: number,
  ownPercent: number | null,
  by: { lookAhead: Pick<LookAhead, 'marginPercent'>; said: number | undefined },
): number {
  const percent = ownPercent ?? by.lookAhead.marginPercent
  return by.said ?? Math.round((paid * percent) / 100)
}

/** A price is whole, at least nought and at most what a unit is worth to anybody. */
export function decidePrice(found: number, worth: number): number {
  if (!(found > 0)) return 0
  return Math.min(Math.round(found), Math.floor(worth))
}
