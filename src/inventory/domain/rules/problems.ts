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

/** A hint that takes more pairs to find is not worth its wait; the narrowest rules come first. */
const PAIRS = 200_000
/** Contradictions beyond these are not told: the first of them keeps the draft from publishing. */
const CONTRADICTIONS = 1000
/** Only where very many rules say something of the same SKU, place and time. */
const CONTRADICTING_PAIRS = 5_000_000

/** A rule with what is asked of it again and again; the lower its rank, the sooner it wins. */
type Weighed = Kept & { rank: number; isTouched: boolean; terms: string; week: readonly Span[] }

/**
 * Which of the rules contradict each other, and which never count beside the others. Only rules
 * that say the same of the SKU can; at least one of two is in `touched`. Rules of many places are
 * not compared one by one: only those of the same place contradict each other, and only one of the
 * same location, or of none, shadows that of a location.
 */
export function decideAmong(
  rules: readonly Rule[],
  touched: ReadonlySet<string>,
  places: Places,
): RuleProblem[] {
  const groups = [...Map.groupBy(rules, skuKeyOf).values()].map((group) => {
    const kept = group.map(keptOf).toSorted(compareKept)
    return kept.map((one, rank) => weighed(one, rank, touched))
  })
  const contradictions = contradictionsOf(groups.flatMap(contradicting))
  const told = new Set(contradictions.map(({ ruleId, otherId }) => `${ruleId} ${otherId}`))
  const left = { pairs: PAIRS }
  const shadowed = groups
    .flatMap((group) => shadowedOf(group, places, left))
    .filter(({ ruleId, otherId }) => !told.has(`${ruleId} ${otherId}`))
  return [...contradictions, ...shadowed]
}

function weighed(kept: Kept, rank: number, touched: ReadonlySet<string>): Weighed {
  const { rule } = kept
  const isTouched = touched.has(rule.id)
  return { ...kept, rank, isTouched, terms: canonicalJson(rule.terms), week: weekOf(rule) }
}

/** Rules of the same places that are as narrow, where they do not all say the same. */
function contradicting(group: readonly Weighed[]): Weighed[][] {
  const alike = Map.groupBy(group, (one) => `${one.specificity} ${placeKeyOf(one.rule)}`)
  return [...alike.values()].filter((some) => {
    return some.some((one) => one.isTouched) && some.some((one) => one.terms !== some[0]!.terms)
  })
}

function contradictionsOf(groups: readonly Weighed[][]): RuleProblem[] {
  const found: RuleProblem[] = []
  let pairs = 0
  for (const group of groups) {
    let open: Weighed[] = []
    for (const next of group.toSorted((a, b) => a.fromMs - b.fromMs || 0)) {
      open = open.filter(({ untilMs }) => untilMs > next.fromMs)
      for (const before of open) {
        if (found.length === CONTRADICTIONS || pairs === CONTRADICTING_PAIRS) return found
        pairs += 1
        if (!contradict(before, next)) continue
        const [one, other] = before.rank > next.rank ? [before, next] : [next, before]
        found.push({ kind: 'contradictory', ruleId: one.rule.id, otherId: other.rule.id })
      }
      open.push(next)
    }
  }
  return found
}

/** Of two rules of the same places that are as narrow, and in force in the same days. */
function contradict(a: Weighed, b: Weighed): boolean {
  if (a.terms === b.terms || !(a.isTouched || b.isTouched)) return false
  return a.week.some((span) => b.week.some((other) => span[0] < other[1] && other[0] < span[1]))
}

function shadowedOf(
  group: readonly Weighed[],
  places: Places,
  left: { pairs: number },
): RuleProblem[] {
  const found: RuleProblem[] = []
  const all = new Map<string, Weighed[]>()
  const touched = new Map<string, Weighed[]>()
  // In this order those before win.
  for (const one of group) {
    const { channelId, method, locationId } = one.rule.scope
    for (const key of widerThan(one.rule.scope, places)) {
      for (const other of (one.isTouched ? all : touched).get(key) ?? []) {
        if (left.pairs === 0) return found
        left.pairs -= 1
        if (!covers(other, one, places)) continue
        found.push({ kind: 'shadowed', ruleId: one.rule.id, otherId: other.rule.id })
      }
    }
    const key = aboutKeyOf(channelId, method, locationId)
    for (const known of one.isTouched ? [all, touched] : [all]) {
      const some = known.get(key)
      if (some) some.push(one)
      else known.set(key, [one])
    }
  }
  return found
}

/** By what is looked for rules that may cover others. */
function aboutKeyOf(...about: readonly (number | string | null)[]): string {
  return JSON.stringify(about)
}

/** What a rule may name that counts wherever this one does: the same, or nothing. */
function widerThan(scope: Rule['scope'], places: Places): string[] {
  const orAny = <One>(one: One) => (one === null ? [null] : [one, null])
  const locations = orAny(scope.locationId ?? onlyPlaceOf(scope, places))
  return orAny(scope.channelId).flatMap((channelId) =>
    orAny(scope.method).flatMap((method) =>
      locations.map((locationId) => aboutKeyOf(channelId, method, locationId)),
    ),
  )
}

/** The one location that a group, tag or kind has. */
function onlyPlaceOf(scope: Rule['scope'], places: Places): number | null {
  const mask = places.maskOf(scope)
  const first = mask?.indexOf(1) ?? -1
  return first >= 0 && first === mask?.lastIndexOf(1) ? places.all[first]!.id : null
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

/** Whether the first counts wherever and whenever the second does. */
function covers({ rule, fromMs, untilMs, week }: Weighed, of: Weighed, places: Places): boolean {
  const [wide, narrow] = [rule.scope, of.rule.scope]
  if (wide.channelId !== null && wide.channelId !== narrow.channelId) return false
  if (wide.method !== null && wide.method !== narrow.method) return false
  if (fromMs > of.fromMs || untilMs < of.untilMs) return false
  const isWithin = (span: Span) => week.some(([from, to]) => from <= span[0] && span[1] <= to)
  // Which clock a rule goes by depends on whether it names a location.
  if (isWeekly(rule.times) && namesPlace(wide) !== namesPlace(narrow)) return false
  return of.week.every(isWithin) && coversPlaces(wide, narrow, places)
}

function coversPlaces(wide: Rule['scope'], narrow: Rule['scope'], places: Places): boolean {
  const [outer, inner] = [places.maskOf(wide), places.maskOf(narrow)]
  if (!outer) return true
  // Of one that is about nothing, or about all, is told otherwise or nothing.
  if (!inner?.includes(1)) return false
  if (inner === outer) return true
  // Of very many pairs, and most of them about few places.
  for (let i = inner.indexOf(1); i >= 0; i = inner.indexOf(1, i + 1)) {
    if (outer[i] !== 1) return false
  }
  return true
}

/** Minutes since Monday 00:00, half-open. */
type Span = readonly [from: number, to: number]

const DAY = 24 * 60
const WEEK = 7 * DAY
const wholeWeek: readonly Span[] = [[0, WEEK]]

/** When in the week a rule counts, joined where one span ends as the next begins. */
function weekOf({ times: { weekdays, hours } }: Rule): readonly Span[] {
  if (weekdays === null && hours === null) return wholeWeek
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
