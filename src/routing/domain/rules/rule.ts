import type { LocationKind } from '../../../network/index.ts'

/**
 * What a condition goes by that names one or more values, any of which fits: `customer` is the kind
 * of customer, `customer_tag` a tag that the channel gave them, `order_tag` one of the order.
 */
export const named = [
  'channel',
  'method',
  'country',
  'region',
  'postcode',
  'customer',
  'customer_tag',
  'order_tag',
] as const
/**
 * The same of the goods: of any line, or of every one. `hazard` is their class of dangerous goods;
 * none named is any class.
 */
export const ofGoods = ['sku', 'category', 'sku_tag', 'hazard'] as const
/**
 * What is measured: the total of the order in minor units of its currency; whole units, lines and
 * grams of the delivery group; its longest side in mm; days until it is wanted, by the clock of the
 * channel, 0 being today.
 */
export const measured = ['value', 'units', 'lines', 'weight', 'longest', 'wanted_in'] as const

export type NamedCondition = { of: (typeof named)[number]; in: readonly string[] }
export type GoodsCondition = {
  of: (typeof ofGoods)[number]
  in: readonly string[]
  lines: 'any' | 'all'
}
export type MeasuredCondition = {
  of: (typeof measured)[number]
  from?: number | undefined
  below?: number | undefined
}
/** By the clock of the channel: 1 is Monday, hours end before `until`. */
export type WeekdayCondition = { of: 'weekday'; in: readonly number[] }
export type HoursCondition = { of: 'hours'; from: string; until: string }
/** The day by which it is wanted, `until` with it: ISO dates. */
export type WantedCondition = {
  of: 'wanted_on'
  from?: string | undefined
  until?: string | undefined
}

/** One thing that must be so; `not` turns it round. */
export type PlainCondition = { not?: boolean | undefined } & (
  | NamedCondition
  | GoodsCondition
  | MeasuredCondition
  | WeekdayCondition
  | HoursCondition
  | WantedCondition
)

/** Several that must all be so, where one of several must be. */
export type AllOfCondition = { of: 'all_of'; conditions: readonly PlainCondition[] }

export type Alternative = PlainCondition | AllOfCondition

/** Several of which at least one must be so. */
export type AnyOfCondition = { of: 'any_of'; conditions: readonly Alternative[] }

/** What must be so for a rule to decide. */
export type Condition = PlainCondition | AnyOfCondition

/** All that conditions say, those within others too. */
export function plainOf(conditions: readonly Condition[]): PlainCondition[] {
  return conditions.flatMap((one) =>
    one.of === 'any_of' ? one.conditions.flatMap(partsOf) : [one],
  )
}

/** What must all be so for one of several. */
export function partsOf(one: Alternative): readonly PlainCondition[] {
  return one.of === 'all_of' ? one.conditions : [one]
}

export function isMeasured(
  condition: PlainCondition,
): condition is PlainCondition & MeasuredCondition {
  return measured.some((of) => of === condition.of)
}

/** Locations: what is left out is any, one of each list must fit, and all lists must. */
export type Places = {
  locations?: readonly string[] | undefined
  groups?: readonly string[] | undefined
  kinds?: readonly LocationKind[] | undefined
  tags?: readonly string[] | undefined
  /** Legal entities, and partners that run places for them. */
  owners?: readonly string[] | undefined
  partners?: readonly string[] | undefined
  countries?: readonly string[] | undefined
  regions?: readonly string[] | undefined
}

/**
 * Places that are looked at together. Those of the next tier only where these cannot give all, or,
 * with `opensToSave`, also where they would save at least so much (1e-4 of the major unit).
 */
export type Tier = {
  places: Places
  except?: Places | undefined
  /** So many whole units of each SKU stay there. */
  keeps?: number | undefined
  opensToSave?: number | undefined
}

/** `soonest`: who is there first, with the services that are, where carriage goes by rate cards. */
export const rankings = ['priority', 'nearest', 'soonest', 'most_stock', 'least_busy'] as const
export type Ranking = (typeof rankings)[number]

/**
 * How it is chosen among them: at least cost; or by rule alone: in the order of the first ranking
 * that is not a tie each place gives what it has of the rest, however many that takes. With
 * `completeFirst` all comes from the first place that has all, where one has.
 */
export type Choice =
  | { by: 'least_cost' }
  | { by: 'ranking'; ranking: readonly Ranking[]; completeFirst: boolean }

/** Places, and days on which nothing is to be worked on there; one of them is said at least. */
export type Closing = {
  places: Places
  except?: Places | undefined
  /** 1 is Monday. */
  weekdays?: readonly number[] | undefined
  /** ISO dates, `until` with it. */
  from?: string | undefined
  until?: string | undefined
  /** These dates in every year, whatever year they name; both are said, less than a year apart. */
  yearly?: boolean | undefined
}

/** What the plan must never do. */
export type Limits = {
  /** From places on days on which they are closed for this. */
  closed?: readonly Closing[] | undefined
  maxKm?: number | undefined
  /** Only from the country that it goes to. */
  sameCountry?: boolean | undefined
  /** Carriers' services that alone may be used, where carriage goes by rate cards. */
  services?: readonly string[] | undefined
  maxParcels?: number | undefined
  /** No SKU from two places. */
  wholeLines?: boolean | undefined
  /** No SKU in more parcels than this. */
  maxParcelsPerLine?: number | undefined
  /** All of it, or nothing. */
  shipComplete?: boolean | undefined
  /** What is worth less (minor units of the order's currency), or is fewer, goes as one parcel. */
  noSplitBelow?: { value?: number | undefined; units?: number | undefined } | undefined
  /** Categories: all lines of one come from one place. */
  together?: readonly string[] | undefined
  /** Categories: no line of one is in a parcel with others. */
  alone?: readonly string[] | undefined
  /** Only what arrives by the day on which it is wanted, where carriage goes by rate cards. */
  onTime?: boolean | undefined
  /** Only places that give goods away on the same day, as long as it can leave on that day. */
  sameDay?: boolean | undefined
}

/**
 * What is wished for beside what things cost, with its rate of exchange in 1e-4 of the major unit:
 * below 0 it speaks for a place, above 0 against it.
 */
export type Wish = {
  places: Places
  except?: Places | undefined
  /** Of these goods only, and so by unit. */
  goods?:
    | { categories?: readonly string[]; skuTags?: readonly string[]; skus?: readonly string[] }
    | undefined
  perParcel?: number | undefined
  perUnit?: number | undefined
  /** Of a parcel, times the rank of its place in the channel's pool, the first being 0. */
  perRank?: number | undefined
  /** Times the share of its day's work that a place has already: of `perParcel`. */
  byWorkload?: boolean | undefined
  /**
   * Times the share of so many whole units that a place lacks of the goods: of `perUnit`, in full
   * where nothing would be left to give, nothing from that many on.
   */
  stockBelow?: number | undefined
}

/**
 * What follows where these places do not have all: the next rule that fits is asked; or what the
 * channel says of shortages; or that is overruled: it waits, a person is asked, the order is
 * refused, or what no place has is cancelled.
 */
export const fallbacks = ['next_rule', 'channel', 'accept', 'ask', 'refuse', 'cancel'] as const
export type Fallback = (typeof fallbacks)[number]

/** One sentence of how deliveries are routed. */
export type RoutingRule = {
  id: string
  name: string
  /** Switched off: it stands in the list and decides nothing. */
  off: boolean
  from: string | null
  until: string | null
  when: readonly Condition[]
  use: readonly Tier[]
  choose: Choice
  never: Limits
  wishes: readonly Wish[]
  otherwise: Fallback
}
