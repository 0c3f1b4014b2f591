import { openSearch, type Search } from './search.ts'
import { drawFuture, type Demand } from './future.ts'
import { descend, noDuals, type Duals, type Scarce } from './lagrangian.ts'
import { meanParcelOf, skusOf, type Network } from './network.ts'
import { floorOf, tillsOf } from './newsvendor.ts'
import { offersOf, UNKNOWN, type Offers } from './offers.ts'

/**
 * Days until the next delivery, counted from day 0; how many futures are drawn; how far prices move
 * at first, as a share of a parcel; rounds of the first pricing and of later ones.
 */
export type Settings = {
  days: number
  seed: number
  scenarios: number
  step: number
  firstRounds: number
  rounds: number
}

/** A parcel's third is what a price may be wrong by at first; ten rounds follow a day's changes. */
export const USUAL = { scenarios: 8, step: 0.3, firstRounds: 100, rounds: 10 }

/** Of a day's steps so much counts on the next: prices stay ready to move. */
const MEMORY = 0.5

/** A network with the futures that were drawn for it, and the prices found last in each. */
export type Pricing = {
  network: Network
  demand: Demand
  settings: Settings
  search: Search
  skus: Int32Array
  scenarios: { future: Offers; duals: Duals }[]
  isFirst: boolean
}

/** Prices of stock by cell, and of slots by day and node. */
export type Outlook = { stock: Float64Array; slot: Float64Array }

/** `before`: prices that were found of the same, to go on from in every future. */
export function openPricing(
  network: Network,
  demand: Demand,
  settings: Settings,
  before?: Outlook,
): Pricing {
  const { days, seed, scenarios } = settings
  return {
    network,
    demand,
    settings,
    search: openSearch(network),
    skus: skusOf(network),
    scenarios: Array.from({ length: scenarios }, (_, k) => ({
      future: offersOf(network, drawFuture(demand, 0, days, seed * 1009 + k)),
      duals: dualsFrom(before, network, days),
    })),
    isFirst: before === undefined,
  }
}

/** Room without a limit (any more) is worth nothing, whatever it was worth before. */
function dualsFrom(before: Outlook | undefined, network: Network, days: number): Duals {
  const { node, nodes, slots } = network
  const duals = noDuals(node.length, days * nodes)
  if (!before) return duals
  const slot = before.slot.map((price, at) => (slots[at % nodes] === Infinity ? 0 : price))
  return { ...duals, stock: before.stock.slice(), slot }
}

/**
 * Prices of what is free (layers P1 and P3): for each future, those at which its orders together
 * with `open` ones, whose units count as free here, ask for no more than there is and tills do not
 * want; then the mean over futures. At most what a unit is worth to anybody. Orders of days before
 * `from` are past. Goes on from the prices found last, so it is cheap to call each day.
 */
export function reprice(
  pricing: Pricing,
  units: Float64Array,
  from: number,
  open?: Offers,
): Outlook {
  const { network, demand, settings, search, skus, scenarios, isFirst } = pricing
  const tills = tillsOf(
    network,
    units,
    demand.tills.map((perDay) => perDay * Math.max(0, settings.days - from)),
  )
  const slots = new Float64Array(settings.days * network.nodes)
  for (let at = 0; at < slots.length; at += 1) slots[at] = network.slots[at % network.nodes]!
  const scarce: Scarce = { units, tills, slots, fromDay: 0 }
  const descent = {
    rounds: isFirst ? settings.firstRounds : settings.rounds,
    step: settings.step * meanParcelOf(network),
  }
  const sum = { stock: new Float64Array(units.length), slot: new Float64Array(slots.length) }
  for (const { future, duals } of scenarios) {
    resume(duals, tills)
    open?.plan.fill(UNKNOWN)
    const rest = { offers: future, from: firstOf(future, from) }
    const parts = open ? [{ offers: open, from: 0 }, rest] : [rest]
    const { stock, slot } = descend(search, scarce, parts, duals, descent)
    add(sum.stock, stock)
    add(sum.slot, slot)
  }
  pricing.isFirst = false
  for (let cell = 0; cell < sum.stock.length; cell += 1) {
    const sku = skus[cell]!
    const most = Math.max(network.unfilled[sku]!, network.margin[sku]!)
    sum.stock[cell] = Math.min(most, sum.stock[cell]! / scenarios.length)
  }
  for (let at = 0; at < slots.length; at += 1) sum.slot[at]! /= scenarios.length
  return sum
}

/** No unit is cheaper than what its till loses with it. */
function resume({ stock, stockSteps, slotSteps }: Duals, tills: ReturnType<typeof tillsOf>): void {
  for (let cell = 0; cell < stock.length; cell += 1) {
    stock[cell] = Math.max(stock[cell]!, floorOf(tills, cell))
    stockSteps[cell]! *= MEMORY
  }
  for (let at = 0; at < slotSteps.length; at += 1) slotSteps[at]! *= MEMORY
}

function firstOf({ orders }: Offers, from: number): number {
  let order = 0
  while (order < orders.count && orders.day[order]! < from) order += 1
  return order
}

function add(sum: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sum.length; i += 1) sum[i]! += values[i]!
}
