import {
  isMeasured,
  type HoursCondition,
  type PlainCondition,
  type WantedCondition,
} from './rule.ts'

/** What is counted in whole ones; units are not: of cloth two and a half may be ordered. */
const WHOLE: ReadonlySet<PlainCondition['of']> = new Set(['lines', 'wanted_in'])

/** Whether there is anything in a span of such a kind. */
export function isAnyIn(of: PlainCondition['of'], [from, below]: Span): boolean {
  return WHOLE.has(of) ? Math.ceil(from) < below : from < below
}

/** Numbers from one on, to below another. */
export type Span = readonly [from: number, below: number]

/** What there is of each kind: of goods nothing is less than nothing. */
const ALL: Partial<Record<PlainCondition['of'], Span>> = {
  hours: [0, 24 * 60],
  value: [0, Infinity],
  units: [0, Infinity],
  lines: [1, Infinity],
  weight: [0, Infinity],
  longest: [0, Infinity],
}
const EVERYTHING: Span = [-Infinity, Infinity]
const DAY_MS = 86_400_000

/** What is measured, or a moment of the day, for which a condition holds; undefined of others. */
export function spansOf(condition: PlainCondition): Span[] | undefined {
  const within = withinOf(condition)
  if (!within || !condition.not) return within
  return outside(within, ALL[condition.of] ?? EVERYTHING)
}

function withinOf(condition: PlainCondition): Span[] | undefined {
  if (condition.of === 'hours') return hoursOf(condition)
  if (condition.of === 'wanted_on') return [daysOf(condition)]
  if (!isMeasured(condition)) return undefined
  const { of, from = -Infinity, below = Infinity } = condition
  return overlapOf([[from, below]], [ALL[of] ?? EVERYTHING])
}

function hoursOf({ from, until }: HoursCondition): Span[] {
  const [first, last] = [from, until].map((time) => {
    const [hours, minutes] = time.split(':').map(Number)
    return hours! * 60 + minutes!
  }) as [number, number]
  if (first < last) return [[first, last]]
  const over: Span[] = [
    [0, last],
    [first, 24 * 60],
  ]
  return over.filter(isSome)
}

function daysOf({ from, until }: WantedCondition): Span {
  const first = from === undefined ? -Infinity : Date.parse(from)
  return [first, until === undefined ? Infinity : Date.parse(until) + DAY_MS]
}

const isSome = ([from, below]: Span) => from < below

/** What is in a span and in none of others, which are in their order and apart. */
function outside(spans: readonly Span[], [from, below]: Span): Span[] {
  const edges = [from, ...spans.flat(), below]
  const gaps = edges.flatMap((edge, i): Span[] => (i % 2 === 0 ? [[edge, edges[i + 1]!]] : []))
  return gaps.filter(isSome)
}

/** What is in both. */
export function overlapOf(some: readonly Span[], others: readonly Span[]): Span[] {
  const both = some.flatMap(([a, b]) => {
    return others.map(([c, d]): Span => [Math.max(a, c), Math.min(b, d)])
  })
  return both.filter(isSome)
}
