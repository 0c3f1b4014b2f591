import type { RoutingLocation } from '../types.ts'
import { amongOf } from './places.ts'
import { isMeasured, type Condition, type RoutingRule, type WantedCondition } from './rule.ts'

/** What may be wrong with a rule: the first ones keep it from being published. */
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
const hints = ['unused_category', 'unused_tag', 'no_places', 'shadowed', 'over'] as const
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

export function isError({ kind }: RuleProblem): boolean {
  return errors.some((one) => one === kind)
}

/** What is known of what rules may name. */
export type Known = {
  channels: ReadonlySet<string>
  groups: ReadonlySet<string>
  owners: ReadonlySet<string>
  partners: ReadonlySet<string>
  services: ReadonlySet<string>
  locationTags: ReadonlySet<string>
  skus: ReadonlySet<string>
  categories: ReadonlySet<string>
  skuTags: ReadonlySet<string>
  locations: readonly RoutingLocation[]
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
    if (rule.until !== null && Temporal.Instant.compare(rule.until, now) <= 0) tell('over')
    if (isContradictory(rule.when)) tell('contradictory')
    rule.use.forEach(({ places, except }, tier) => {
      const isIn = amongOf(places, except)
      if (!known.locations.some((one) => !one.archived && isIn(one))) {
        tell('no_places', String(tier + 1))
      }
    })
    const other = rules.slice(0, i).find((before) => shadows(before, rule))
    if (other) tell('shadowed', null, other.id)
    return found
  })
}

type Tell = (kind: ProblemKind, value?: string | null) => void

/** Names of things, by what a rule calls them in, and what is told of one that is not known. */
function tellUnknown(rule: RoutingRule, known: Known, tell: Tell): void {
  const among = (names: readonly string[] | undefined, all: ReadonlySet<string>, as: ProblemKind) =>
    names?.filter((name) => !all.has(name)).forEach((name) => tell(as, name))
  for (const condition of rule.when) {
    if (condition.of === 'channel') among(condition.in, known.channels, 'unknown_channel')
    if (condition.of === 'sku') among(condition.in, known.skus, 'unknown_sku')
    if (condition.of === 'category') among(condition.in, known.categories, 'unused_category')
    if (condition.of === 'sku_tag') among(condition.in, known.skuTags, 'unused_tag')
  }
  const codes = new Set(known.locations.map(({ code }) => code))
  for (const { places, except } of [...rule.use, ...rule.wishes]) {
    for (const named of [places, ...(except ? [except] : [])]) {
      among(named.locations, codes, 'unknown_location')
      among(named.groups, known.groups, 'unknown_group')
      among(named.owners, known.owners, 'unknown_owner')
      among(named.partners, known.partners, 'unknown_partner')
      among(named.tags, known.locationTags, 'unused_tag')
    }
  }
  for (const { goods } of rule.wishes) {
    among(goods?.categories, known.categories, 'unused_category')
    among(goods?.skuTags, known.skuTags, 'unused_tag')
    among(goods?.skus, known.skus, 'unknown_sku')
  }
  among(rule.never.services, known.services, 'unknown_service')
  among(rule.never.together, known.categories, 'unused_category')
  among(rule.never.alone, known.categories, 'unused_category')
}

/** Whether no delivery can fit: one value cannot be two. */
function isContradictory(when: readonly Condition[]): boolean {
  return when.some((one, i) => when.slice(0, i).some((other) => excludes(one, other)))
}

const ofOneValue = new Set(['channel', 'method', 'country', 'region', 'customer', 'weekday'])

function excludes(one: Condition, other: Condition): boolean {
  if (one.of !== other.of) return false
  if (one.of === 'wanted_on' && other.of === 'wanted_on') {
    if (one.not || other.not) return false
    const [a, b] = [daysOf(one), daysOf(other)]
    return a.first > b.last || b.first > a.last
  }
  if (isMeasured(one) && isMeasured(other)) {
    if (one.not || other.not) return false
    const least = Math.max(one.from ?? -Infinity, other.from ?? -Infinity)
    return least >= Math.min(one.below ?? Infinity, other.below ?? Infinity)
  }
  if (!ofOneValue.has(one.of) || !('in' in one) || !('in' in other)) return false
  const [a, b] = [new Set<unknown>(one.in), new Set<unknown>(other.in)]
  if (one.not && other.not) return false
  if (one.not || other.not) return (one.not ? b : a).isSubsetOf(one.not ? a : b)
  return a.isDisjointFrom(b)
}

function daysOf({ from, until }: WantedCondition): { first: string; last: string } {
  return { first: from ?? '', last: until ?? '9999-12-31' }
}

/**
 * Whether a rule takes all that a later one could: it decides for good, at any time, on everything
 * that fits the other. What cannot be told of two conditions counts as no.
 */
function shadows(before: RoutingRule, after: RoutingRule): boolean {
  if (before.off || before.from !== null || before.until !== null) return false
  if (before.otherwise === 'next_rule') return false
  return before.when.every((wide) => after.when.some((narrow) => implies(narrow, wide)))
}

function implies(narrow: Condition, wide: Condition): boolean {
  if (narrow.of !== wide.of || (narrow.not ?? false) !== (wide.not ?? false)) return false
  const [inner, outer] = narrow.not ? [wide, narrow] : [narrow, wide]
  if (inner.of === 'wanted_on' && outer.of === 'wanted_on') {
    const [a, b] = [daysOf(inner), daysOf(outer)]
    return a.first >= b.first && a.last <= b.last
  }
  if (isMeasured(inner) && isMeasured(outer)) {
    const from = (inner.from ?? -Infinity) >= (outer.from ?? -Infinity)
    return from && (inner.below ?? Infinity) <= (outer.below ?? Infinity)
  }
  if ('in' in inner && 'in' in outer) {
    const isNarrow = new Set<unknown>(inner.in).isSubsetOf(new Set<unknown>(outer.in))
    if (!('lines' in inner) || !('lines' in outer)) return isNarrow
    return isNarrow && (inner.lines === outer.lines || inner.lines === 'all')
  }
  return JSON.stringify(inner) === JSON.stringify(outer)
}

/** All names of one kind that rules speak of: to look up which of them are in use. */
export function namesIn(rules: readonly RoutingRule[]) {
  const skus = new Set<string>()
  const categories = new Set<string>()
  const tags = new Set<string>()
  for (const { when, never, wishes } of rules) {
    for (const condition of when) {
      if (condition.of === 'sku') condition.in.forEach((one) => skus.add(one))
      if (condition.of === 'category') condition.in.forEach((one) => categories.add(one))
      if (condition.of === 'sku_tag') condition.in.forEach((one) => tags.add(one))
    }
    never.together?.forEach((one) => categories.add(one))
    never.alone?.forEach((one) => categories.add(one))
    for (const { goods } of wishes) {
      goods?.categories?.forEach((one) => categories.add(one))
      goods?.skuTags?.forEach((one) => tags.add(one))
      goods?.skus?.forEach((one) => skus.add(one))
    }
  }
  return { skus: [...skus], categories: [...categories], tags: [...tags] }
}
