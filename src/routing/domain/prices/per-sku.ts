import type { Demand } from './future.ts'
import { unitCost, type Network } from './network.ts'
import type { Tills } from './newsvendor.ts'
import { drawerOf, poissonOf, randomOf } from './random.ts'
import { transport } from './transport.ts'

/** Of a parcel, what one unit pays: the rest is paid by what travels with it. */
const PARCEL_SHARE = 0.75

/** What is there now: free units by cell, what tills want of them, and days to the next delivery. */
export type Now = { units: Float64Array; tills: Tills; days: number }

export type Draws = { scenarios: number; seed: number }

/**
 * Prices of the cells of some SKUs (layers P1 and P2), each SKU for itself: the mean over drawn
 * futures of what one unit less would lose. A SKU's futures depend on the seed and on nothing but
 * itself, so a part of them can be priced anew, and many in parallel. At most what a unit is worth
 * to anybody.
 */
export function pricePerSku(
  network: Network,
  demand: Demand,
  now: Now,
  skus: Iterable<number>,
  { scenarios, seed }: Draws,
  prices: Float64Array = new Float64Array(network.node.length),
): Float64Array {
  const drawRegion = drawerOf(demand.regions)
  const drawService = drawerOf(demand.services)
  const lines =
    demand.ordersPerDay * demand.sizes.reduce((sum, share, i) => sum + share * (i + 1), 0)
  for (const sku of skus) {
    const from = network.first[sku]!
    const to = network.first[sku + 1]!
    const units = now.units.subarray(from, to)
    const most = Math.max(network.unfilled[sku]!, network.margin[sku]!)
    const random = randomOf(seed ^ Math.imul(sku + 1, 0x9e3779b1))
    prices.fill(0, from, to)
    for (let k = 0; k < scenarios; k += 1) {
      const wanted = new Map<number, number>()
      const count = poissonOf(random, lines * demand.skus[sku]! * now.days)
      for (let unit = 0; unit < count; unit += 1) {
        const lane = drawService(random) * network.regions + drawRegion(random)
        wanted.set(lane, (wanted.get(lane) ?? 0) + 1)
      }
      const { price } = transport({
        units,
        tills: now.tills,
        cell: from,
        wanted: Float64Array.from(wanted.values()),
        cost: Array.from(wanted.keys(), (lane) => costsOf(network, sku, lane)),
        unfilled: network.unfilled[sku]!,
      })
      for (let at = 0; at < price.length; at += 1) {
        prices[from + at]! += Math.min(price[at]!, most) / scenarios
      }
    }
  }
  return prices
}

/** What a unit costs from each cell of a SKU, with its share of the parcel. */
function costsOf(network: Network, sku: number, lane: number): Float64Array {
  const from = network.first[sku]!
  const region = lane % network.regions
  const costs = new Float64Array(network.first[sku + 1]! - from)
  for (let at = 0; at < costs.length; at += 1) {
    const node = network.node[from + at]!
    const parcel = network.parcel[lane * network.nodes + node]!
    costs[at] = PARCEL_SHARE * parcel + unitCost(network, sku, node, region)
  }
  return costs
}
