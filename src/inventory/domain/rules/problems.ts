import { canonicalJson } from '../../../lib/json.ts'
import { namesPlace, type Places } from './places.ts'
import type { Rule } from './rule.ts'
import { compareKept, keptOf, type Kept } from './specificity.ts'
import { isWeekly } from './times.ts'

/** What may be wrong with a rule among others. The first two keep a draft from being published. */
export const ruleProblems = [
  /** Another that is as narrow says something else of the same, at the same time. */
  'contradictory',
  /** It names a SKU, location or channel that is archived. */
  'archived',
  /** It ended before now. */
  'ended',
  /** Another wins wherever and whenever it would count. */
  'shadowed',
  /** It names a category, tag, group or kind that nothing has. */
  'names_nothing',
] as const
export type RuleProblemKind = (typeof ruleProblems)[number]
export type RuleProblem = {
  kind: RuleProblemKind
  ruleId: string
  /** The other rule, where there is one. */
  otherId: string | null
}

export function isError({ kind }: RuleProblem): boolean {
  return kind === 'contradictory' || kind === 'archived'
}

/** What a draft touches, and what it names that is of no use. */
export type Touched = {
  rules: readonly Rule[]
  archivedSkus: ReadonlySet<number>
  archivedLocations: ReadonlySet<number>
  archivedChannels: ReadonlySet<number>
  unusedCategories: ReadonlySet<string>
  unusedTags: ReadonlySet<string>
}

/** What is wrong with each of the rules by itself. */
export function decideNamed(of: Touched, places: Places, now: Temporal.Instant): RuleProblem[] {
  return of.rules.flatMap(({ id, scope, times }) => {
    const { skuId, locationId, channelId, category, skuTag } = scope
    const isArchived =
      of.archivedSkus.has(skuId ?? 0) ||
      of.archivedLocations.has(locationId ?? 0) ||
      of.archivedChannels.has(channelId ?? 0)
    const namesNothing =
      of.unusedCategories.has(category ?? '') ||
      of.unusedTags.has(skuTag ?? '') ||
      places.maskOf(scope)?.includes(1) === false
    const hasEnded = times.until !== null && Temporal.Instant.compare(times.until, now) <= 0
    const kinds: RuleProblemKind[] = [
      ...(isArchived ? (['archived'] as const) : []),
      ...(hasEnded ? (['ended'] as const) : []),
      ...(namesNothing && !isArchived ? (['names_nothing'] as const) : []),
    ]
    return kinds.map((kind) => ({ kind, ruleId: id, otherId: null }))
  })
}

/**
 * Which of the rules contradict each other, and which never count beside the others. Only rules
 * that say the same of the SKU can; at least one of two is in `touched`.
 */
export function decideAmong(
  rules: readonly Rule[],
  touched: ReadonlySet<string>,
  places: Places,
): RuleProblem[] {
  const problems: RuleProblem[] = []
  for (const group of Map.groupBy(rules, skuKeyOf).values()) {
    const kept = group.map(keptOf).toSorted(compareKept)
    // In this order the first of two is the one that wins.
    for (const [i, other] of kept.entries()) {
      for (const one of kept.slice(i + 1)) {
        if (!touched.has(one.rule.id) && !touched.has(other.rule.id)) continue
        const kind = problemOfTwo(one, other, places)
        if (kind) problems.push({ kind, ruleId: one.rule.id, otherId: other.rule.id })
      }
    }
  }
  return problems
}

function problemOfTwo(one: Kept, other: Kept, places: Places): RuleProblemKind | undefined {
  const isSamePlace = placeKeyOf(one.rule) === placeKeyOf(other.rule)
  if (isSamePlace && one.specificity === other.specificity && overlap(one, other)) {
    const [a, b] = [one, other].map(({ rule }) => canonicalJson(rule.terms))
    if (a !== b) return 'contradictory'
  }
  return covers(other, one, places) ? 'shadowed' : undefined
}

/** What rules must have in common to stand in each other's way. */
function skuKeyOf({ scope, terms }: Rule): string {
  const per = 'per' in terms ? terms.per : null
  return JSON.stringify([terms.kind, per, scope.skuId, scope.category, scope.skuTag])
}

function placeKeyOf({ scope }: Rule): string {
  const { locationId, group, locationTag, locationKind, channelId, method } = scope
  return JSON.stringify([locationId, group, locationTag, locationKind, channelId, method])
}

function overlap(a: Kept, b: Kept): boolean {
  if (a.fromMs >= b.untilMs || b.fromMs >= a.untilMs) return false
  const [first, second] = [weekOf(a), weekOf(b)]
  return first.some((span) => second.some((other) => span[0] < other[1] && other[0] < span[1]))
}

/** Whether the first counts wherever and whenever the second does. */
function covers({ rule, fromMs, untilMs }: Kept, of: Kept, places: Places): boolean {
  const [wide, narrow] = [rule.scope, of.rule.scope]
  if (wide.channelId !== null && wide.channelId !== narrow.channelId) return false
  if (wide.method !== null && wide.method !== narrow.method) return false
  if (fromMs > of.fromMs || untilMs < of.untilMs) return false
  const week = weekOf({ rule })
  const isWithin = (span: Span) => week.some(([from, to]) => from <= span[0] && span[1] <= to)
  // Which clock a rule goes by depends on whether it names a location.
  if (isWeekly(rule.times) && namesPlace(wide) !== namesPlace(narrow)) return false
  return weekOf(of).every(isWithin) && coversPlaces(wide, narrow, places)
}

function coversPlaces(wide: Rule['scope'], narrow: Rule['scope'], places: Places): boolean {
  const [outer, inner] = [places.maskOf(wide), places.maskOf(narrow)]
  if (!outer) return true
  // Of one that is about nothing, or about all, is told otherwise or nothing.
  if (!inner?.includes(1)) return false
  return inner.every((there, i) => there === 0 || outer[i] === 1)
}

/** Minutes since Monday 00:00, half-open. */
type Span = readonly [from: number, to: number]

const DAY = 24 * 60
const WEEK = 7 * DAY

/** When in the week a rule counts, joined where one span ends as the next begins. */
function weekOf({ rule }: Pick<Kept, 'rule'>): Span[] {
  const { weekdays, hours } = rule.times
  const days = weekdays ?? [1, 2, 3, 4, 5, 6, 7]
  const [from, to] = [minuteOf(hours?.from ?? '00:00'), minuteOf(hours?.to ?? '24:00')]
  const length = to > from ? to - from : to + DAY - from
  const spans = days.flatMap((day): Span[] => {
    const start = (day - 1) * DAY + from
    const end = start + length
    return end <= WEEK
      ? [[start, end]]
      : [
          [start, WEEK],
          [0, end - WEEK],
        ]
  })
  return joined(spans.toSorted((a, b) => a[0] - b[0]))
}

function joined(spans: readonly Span[]): Span[] {
  const whole: [number, number][] = []
  for (const [from, to] of spans) {
    const last = whole.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
