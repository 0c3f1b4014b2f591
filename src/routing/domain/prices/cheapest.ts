import type { Network } from './network.ts'
import { UNKNOWN, type Offers } from './offers.ts'
import { LINES, widen, type Search } from './search.ts'
import { byOptimiser, bySets } from './split.ts'

/** What stock costs by cell and slots by node (read from `slotsFrom` on) beside what is paid. */
export type Prices = { stock: Float64Array; slot: Float64Array; slotsFrom: number }

/** What orders may take: free units of each cell, at what prices. */
export type Terms = { prices: Prices; free: Float64Array }

/** Costs are sums in another order than they were: by less than this they are the same. */
const TOLERANCE = 1e-3

/**
 * What the cheapest plan of an order costs whose lines are not split, with prices: exact. A cell
 * with fewer free units than its line asks for, and a node whose slot costs Infinity, give nothing.
 * The first step is that of the optimiser: one parcel, if no split can save more. The plan is also
 * kept in the offers: the next search of the order looks at nothing that costs more, whatever the
 * prices.
 */
export function cheapest(search: Search, offers: Offers, order: number, terms: Terms): number {
  const { orders } = offers
  const from = orders.first[order]!
  const lines = orders.first[order + 1]! - from
  if (lines > search.stride) widen(search, lines)
  const known = knownCost(offers, order, terms, search.network)
  const cost =
    lines === 1
      ? ofOne(search, offers, order, terms, known)
      : planned(search, lines, look(search, offers, order, terms, known))
  for (let line = 0; line < lines; line += 1) offers.plan[from + line] = search.plan[line]!
  return cost
}

/** Finds the best plan of what was gathered. */
function planned(search: Search, lines: number, nothing: number): number {
  const { touched, opening, saved, isTouched, most, plan, offer, stride } = search
  let alone = -1
  let saves = 0
  let one = Infinity
  let two = Infinity
  for (let t = 0; t < search.nodes; t += 1) {
    const node = touched[t]!
    const cost = opening[node]!
    isTouched[node] = 0
    if (cost < one) {
      two = one
      one = cost
    } else if (cost < two) two = cost
    const net = saved[node]! - cost
    if (net > saves || (net === saves && alone >= 0 && node < alone)) {
      saves = net
      alone = node
    }
  }
  let best = 0
  for (let line = 0; line < lines; line += 1) best += most[line]!
  if (saves < best - one - two) {
    if (lines > LINES) return byOptimiser(search, lines, nothing)
    const split = bySets(search, lines, best - one - saves)
    if (split > saves) return nothing - split
  }
  for (let line = 0; line < lines; line += 1) {
    plan[line] = alone < 0 ? -1 : offer[alone * stride + line]!
  }
  return nothing - saves
}

/** What the plan found last costs now; Infinity where there is none or it cannot be had. */
function knownCost(offers: Offers, order: number, terms: Terms, network: Network): number {
  const { orders, plan, cell, cost, unfilled } = offers
  const { stock, slot, slotsFrom } = terms.prices
  const parcels = offers.parcels[order]!
  const from = orders.first[order]!
  const end = orders.first[order + 1]!
  let sum = 0
  for (let line = from; line < end; line += 1) {
    const offer = plan[line]!
    if (offer === UNKNOWN) return Infinity
    if (offer < 0) {
      sum += unfilled[line]!
      continue
    }
    const at = cell[offer]!
    const quantity = orders.quantity[line]!
    if (terms.free[at]! < quantity) return Infinity
    sum += cost[offer]! + stock[at]! * quantity
    const node = network.node[at]!
    let isNew = true
    for (let other = from; other < line && isNew; other += 1) {
      isNew = plan[other]! < 0 || network.node[cell[plan[other]!]!] !== node
    }
    if (isNew) sum += network.parcel[parcels + node]! + slot[slotsFrom + node]!
  }
  return sum
}

/** The cheapest plan of an order of one line. */
function ofOne(search: Search, offers: Offers, order: number, terms: Terms, known: number): number {
  const { orders, first, cell, reach, unfilled } = offers
  const { node: nodeOf } = search.network
  const { stock, slot, slotsFrom } = terms.prices
  const { free } = terms
  const line = orders.first[order]!
  const quantity = orders.quantity[line]!
  const end = first[line + 1]!
  let least = unfilled[line]!
  let best = -1
  const limit = known + TOLERANCE
  for (let o = first[line]!; o < end && reach[o]! < least && reach[o]! <= limit; o += 1) {
    const at = cell[o]!
    const cost = reach[o]! + stock[at]! * quantity + slot[slotsFrom + nodeOf[at]!]!
    if (cost >= least || free[at]! < quantity) continue
    least = cost
    best = o
  }
  search.plan[0] = best
  return least
}

/**
 * What each line costs at least with prices, without parcel; returns the sum. `priced`: what each
 * offer costs that needs a look, line after line.
 */
function floorsOf(
  search: Search,
  offers: Offers,
  order: number,
  terms: Terms,
  known: number,
): number {
  const { orders, first, cell, cost, reach, floor, unfilled } = offers
  const { stock } = terms.prices
  const { free } = terms
  const from = orders.first[order]!
  const end = orders.first[order + 1]!
  let statics = 0
  for (let line = from; line < end; line += 1) statics += floor[line]!
  const count = first[end]! - first[from]!
  if (search.priced.length < count) search.priced = new Float64Array(2 * count)
  const { priced } = search
  let place = 0
  let sum = 0
  for (let line = from; line < end; line += 1) {
    const quantity = orders.quantity[line]!
    // A plan with a dearer offer costs more than the known one: its parcel, and the other lines.
    const limit = known - statics + floor[line]! + TOLERANCE
    let least = unfilled[line]!
    let offer = first[line]!
    for (; offer < first[line + 1]! && reach[offer]! <= limit; offer += 1) {
      const at = cell[offer]!
      const each = free[at]! < quantity ? Infinity : cost[offer]! + stock[at]! * quantity
      priced[place] = each
      place += 1
      if (each < least) least = each
    }
    search.last[line - from] = offer
    search.most[line - from] = unfilled[line]! - least
    sum += least
  }
  return sum
}

/** Gathers what saves anything beside staying unfilled; returns what all costs unfilled. */
function look(search: Search, offers: Offers, order: number, terms: Terms, known: number): number {
  const { network, stride, saves, offer: offerOf, isTouched, opening, saved, most, last } = search
  const { orders, first, cell, cost, reach, unfilled } = offers
  const { parcel, node: nodeOf } = network
  const { slot, slotsFrom } = terms.prices
  const parcels = offers.parcels[order]!
  const from = orders.first[order]!
  const lines = orders.first[order + 1]! - from
  const slack = known - floorsOf(search, offers, order, terms, known) + TOLERANCE
  const { priced } = search
  let nothing = 0
  let place = 0
  search.nodes = 0
  for (let line = 0; line < lines; line += 1) {
    const penalty = unfilled[from + line]!
    // The line's cheapest offer elsewhere leaves this for its parcel and what it costs more here.
    const limit = slack + penalty - most[line]!
    const end = last[line]!
    nothing += penalty
    for (let offer = first[from + line]!; offer < end; offer += 1) {
      const each = priced[place]!
      place += 1
      if (each >= penalty || reach[offer]! - cost[offer]! + each > limit) continue
      const node = nodeOf[cell[offer]!]!
      const opens = parcel[parcels + node]! + slot[slotsFrom + node]!
      if (opens + each > limit || opens === Infinity) continue
      const saving = penalty - each
      if (isTouched[node] === 0) {
        isTouched[node] = 1
        search.touched[search.nodes] = node
        search.nodes += 1
        opening[node] = opens
        saved[node] = 0
        for (let l = 0; l < lines; l += 1) {
          saves[node * stride + l] = -Infinity
          offerOf[node * stride + l] = -1
        }
      }
      saved[node]! += saving
      saves[node * stride + line] = saving
      offerOf[node * stride + line] = offer
    }
  }
  return nothing
}
