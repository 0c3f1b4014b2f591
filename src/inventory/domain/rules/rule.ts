/** What a rule of availability may be about. */
export const ruleKinds = [
  'pool',
  'eligibility',
  'safety_stock',
  'threshold',
  'quota',
  'ring_fence',
  'purchase_limit',
  'hold_limit',
  'pre_order',
  'backorder',
] as const
export type RuleKind = (typeof ruleKinds)[number]

/** Of which SKUs a rule is: what is null is any, and all of the rest must fit. */
export type SkuScope = {
  skuId: number | null
  category: string | null
  skuTag: string | null
}

/** The same for locations. */
export type PlaceScope = {
  locationId: number | null
  /** Code of a group of locations. */
  group: string | null
  locationTag: string | null
  locationKind: string | null
}

/** What a rule is about: what is null is any, and all of the rest must fit. */
export type RuleScope = SkuScope &
  PlaceScope & {
    channelId: number | null
    /** A delivery method, as orders name it. */
    method: string | null
  }

/** About all stock. */
export const allStock: SkuScope & PlaceScope = {
  skuId: null,
  category: null,
  skuTag: null,
  locationId: null,
  group: null,
  locationTag: null,
  locationKind: null,
}

/** About everything. */
export const anything: RuleScope = { ...allStock, channelId: null, method: null }

/**
 * When a rule counts: between two moments (half-open; null is open), on some weekdays (1 is Monday)
 * and between two times of the day ('HH:MM', half-open; over midnight where `to` is not later), by
 * the clock of the location, or of the channel where the rule is about no location.
 */
export type RuleTimes = {
  from: Temporal.Instant | null
  until: Temporal.Instant | null
  weekdays: readonly number[] | null
  hours: { from: string; to: string } | null
}

/** At all times. */
export const always: RuleTimes = { from: null, until: null, weekdays: null, hours: null }

/** What a rule says. Quantities are whole units of the SKU, as people write them. */
export type RuleTerms =
  /** Whether the channel sells from the location then: only of locations in its pool. */
  | { kind: 'pool'; sells: boolean }
  /** Whether goods may go from the location by the delivery method. */
  | { kind: 'eligibility'; eligible: boolean }
  /** Kept back of what is on hand of each SKU at each location: so many units, or percent. */
  | { kind: 'safety_stock'; quantity: number | null; percent: number | null }
  /** Kept back of all that the channel could sell of each SKU. */
  | { kind: 'threshold'; quantity: number }
  /** So many units of each SKU are sold to the channel between the rule's moments, and no more. */
  | { kind: 'quota'; quantity: number }
  /** Set aside of each SKU for the channel until the rule ends. */
  | { kind: 'ring_fence'; quantity: number | null; percent: number | null }
  /**
   * At most so many units of each SKU in one order, or for one customer or address in so many days;
   * at least so many in one order.
   */
  | {
      kind: 'purchase_limit'
      quantity: number | null
      minQuantity: number | null
      per: 'order' | 'customer' | 'address'
      days: number | null
    }
  /** How long a hold keeps units, how often it may be extended, and how many one may have open. */
  | {
      kind: 'hold_limit'
      minutes: number
      extensions: number
      open: number | null
      per: 'customer' | 'address'
    }
  /** What is on its way may be sold before it is there: of each SKU so many units at most. */
  | {
      kind: 'pre_order'
      quantity: number | null
      withinDays: number
      minConfidence: number
    }
  /** More than there is may be sold: so many units of each SKU, which come in so many days. */
  | { kind: 'backorder'; quantity: number; days: number }

/** One rule as it stands in a published version or in the draft. */
export type Rule = {
  id: string
  name: string
  scope: RuleScope
  times: RuleTimes
  terms: RuleTerms
}

export type PurchaseLimit = Extract<RuleTerms, { kind: 'purchase_limit' }>
