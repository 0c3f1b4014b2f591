import { drawUnits, type Demand } from './future.ts'
import { unitCost, type Network } from './network.ts'
import { tillsOfSku } from './newsvendor.ts'
import { drawerOf, poissonOf, randomOf } from './random.ts'
import { byCost, transport } from './transport.ts'

/** Of a parcel, what one unit pays: the rest is paid by what travels with it. */
const PARCEL_SHARE = 0.75

/** What is there now: free units by cell, and days to the next delivery. */
export type Now = { units: Float64Array; days: number }

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
  const draw = { region: drawerOf(demand.regions), service: drawerOf(demand.services) }
  const lines = demand.sizes.reduce((sum, share, i) => sum + share * (i + 1), 0)
  for (const sku of skus) {
    const from = network.first[sku]!
    const to = network.first[sku + 1]!
    const units = now.units.subarray(from, to)
    const expected = demand.tills.subarray(from, to).map((perDay) => perDay * now.days)
    const tills = tillsOfSku(network.margin[sku]!, units, expected)
    const unfilled = network.unfilled[sku]!
    const most = Math.max(unfilled, network.margin[sku]!)
    const random = randomOf(seed ^ Math.imul((network.ids?.[sku] ?? sku) + 1, 0x9e3779b1))
    const mean = demand.ordersPerDay * lines * demand.skus[sku]! * now.days
    const lanes = new Map<number, { cost: Float64Array; near: Int32Array }>()
    prices.fill(0, from, to)
    for (let k = 0; k < scenarios; k += 1) {
      const wanted = new Map<number, number>()
      for (let left = poissonOf(random, mean); left > 0; left -= 1) {
        const lane = draw.service(random) * network.regions + draw.region(random)
        wanted.set(lane, (wanted.get(lane) ?? 0) + drawUnits(demand, sku, random))
        if (!lanes.has(lane)) lanes.set(lane, laneOf(network, sku, lane))
      }
      const some = Array.from(wanted.keys(), (lane) => lanes.get(lane)!)
      const { price } = transport({
        units,
        tills,
        wanted: Float64Array.from(wanted.values()),
        cost: some.map(({ cost }) => cost),
        near: some.map(({ near }) => near),
        unfilled,
      })
      for (let at = 0; at < price.length; at += 1) {
        prices[from + at]! += Math.min(price[at]!, most) / scenarios
      }
    }
  }
  return prices
}

/** What a unit costs from each cell of a SKU, with its share of the parcel. */
function laneOf(network: Network, sku: number, lane: number) {
  const from = network.first[sku]!
  const region = lane % network.regions
  const cost = new Float64Array(network.first[sku + 1]! - from)
  for (let at = 0; at < cost.length; at += 1) {
    const node = network.node[from + at]!
    const parcel = network.parcel[lane * network.nodes + node]!
    cost[at] = PARCEL_SHARE * parcel + unitCost(network, sku, node, region)
  }
  return { cost, near: byCost(cost) }
}
