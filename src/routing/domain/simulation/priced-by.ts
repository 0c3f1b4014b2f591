import type { Demand, Order, Past, Sale } from '../prices/index.ts'
import { skusOf } from '../prices/network.ts'
import type { Price } from '../types.ts'
import { DAY_MS, type Course, type Policy, type Surroundings } from './course.ts'
import type { Lanes } from './lanes.ts'

/** Prices of scarce stock and of room, found anew each night from what is left. */
export type Priced = {
  reprice(free: Float64Array, at: number): void
  /** Of a whole unit. */
  stock(skuId: number, locationId: number): Price | undefined
  slot(locationId: number): Price | undefined
  /** By how much these units are worth more to orders to come than others, in 1e-4 of the money. */
  worthMore(units: Float64Array, than: Float64Array): number
}

/** What prices are found by. `forecast`: 1 as it was learnt; 0.5 and 1.5 as if that were wrong. */
export type PricedBy = {
  surroundings: Pick<Surroundings, 'networkOf' | 'workDays'>
  planOf: Policy['planOf']
  forecast: number
  seed: number
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
