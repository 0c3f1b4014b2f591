import type { Tone } from '../../ui/pill.tsx'
import type { Feed, Refusal, Watch } from './use-feeds.ts'
import type { FeedWords } from './words.en.ts'

export const STATES = ['late', 'waiting', 'onTime', 'unwatched'] as const
export type State = (typeof STATES)[number]

export const WATCH_TONES: Record<State, Tone> = {
  late: 'attention',
  waiting: 'neutral',
  onTime: 'done',
  unwatched: 'neutral',
}

export const FEED_TONES: Record<Feed['state'], Tone> = {
  running: 'moving',
  done: 'done',
  partial: 'attention',
  stopped: 'critical',
}

export function stateOf(watch: Watch): State {
  if (watch.overdue) return 'late'
  if (watch.everyMinutes === null) return 'unwatched'
  return watch.lastAsOf === null ? 'waiting' : 'onTime'
}

/** How many there are of each state. */
export function countsOf(watches: readonly Watch[]): Record<State, number> {
  const counts = { late: 0, waiting: 0, onTime: 0, unwatched: 0 }
  for (const watch of watches) counts[stateOf(watch)] += 1
  return counts
}

/** What is late first, then by what people call the place. */
export function sorted(
  watches: readonly Watch[],
  nameOf: (code: string) => string,
  language: string,
): Watch[] {
  return watches.toSorted((a, b) => {
    const late = Number(b.overdue) - Number(a.overdue)
    const place = nameOf(a.location).localeCompare(nameOf(b.location), language)
    return late || place || a.source.localeCompare(b.source, language)
  })
}

/** No code has a space in it. */
export const keyOf = ({ location, source }: Pick<Watch, 'location' | 'source'>): string =>
  `${location} ${source}`

const MINUTE_MS = 60_000

/** When numbers have to be true at the latest; undefined where nobody knows. */
export function dueAt({ lastAsOf, everyMinutes }: Watch): string | undefined {
  if (lastAsOf === null || everyMinutes === null) return undefined
  return new Date(Date.parse(lastAsOf) + everyMinutes * MINUTE_MS).toISOString()
}

/** The rows that were not taken by their reason, the most frequent first. */
export function reasonsOf(refusals: readonly Refusal[]): { code: string; rows: Refusal[] }[] {
  return [...Map.groupBy(refusals, ({ code }) => code)]
    .map(([code, rows]) => ({ code, rows }))
    .toSorted((a, b) => b.rows.length - a.rows.length)
}

/** Why a row was not taken and what to do, in the reader's language; else as the server says it. */
export function reasonOf(refusal: Refusal, { reasons }: FeedWords): { name: string; says: string } {
  const known = refusal.code in reasons ? (refusal.code as keyof typeof reasons) : undefined
  return known ? reasons[known] : { name: refusal.detail, says: refusal.do }
}

/** What is only to be understood by what the server found in that very row. */
const DETAILED = new Set(['feed_row_invalid', 'quantity_invalid'])

export function detailOf({ code, detail }: Refusal): string | undefined {
  return DETAILED.has(code) ? detail : undefined
}
