import type { Hazard } from '../../lib/hazard.ts'
import type { Point } from '../../lib/geo.ts'
import type { Size } from '../../shipping/index.ts'
import type { Day } from '../../inventory/index.ts'
import type { Besides } from './capacity.ts'
import type { Moment } from './departure.ts'
import type { OrderFacts } from './rules/facts.ts'

/** What a location must tell for routing. */
export type RoutingLocation = {
  id: number
  code: string
  country: string
  region: string | null
  postalCode?: string | null
  point: Point | undefined
  ships: boolean
  pickup: boolean
  /** Cost of handling one whole unit, and of one parcel: 1e-4 of the major currency unit. */
  handlingCost: number
  parcelCost: number
  paused: boolean
  archived: boolean
  /** What rules name places by. */
  kind?: string
  groups?: readonly string[]
  tags?: readonly string[]
  legalEntity?: string
  partner?: string | null
  sameDay?: boolean
}

/** One line to be served, in base units of its SKU. */
export type Demand = {
  lineNo: number
  skuId: number
  quantity: number
  /** Weight of one base unit; 0 where not known. */
  gramsPerUnit: number
  /** Whole units per base unit: 10^-decimals. */
  wholePerUnit: number
  /** What was paid for a whole unit, in 1e-4 of the major unit; left out where nobody knows. */
  paid?: number
  /** The sides of a whole unit, where known: what is bulky or long costs carriers more. */
  size?: Size | undefined
  /** There is always enough of it everywhere: it goes where the rest goes. */
  follows?: boolean
  /** What rules name goods by. */
  sku?:
    | {
        code: string
        category?: string | null
        tags?: readonly string[]
        hazard?: Hazard | null
        /** What is earned of its price. */
        marginPercent?: number | null
      }
    | undefined
}

/** One delivery group: what goes one way to one place. */
export type GroupToRoute = {
  no: number
  method: string
  destination: {
    country: string | undefined
    region: string | undefined
    point: Point | undefined
    postalCode?: string | undefined
    /** Whether somebody lives there; it is so where that is not known. */
    home?: boolean | undefined
  }
  /** Set where the customer collects: only this location serves the group. */
  pickupLocationId: number | undefined
  /** The day, an ISO date, by which the customer wants it, or was told that it comes. */
  wantedBy?: string | undefined
  demand: readonly Demand[]
  /** The location that it is to come from, by who ordered it. */
  nominated?: Nominated | undefined
  /** Not asked for this order for now. */
  avoid?: readonly Avoided[]
  /** These SKUs come only from places that also give what goes along with them. */
  along?: Along
  /** Room that a place needs besides for what goes along with the rest. */
  besides?: Besides
  /** Of its order what rules go by. Without it no rule decides. */
  order?: OrderFacts
  /** So many units of each SKU are served, neither more nor fewer, where prices say from where. */
  served?: ReadonlyMap<number, number>
}

/** A location that is looked at before all others; `firm`: nothing comes from elsewhere. */
export type Nominated = { locationId: number; firm: boolean }

/** SKUs, and the places that give what goes along with them. */
export type Along = { skuIds: ReadonlySet<number>; places: ReadonlySet<number> }

/** A location that has declined (all SKUs: null), or where units of a SKU were not found. */
export type Avoided = { locationId: number; skuId: number | null; until?: Temporal.Instant }

/** A rule of availability, as it was called when something was decided by it. */
export type NamedRule = { id: string; name: string }

/** Stock as the decision sees it: an index, with what this batch has given away taken off. */
export type StockView = {
  /**
   * What is there besides and not offered: `heldBack`, since the numbers are out of date, `safety`,
   * which stays there, and `aside`, which is set aside for other channels.
   */
  forEach(
    skuId: number,
    visit: (
      locationId: number,
      available: number,
      heldBack?: number,
      safety?: number,
      aside?: number,
    ) => void,
  ): void
  /** Why nothing of a SKU may be sold from a location. */
  barred?(skuId: number, locationId: number): Barred | undefined
  /** The rule by which safety stock is kept at a location. */
  safetyRule?(skuId: number, locationId: number): NamedRule | undefined
  /** The rule by which units are set aside there for others. */
  asideRule?(skuId: number, locationId: number): NamedRule | undefined
  /**
   * Units of a SKU that may go in all from where the network sells, where its last ones are kept
   * back wherever they are.
   */
  most?(
    skuId: number,
    network: NetworkView,
  ): { units: number; kept: number; rule: NamedRule } | undefined
  /** It is of what is still to come: what stays at a place is of what is there. */
  isComing?: boolean
  /** How full the day of a location is that has a limit. */
  day?(locationId: number): Day | undefined
  /** Of one whole unit there; undefined where it has none. */
  price?(skuId: number, locationId: number): Price | undefined
}

/**
 * What the last units of something are worth elsewhere or later, a whole number of 1e-4 of the
 * major currency unit: worked out in a layer of prices at a moment (an ISO instant).
 */
export type Price = { amount: number; layer: string; at: string }

export type Barred = { why: 'not_sold_now' | 'not_eligible'; rule: NamedRule }

/** The network as the decision sees it. */
export type NetworkView = {
  location(id: number): RoutingLocation | undefined
  /** Rank in the channel's pool, lower first; undefined for a location outside it. */
  rank(locationId: number): number | undefined
  isSkuPaused(skuId: number, locationId: number): boolean
  /** Without it nothing is known of when parcels leave and arrive. */
  moment?: Moment
  /** Of the room of a location for one parcel more; undefined where it has none. */
  slotPrice?(locationId: number): Price | undefined
}

/** Why a location is no candidate. */
export const exclusions = [
  'not_in_pool',
  'location_archived',
  'location_paused',
  'does_not_ship',
  'no_pickup',
  'not_the_pickup_location',
  'no_freight',
  'not_collected',
  'not_reached',
  'declined',
  'not_nominated',
  'not_in_rule',
  'other_country',
  'closed_by_rule',
  'not_same_day',
  'too_far',
  'too_late',
  'sku_paused',
  'not_sold_now',
  'not_eligible',
  'not_found_there',
  'nothing_along',
  'too_large',
  'at_capacity',
  'kept_by_rule',
  'no_stock',
] as const

export type Exclusion = (typeof exclusions)[number]

/** Units of one line from one location. */
export type Part = { lineNo: number; skuId: number; locationId: number; quantity: number }

/** Units of one line that no candidate has. */
export type Short = { lineNo: number; skuId: number; wanted: number; available: number }
