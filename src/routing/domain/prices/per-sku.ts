import { drawUnits, type Demand } from './future.ts'
import { unitCost, type Network } from './network.ts'
import { tillsOfSku } from './newsvendor.ts'
import { drawerOf, poissonOf, randomOf } from './random.ts'
import { byCost, transport, type Flow, type Transport } from './transport.ts'

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
  draws: Draws,
  prices: Float64Array = new Float64Array(network.node.length),
): Float64Array {
  const futures = futuresOf(network, demand, draws)
  for (const sku of skus) {
    const from = network.first[sku]!
    const most = Math.max(network.unfilled[sku]!, network.margin[sku]!)
    prices.fill(0, from, network.first[sku + 1]!)
    futures(sku, now, (problem) => {
      const { price } = transport(problem)
      for (let at = 0; at < price.length; at += 1) {
        prices[from + at]! += Math.min(price[at]!, most) / draws.scenarios
      }
    })
  }
  return prices
}

/**
 * What all units of all SKUs are worth to the same futures: what would be lost without them, less
 * what serving from them costs.
 */
export function worthPerSku(network: Network, demand: Demand, now: Now, draws: Draws): number {
  const futures = futuresOf(network, demand, draws)
  let sum = 0
  for (let sku = 0; sku + 1 < network.first.length; sku += 1) {
    futures(sku, now, (problem) => {
      sum += worthIn(problem, transport(problem)) / draws.scenarios
    })
  }
  return sum
}

function worthIn({ cost, tills, unfilled }: Transport, { taken, served }: Flow): number {
  let sum = tills.worth.reduce((all, worth) => all + worth, 0)
  taken.forEach((units, at) => {
    const first = tills.first[at]!
    const end = Math.min(first + units, tills.first[at + 1]!)
    for (let place = first; place < end; place += 1) sum -= tills.worth[place]!
  })
  served.forEach((units, to) => {
    for (let at = 0; at < units.length; at += 1) {
      // Nothing is served over a lane that is none, which costs Infinity.
      if (units[at]! > 0) sum += units[at]! * (unfilled - cost[to]![at]!)
    }
  })
  return sum
}

/** Draws the futures of a SKU, whatever there is of it, as problems of transport. */
function futuresOf(network: Network, demand: Demand, { scenarios, seed }: Draws) {
  const draw = { region: drawerOf(demand.regions), service: drawerOf(demand.services) }
  const lines = demand.sizes.reduce((sum, share, i) => sum + share * (i + 1), 0)
  return (sku: number, now: Now, visit: (problem: Transport) => void): void => {
    const from = network.first[sku]!
    const to = network.first[sku + 1]!
    const units = now.units.subarray(from, to)
    const expected = demand.tills.subarray(from, to).map((perDay) => perDay * now.days)
    const tills = tillsOfSku(network.margin[sku]!, units, expected)
    const unfilled = network.unfilled[sku]!
    const random = randomOf(seed ^ Math.imul((network.ids?.[sku] ?? sku) + 1, 0x9e3779b1))
    const mean = demand.ordersPerDay * lines * demand.skus[sku]! * now.days
    const lanes = new Map<number, { cost: Float64Array; near: Int32Array }>()
    for (let k = 0; k < scenarios; k += 1) {
      const wanted = new Map<number, number>()
      for (let left = poissonOf(random, mean); left > 0; left -= 1) {
        const lane = draw.service(random) * network.regions + draw.region(random)
        wanted.set(lane, (wanted.get(lane) ?? 0) + drawUnits(demand, sku, random))
        if (!lanes.has(lane)) lanes.set(lane, laneOf(network, sku, lane))
      }
      const some = Array.from(wanted.keys(), (lane) => lanes.get(lane)!)
      visit({
        units,
        tills,
        wanted: Float64Array.from(wanted.values()),
        cost: some.map(({ cost }) => cost),
        near: some.map(({ near }) => near),
        unfilled,
      })
    }
  }
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
