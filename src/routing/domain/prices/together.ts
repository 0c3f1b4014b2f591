import type { Demand } from './future.ts'
import { skusOf, type Network } from './network.ts'
import { pricePerSku, type Draws, type Now } from './per-sku.ts'
import { openPricing, reprice, USUAL, type Outlook } from './pricing.ts'
import { LINES } from './search.ts'

/** Of all drawn futures together; more take longer and say little more. */
export const ORDERS_MOST = 40_000
/** Places that their lines may come from: what is kept of each in memory. */
const OFFERS_MOST = 8_000_000
/** Places of all SKUs: more are not kept in memory at once. */
export const CELLS_MOST = 1_000_000
/** So many settle what moved since, from prices that are nearly right. */
const ROUNDS = 20
/** So many times what is expected of a SKU is more than will be asked for. */
const ENOUGH = 4

/** Prices that were found together, and how many units there were of each SKU; NaN: not known. */
export type Found = Outlook & { held: Float64Array }

/**
 * In how many futures prices of all SKUs together are found, so that it takes minutes at most; 0
 * where there are too many orders for one, or too many places: each SKU is priced for itself then.
 */
export function decideFutures({ first }: Network, given: Demand, days: number): number {
  if (first.at(-1)! > CELLS_MOST) return 0
  const demand = inParts(given)
  const orders = demand.ordersPerDay * days
  const places = demand.skus.reduce((sum, share, s) => sum + share * (first[s + 1]! - first[s]!), 0)
  const offers = orders * meanLines(demand.sizes) * places
  const most = Math.min(ORDERS_MOST / orders, OFFERS_MOST / offers)
  return Math.min(USUAL.scenarios, Math.floor(most))
}

/**
 * Prices of all SKUs and of the slots of places together (layers P1 and P3), by day and node: those
 * at which orders of the days ahead ask for no more than there is. They go on from those found
 * `before`, every day ahead being the same day again; of SKUs that were not priced then, or of
 * which half of the units are other ones, from what each is worth for itself (P2): step by step it
 * would take many times until they are right. The same again gives the same.
 */
export function priceTogether(
  network: Network,
  given: Demand,
  now: Now,
  { scenarios, seed }: Draws,
  before?: Found,
): Found {
  const demand = inParts(given)
  const held = heldOf(network, now.units)
  const from: Outlook = {
    stock: before?.stock.slice() ?? new Float64Array(network.node.length),
    slot: before?.slot ?? new Float64Array(now.days * network.nodes),
  }
  const anew = held.keys().filter((sku) => hasMoved(held[sku]!, before?.held[sku]))
  pricePerSku(network, demand, now, anew, { scenarios: USUAL.scenarios, seed }, from.stock)
  const rounds = before ? ROUNDS : USUAL.firstRounds
  const settings = { ...USUAL, rounds, scenarios, days: now.days, seed }
  return { ...reprice(openPricing(network, demand, settings, from), now.units, 0), held }
}

function hasMoved(units: number, then = NaN): boolean {
  return !(Math.abs(units - then) <= then / 2)
}

function heldOf({ first }: Network, units: Float64Array): Float64Array {
  return Float64Array.from({ length: first.length - 1 }, (_, sku) => {
    return units.subarray(first[sku], first[sku + 1]).reduce((sum, own) => sum + own, 0)
  })
}

/** Of so many lines is a delivery on average. */
export function meanLines(sizes: Float64Array): number {
  return sizes.reduce((sum, share, size) => sum + share * (size + 1), 0)
}

/** Long deliveries as several of as many lines in all: one at a time they take too long. */
function inParts(demand: Demand): Demand {
  if (demand.sizes.length <= LINES) return demand
  const sizes = demand.sizes.slice(0, LINES)
  for (const share of demand.sizes.subarray(LINES)) sizes[LINES - 1]! += share
  const more = meanLines(demand.sizes) / meanLines(sizes)
  return { ...demand, sizes, ordersPerDay: demand.ordersPerDay * more }
}

/** By cell: more units than that are never asked for, so they are worth nothing more. */
export function mostUnits(demand: Demand, network: Network, days: number): Float64Array {
  const lines = meanLines(demand.sizes)
  return skusOf(network).reduce((most, sku, cell) => {
    const share = demand.skus[sku]! * demand.unitsPerLine[sku]!
    const asked = demand.ordersPerDay * lines * share + demand.tills[cell]!
    most[cell] = Math.ceil(ENOUGH * days * asked) + ENOUGH
    return most
  }, new Float64Array(network.node.length))
}
