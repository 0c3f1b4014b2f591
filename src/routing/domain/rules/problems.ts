import type { RoutingLocation } from '../types.ts'
import { currenciesOf } from './amounts.ts'
import { decideWishesIdle } from './choose.ts'
import { decideEverClosed } from './closings.ts'
import { decideContradictory, decideLongOver } from './contradictory.ts'
import { amongOf } from './places.ts'
import { partsOf, plainOf, type Condition, type RoutingRule } from './rule.ts'
import { decideShadowed } from './shadowed.ts'
import { tellUnknown } from './unknown-names.ts'

/** What may be wrong with a rule: the first ones keep it from being published, see `isError`. */
const errors = [
  'unknown_channel',
  'unknown_location',
  'unknown_group',
  'unknown_owner',
  'unknown_partner',
  'unknown_service',
  'unknown_sku',
  'contradictory',
] as const
const hints = [
  'unused_category',
  'unused_tag',
  'unused_hazard',
  'unknown_country',
  'unused_region',
  'unused_customer_tag',
  'unused_order_tag',
  'no_places',
  'no_places_in_pool',
  'no_same_day',
  'closing_idle',
  'closing_no_places',
  'wish_idle',
  'not_by_cards',
  'shadowed',
  'over',
  'several_currencies',
] as const
export const problemKinds = [...errors, ...hints]
export type ProblemKind = (typeof problemKinds)[number]

export type RuleProblem = {
  kind: ProblemKind
  ruleId: string
  /** The rule that stands in the way. */
  otherId: string | null
  /** What is not known, or what fits nothing. */
  value: string | null
}

/**
 * Whether it keeps rules from being published. One that never fits harms nothing: where it `stands`
 * like that in what was published, it must not hold up what has to be published now.
 */
export function isError({ kind, ruleId }: RuleProblem, stands: ReadonlySet<string>): boolean {
  if (kind === 'contradictory' && stands.has(ruleId)) return false
  return errors.some((one) => one === kind)
}

/** Of regions and tags, those that orders name lately. */
export type NamedInOrders = {
  regions: ReadonlySet<string>
  customerTags: ReadonlySet<string>
  orderTags: ReadonlySet<string>
}

/** What is known of what rules may name. */
export type Known = {
  channels: ReadonlySet<string>
  /** Channels whose plan goes by the rate cards of carriers. */
  byCards: ReadonlySet<string>
  /** Of each channel the ids of the locations that serve it. */
  pools: ReadonlyMap<string, ReadonlySet<number>>
  groups: ReadonlySet<string>
  owners: ReadonlySet<string>
  partners: ReadonlySet<string>
  services: ReadonlySet<string>
  locationTags: ReadonlySet<string>
  skus: ReadonlySet<string>
  categories: ReadonlySet<string>
  skuTags: ReadonlySet<string>
  /** Classes of dangerous goods that some SKU has. */
  hazards: ReadonlySet<string>
  /** Of each channel. */
  currencies: ReadonlyMap<string, string>
  locations: readonly RoutingLocation[]
  /** What orders name lately; undefined where there are none to tell from. */
  inOrders?: NamedInOrders | undefined
}

/** All that is wrong with rules, in their order; of those switched off only what is not known. */
export function problemsOf(
  rules: readonly RoutingRule[],
  known: Known,
  now: Temporal.Instant,
): RuleProblem[] {
  return rules.flatMap((rule, i) => {
    const found: RuleProblem[] = []
    const tell = (kind: ProblemKind, value: string | null = null, otherId: string | null = null) =>
      found.push({ kind, ruleId: rule.id, otherId, value })
    tellUnknown(rule, known, tell)
    if (rule.off) return found
    const hasEnded = rule.until !== null && Temporal.Instant.compare(rule.until, now) <= 0
    if (hasEnded || decideLongOver(rule.when, now)) tell('over')
    if (decideContradictory(rule.when)) tell('contradictory')
    tellPlaces(rule, known, tell)
    if (rule.never.sameDay && !known.locations.some((one) => mayBeSameDay(rule, one))) {
      tell('no_same_day')
    }
    tellClosings(rule, known, now, tell)
    if (decideWishesIdle(rule)) tell('wish_idle')
    const others = channelsWithoutCards(rule, known)
    if (others.length > 0) tell('not_by_cards', others.join(', '))
    const other = decideShadowed(rule, rules.slice(0, i), now)
    if (other) tell('shadowed', null, other.id)
    const currencies = currenciesOf(rule, channelsOf(rule.when, known), known)
    if (currencies.length > 1) tell('several_currencies', currencies.join(', '))
    return found
  })
}

export type Tell = (kind: ProblemKind, value?: string | null) => void

/** Tiers of which no place is there, or none can ever send anything for a channel of the rule. */
function tellPlaces({ use, when }: RoutingRule, known: Known, tell: Tell): void {
  const pools = channelsOf(when, known).map((channel) => known.pools.get(channel))
  const isServing = ({ id, ships }: RoutingLocation) => ships && pools.some((one) => one?.has(id))
  for (const [i, { places, except }] of use.entries()) {
    const isIn = amongOf(places, except)
    const own = known.locations.filter((one) => !one.archived && isIn(one))
    if (own.length === 0) tell('no_places', String(i + 1))
    // A rule that fits no channel there is has other troubles.
    else if (pools.length > 0 && !own.some(isServing)) tell('no_places_in_pool', String(i + 1))
  }
}

function mayBeSameDay({ use }: RoutingRule, location: RoutingLocation): boolean {
  if (location.archived || !location.sameDay) return false
  return use.some(({ places, except }) => amongOf(places, except)(location))
}

/** Days on which places are closed that never come, or on which no place of the rule is. */
function tellClosings(
  { use, never }: RoutingRule,
  { locations }: Known,
  now: Temporal.Instant,
  tell: Tell,
): void {
  const isUsed = use.map(({ places, except }) => amongOf(places, except))
  const own = locations.filter((one) => !one.archived && isUsed.some((isIn) => isIn(one)))
  for (const [i, closing] of (never.closed ?? []).entries()) {
    const isAbout = amongOf(closing.places, closing.except)
    if (!decideEverClosed(closing, now)) tell('closing_idle', String(i + 1))
    else if (!own.some(isAbout)) tell('closing_no_places', String(i + 1))
  }
}

/**
 * Channels that a rule may decide on and in which its limits to services and to the wanted day, and
 * who is there soonest, do nothing: only rate cards say who carries a parcel and when it arrives.
 */
function channelsWithoutCards({ when, never, choose }: RoutingRule, known: Known): string[] {
  const isSoonest = choose.by === 'ranking' && choose.ranking.includes('soonest')
  if (!never.services && !never.onTime && !isSoonest) return []
  return channelsOf(when, known).filter((channel) => !known.byCards.has(channel))
}

/** Of the channels that there are those on whose deliveries something can fit. */
function channelsOf(when: readonly Condition[], { channels }: Known): string[] {
  return [...channels].filter((channel) => when.every((one) => mayFit(one, channel))).toSorted()
}

/** Whether something of a channel can fit. */
function mayFit(condition: Condition, channel: string): boolean {
  if (condition.of === 'any_of') {
    return condition.conditions.some((one) => partsOf(one).every((part) => mayFit(part, channel)))
  }
  const { of, not = false } = condition
  return of !== 'channel' || condition.in.includes(channel) !== not
}

/** All names of one kind that rules speak of: to look up which of them are in use. */
export function namesIn(rules: readonly RoutingRule[]) {
  const skus = new Set<string>()
  const categories = new Set<string>()
  const tags = new Set<string>()
  const regions = new Set<string>()
  const customerTags = new Set<string>()
  const orderTags = new Set<string>()
  for (const { when, never, wishes } of rules) {
    for (const condition of plainOf(when)) {
      if (condition.of === 'sku') condition.in.forEach((one) => skus.add(one))
      if (condition.of === 'category') condition.in.forEach((one) => categories.add(one))
      if (condition.of === 'sku_tag') condition.in.forEach((one) => tags.add(one))
      if (condition.of === 'region') condition.in.forEach((one) => regions.add(one))
      if (condition.of === 'customer_tag') condition.in.forEach((one) => customerTags.add(one))
      if (condition.of === 'order_tag') condition.in.forEach((one) => orderTags.add(one))
    }
    never.together?.forEach((one) => categories.add(one))
    never.alone?.forEach((one) => categories.add(one))
    for (const { goods } of wishes) {
      goods?.categories?.forEach((one) => categories.add(one))
      goods?.skuTags?.forEach((one) => tags.add(one))
      goods?.skus?.forEach((one) => skus.add(one))
    }
  }
  return {
    skus: [...skus],
    categories: [...categories],
    tags: [...tags],
    regions: [...regions],
    customerTags: [...customerTags],
    orderTags: [...orderTags],
  }
}
