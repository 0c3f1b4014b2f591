import type { WorkDay } from '../../../inventory/index.ts'
import type { Declines } from '../declines.ts'
import type { Plan } from '../decide.ts'
import type { GroupToRoute, NetworkView, StockView } from '../types.ts'
import type { Priced } from './priced-by.ts'
import type { Cells } from './shelf.ts'

/**
 * What happened in a period, as every policy meets it: what was ordered and what else moved stock,
 * but nothing of where orders went.
 */
export type Course = {
  /** When it begins and ends; milliseconds. */
  from: number
  until: number
  /** Base units that were free when it began. */
  stock: readonly { skuId: number; locationId: number; units: number }[]
  /** In order of time. */
  happenings: readonly Happening[]
  /** SKUs that say themselves what is lost with them, whatever was asked of all. */
  ownMargins?: ReadonlySet<number>
}

export type Happening = OrderPlaced | StockChanged | TillSold

export type OrderPlaced = { kind: 'order'; at: number; order: SimulatedOrder }

/** Goods that came, a count, damage: whatever is known of stock, by so many base units. */
export type StockChanged = {
  kind: 'stock'
  at: number
  skuId: number
  locationId: number
  change: number
}

/** Base units that a till sold; `worth`: what one costs that it has not got, 1e-4 of the money. */
export type TillSold = {
  kind: 'sale'
  at: number
  skuId: number
  locationId: number
  units: number
  wholePerUnit: number
  worth: number
}

export type SimulatedOrder = {
  id: string
  /** What people call it. */
  number: string
  channelId: number
  /** Of those that wait the highest is served first, as `rankOf` counts it; left out, normal. */
  priority?: number
  /** What its channel does where something is short. */
  onShortage: 'refuse' | 'ask' | 'accept'
  groups: readonly GroupToRoute[]
  /** By number of the line: what a base unit costs that is not served. */
  worth: ReadonlyMap<number, number>
  /** When it is released, in milliseconds: until then it may still move; left out, at once. */
  releaseAt?: number
  /** Paid in another currency: it takes stock and room, and is not counted. */
  isApart?: boolean
}

/** Who decides: the same functions as live, by the plan of each channel with some rules. */
export type Policy = {
  name: string
  planOf(channelId: number): Plan
  /**
   * The plan by whose prices lateness, carbon and declining are counted, where that is not the one
   * that decides.
   */
  countedBy?: (channelId: number) => Plan
  /** Where it goes by prices of scarce stock. */
  openPrices?: (cells: Cells) => Priced
}

/** Free units as the simulation has them at a moment. */
export type Shelves = {
  forEach(
    skuId: number,
    visit: (locationId: number, available: number, onHand: number) => void,
  ): void
}

/** What all policies share. */
export type Surroundings = {
  networkOf(channelId: number, at: Temporal.Instant): NetworkView
  /** What of it one may have who buys. */
  offeredTo(buyer: Buyer, shelves: Shelves, at: Temporal.Instant): StockView
  /** The days of places that have a limit; undefined where none has. */
  workDays(at: Temporal.Instant): ((locationId: number) => WorkDay | undefined) | undefined
  declines: Declines
  /** So long a place that declined an order is not asked for it again; left out, as usual. */
  coolOffHours?: (channelId: number) => number
}

export type Buyer = { channelId: number; method: string; order: SimulatedOrder }

export type Settings = { seed: number }

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

export function daysOf({ from, until }: Course): number {
  return Math.max(1, Math.ceil((until - from) / DAY_MS))
}

/** A past period as it was read: with what all policies share, and the currency that is counted. */
export type Period = {
  course: Course
  surroundings: Omit<Surroundings, 'declines' | 'coolOffHours'>
  currency: string | null
  /** Orders of all of the period, where only its beginning was read as well. */
  ofOrders: number
}
