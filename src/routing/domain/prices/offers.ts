import { unitCost, type Network, type Orders } from './network.ts'

/**
 * What the lines of orders could come from, each line's offers from cheap to dear: `cost` is what
 * the line costs there, `reach` the same with the parcel, both before prices, which only add to
 * it. `parcels`: where the prices of an order's parcels begin in the network.
 */
export type Offers = {
  orders: Orders
  parcels: Int32Array
  first: Int32Array
  cell: Int32Array
  cost: Float64Array
  reach: Float64Array
  /** By line: what it costs unfilled, and what it costs at least. */
  unfilled: Float64Array
  floor: Float64Array
  /** By line: the offer of the plan that was found last, -1 for unfilled. */
  plan: Int32Array
}

/** In a plan: nothing was planned yet. */
export const UNKNOWN = -2

/** `latest`: the most days that a parcel of an order may take; what takes longer is no offer. */
export function offersOf(network: Network, orders: Orders, latest?: ArrayLike<number>): Offers {
  const lines = orders.first[orders.count]! - orders.first[0]!
  const base = orders.first[0]!
  const own = base === 0 ? orders : rebased(orders, lines)
  let count = 0
  for (const sku of own.sku) count += network.first[sku + 1]! - network.first[sku]!
  const offers: Offers = {
    orders: own,
    parcels: new Int32Array(own.count),
    first: new Int32Array(lines + 1),
    cell: new Int32Array(count),
    cost: new Float64Array(count),
    reach: new Float64Array(count),
    unfilled: new Float64Array(lines),
    floor: new Float64Array(lines),
    plan: new Int32Array(lines).fill(UNKNOWN),
  }
  for (let order = 0; order < own.count; order += 1) {
    const { nodes, regions } = network
    offers.parcels[order] = (own.service[order]! * regions + own.region[order]!) * nodes
    for (let line = own.first[order]!; line < own.first[order + 1]!; line += 1) {
      addOffers(network, offers, order, line, latest?.[order] ?? Infinity)
    }
  }
  return offers
}

function rebased(orders: Orders, lines: number): Orders {
  const base = orders.first[0]!
  return {
    ...orders,
    first: orders.first.subarray(0, orders.count + 1).map((line) => line - base),
    sku: orders.sku.subarray(base, base + lines),
    quantity: orders.quantity.subarray(base, base + lines),
  }
}

function addOffers(
  network: Network,
  offers: Offers,
  order: number,
  line: number,
  latest: number,
): void {
  const { parcel, days, node: nodeOf } = network
  const { orders, first, cell, cost, reach, unfilled, floor } = offers
  const sku = orders.sku[line]!
  const quantity = orders.quantity[line]!
  const region = orders.region[order]!
  const parcels = offers.parcels[order]!
  unfilled[line] = network.unfilled[sku]! * quantity
  floor[line] = unfilled[line]!
  const found: { cell: number; cost: number; reach: number }[] = []
  for (let at = network.first[sku]!; at < network.first[sku + 1]!; at += 1) {
    const node = nodeOf[at]!
    if (days[parcels + node]! > latest) continue
    const costs = unitCost(network, sku, node, region) * quantity
    found.push({ cell: at, cost: costs, reach: costs + parcel[parcels + node]! })
    if (costs < floor[line]!) floor[line] = costs
  }
  found.sort((a, b) => a.reach - b.reach || a.cell - b.cell)
  found.forEach((offer, place) => {
    cell[first[line]! + place] = offer.cell
    cost[first[line]! + place] = offer.cost
    reach[first[line]! + place] = offer.reach
  })
  first[line + 1] = first[line]! + found.length
}
