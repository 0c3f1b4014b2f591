import {
  learnDemand,
  openPricing,
  reprice,
  USUAL,
  type Demand,
  type Network,
  type Order,
  type Past,
  type Sale,
} from '../prices/index.ts'
import { skusOf } from '../prices/network.ts'
import type { Price } from '../types.ts'
import { DAY_MS, type Course, type Policy, type Surroundings } from './course.ts'
import { lanesOf, type Lanes } from './lanes.ts'
import { cellAt, type Cells } from './shelf.ts'

/** Prices of scarce stock and of room, found anew each night from what is left. */
export type Priced = {
  reprice(free: Float64Array, at: number): void
  /** Of a whole unit. */
  stock(skuId: number, locationId: number): Price | undefined
  slot(locationId: number): Price | undefined
  /**
   * By how much these units are worth more to orders to come than others, in 1e-4 of the money; 0
   * where that is not worked out.
   */
  worthMore(units: Float64Array, than: Float64Array): number
}

/** What prices are found by. `forecast`: 1 as it was learnt; 0.5 and 1.5 as if that were wrong. */
export type PricedBy = {
  surroundings: Pick<Surroundings, 'networkOf' | 'workDays'>
  planOf: Policy['planOf']
  forecast: number
  seed: number
}

/** So many days stock has to last, as prices see it: to the very end, as live. */
const HORIZON = 14
/** Orders of all futures together: more take longer and say little more. */
const DRAWN = 40_000
const LAYER = 'P3'
/** So many times what is expected of a SKU is more than will be asked for. */
const ENOUGH = 4

/**
 * Prices of all SKUs and slots together, for a policy that knows what happened before the period
 * (`known`) and nothing of what happens in it. Live are those of each SKU for itself
 * (`openPricedLive`).
 */
export function openPriced(known: Course, course: Course, cells: Cells, of: PricedBy): Priced {
  const lanes = lanesOf([known, course], cells, of.surroundings, of.planOf)
  const { network } = lanes
  const learnt = learnDemand(network, lanes.categories, pastOf(known, lanes))
  const demand = scaled(learnt, of.forecast)
  const scenarios = Math.round(DRAWN / Math.max(1, demand.ordersPerDay * HORIZON))
  const pricing = openPricing(network, demand, {
    ...USUAL,
    scenarios: Math.max(1, Math.min(USUAL.scenarios, scenarios)),
    days: HORIZON,
    seed: of.seed,
  })
  const wholePerUnit = wholePerCell(lanes)
  const most = mostUnits(demand, network, HORIZON)
  let stock: Float64Array = new Float64Array(cells.units.length)
  let slot: Float64Array = new Float64Array(network.nodes)
  let moment = ''
  const priceOf = (amount: number): Price | undefined =>
    amount < 1 ? undefined : { amount: Math.round(amount), layer: LAYER, at: moment }
  return {
    reprice(free, at) {
      moment = Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' })
      const units = wholeUnits(free, wholePerUnit, most)
      const found = reprice(pricing, units, 0)
      stock = found.stock
      slot = found.slot.subarray(0, network.nodes)
    },
    stock(skuId, locationId) {
      const cell = cellAt(cells, skuId, locationId)
      return cell < 0 ? undefined : priceOf(stock[cell]!)
    },
    slot(locationId) {
      const node = lanes.nodeOf.get(locationId)
      return node === undefined ? undefined : priceOf(slot[node]!)
    },
    worthMore: () => 0,
  }
}

/** What was asked for before: what customers collect is asked of the place as at its till. */
export function pastOf({ from, happenings, until }: Course, lanes: Lanes): Past {
  const orders: Order[] = []
  const sales: Sale[] = []
  const sell = (sku: number, node: number, units: number) => {
    for (let unit = 0; unit < units; unit += 1) sales.push({ sku, node })
  }
  for (const one of happenings) {
    if (one.kind === 'order') {
      const day = Math.floor((one.at - from) / DAY_MS)
      orders.push(...lanes.ordersOf(one.order, day))
      for (const { sku, node, units } of lanes.collectedOf(one.order)) sell(sku, node, units)
    } else if (one.kind === 'sale') {
      const [sku, node] = [lanes.skuOf.get(one.skuId), lanes.nodeOf.get(one.locationId)]
      if (sku === undefined || node === undefined) continue
      sell(sku, node, Math.round(one.units * one.wholePerUnit))
    }
  }
  return { days: Math.max(1, (until - from) / DAY_MS), orders, sales }
}

export function scaled(demand: Demand, by: number): Demand {
  const tills = demand.tills.map((perDay) => perDay * by)
  return { ...demand, ordersPerDay: demand.ordersPerDay * by, tills }
}

/** By cell: whole units to a base unit. */
export function wholePerCell({ network, wholePerUnit }: Lanes): Float64Array {
  return Float64Array.from(skusOf(network), (sku) => wholePerUnit[sku]!)
}

/** Whole units of cells, as far as more of them are worth anything. */
export function wholeUnits(
  free: Float64Array,
  wholePerUnit: Float64Array,
  most: Float64Array,
): Float64Array {
  return free.map((left, cell) =>
    Math.max(0, Math.min(most[cell]!, Math.floor(left * wholePerUnit[cell]!))),
  )
}

/** By cell: more units than that are never asked for, so they are worth nothing more. */
export function mostUnits(demand: Demand, network: Network, days: number): Float64Array {
  const lines = demand.sizes.reduce((sum, share, size) => sum + share * (size + 1), 0)
  return skusOf(network).reduce((most, sku, cell) => {
    const share = demand.skus[sku]! * demand.unitsPerLine[sku]!
    const asked = demand.ordersPerDay * lines * share + demand.tills[cell]!
    most[cell] = Math.ceil(ENOUGH * days * asked) + ENOUGH
    return most
  }, new Float64Array(network.node.length))
}
