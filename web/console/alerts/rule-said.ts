import type { Tone } from '../../ui/pill.tsx'
import type { Words } from '../words/index.ts'
import type { Kind } from './asked.ts'
import type { Known } from './rule-draft.ts'

export const TONES: Record<Kind, Tone> = {
  low: 'attention',
  out: 'critical',
  over: 'neutral',
  negative: 'critical',
  uncovered: 'critical',
  overdue_feed: 'attention',
}

/** What is a task for a person anyway, rule or not. */
export const hasTask = (kind: Kind): boolean => kind === 'uncovered' || kind === 'overdue_feed'

type State = keyof Words['alerts']['rules']['states']
export const STATE_TONES: Record<State, Tone> = { now: 'done', later: 'neutral', over: 'neutral' }

/** Whether it counts now. */
export function stateOf({ validFrom, validUntil }: Known, now: number): State {
  if (Date.parse(validFrom) > now) return 'later'
  return validUntil !== null && Date.parse(validUntil) <= now ? 'over' : 'now'
}

/** What it tells of, with its limit. */
export function tellsOf(
  { kind, threshold }: Pick<Known, 'kind' | 'threshold'>,
  { alerts }: Words,
  number: (value: number) => string,
): string {
  return alerts.rules.tells[kind](number(threshold ?? 0))
}

/** Names for codes. */
export type AboutNames = { place: (code: string) => string; group: (code: string) => string }

/** Which stock it is about: all that is named must fit. */
export function aboutOf(
  { kind, sku, category, skuTag, location, group, locationTag, locationKind }: Known,
  { alerts, locations, rules }: Words,
  names: AboutNames,
): string {
  const { form } = rules
  const parts = [
    sku,
    category,
    skuTag === null ? null : `${form.skuTag}: ${skuTag}`,
    location === null ? null : names.place(location),
    group === null ? null : names.group(group),
    locationTag === null ? null : `${form.locationTag}: ${locationTag}`,
    locationKind === null ? null : locations.kinds[locationKind],
  ].filter((part) => part !== null)
  if (parts.length > 0) return parts.join(' · ')
  return kind === 'overdue_feed' ? alerts.rules.allFeeds : alerts.rules.allStock
}
