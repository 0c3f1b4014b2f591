import type { Decision } from '../decide.ts'
import type { Demand, GroupToRoute } from '../types.ts'
import type { Policy, Settings, SimulatedOrder, Surroundings } from './course.ts'
import { newFigures, type Figures } from './figures.ts'
import { openRooms, type Here, type Rooms } from './rooms.ts'
import type { Priced } from './priced-by.ts'
import { openShelf, type Cells, type Shelf } from './shelf.ts'

/** One policy with its own stock, room, waiting orders and sums. */
export type Run = {
  policy: Policy
  surroundings: Surroundings
  settings: Settings
  shelf: Shelf
  rooms: Rooms
  figures: Figures
  waits: Waits
  open: OpenGroups
  /** Every location that has stock at some time. */
  places: readonly number[]
  prices: Priced | undefined
  /** What each order cost, by its place in the course. */
  costs: Float64Array
}

/** What of a group is not served yet. */
export type Waiting = {
  placed: Placed
  group: GroupToRoute
  demand: readonly Demand[]
  parcels: Set<number>
  declined: Declined[]
  /** Only until what stands in its way has passed: what no place can serve then is cancelled. */
  isPassing: boolean
}

/** A place that declined a group, and until when (in milliseconds) it is not asked again. */
export type Declined = { locationId: number; until: number }

/** What waits, by SKU, and what has come for it since it was looked at. */
export type Waits = {
  bySku: Map<number, Set<Waiting>>
  /** Those of them that wait only until something has passed. */
  passing: Set<Waiting>
  /** SKUs of which there is more. */
  units: Set<number>
  /** Places whose day has room again. */
  rooms: Set<number>
  /** On which day places worked at the last look, and when that was. */
  days: Map<number, string>
  lookedAt: number
}

/** An order with its place in the course and its day. */
export type Placed = { order: SimulatedOrder; no: number; day: number }

/** A moment, in steps of some minutes: what calendars say is the same for many orders. */
export type Now = { at: Temporal.Instant; workDays: ReturnType<Surroundings['workDays']> }

/** A moment at which room was taken, and where its order has some. */
export type Taken = { now: Now; here: Here }

/** A group that is not released yet: it may still go from elsewhere. */
export type OpenGroup = {
  placed: Placed
  group: GroupToRoute
  decision: Decision
  taken: Taken
  releaseAt: number
  moves: number
  /** By place: what a parcel with all of it costs, once that was asked for. */
  parcels?: Float64Array
}

/** What may still move, what is released next first; and when it is looked at next. */
export type OpenGroups = {
  list: OpenGroup[]
  lookAt: number
  /** SKUs of groups that came since the last look. */
  wanted: Set<number>
  isRepriced: boolean
}

export function openRun(
  policy: Policy,
  cells: Cells,
  of: { orders: number; days: number; surroundings: Surroundings; settings: Settings },
): Run {
  return {
    policy,
    surroundings: of.surroundings,
    settings: of.settings,
    shelf: openShelf(cells),
    rooms: openRooms(),
    figures: newFigures(of.days),
    waits: {
      bySku: new Map(),
      passing: new Set(),
      units: new Set(),
      rooms: new Set(),
      days: new Map(),
      lookedAt: -Infinity,
    },
    open: { list: [], lookAt: 0, wanted: new Set(), isRepriced: false },
    places: [...new Set(cells.location)].toSorted((a, b) => a - b),
    prices: policy.openPrices?.(cells),
    costs: new Float64Array(of.orders),
  }
}
