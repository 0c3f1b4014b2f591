import type { Item } from '../../lib/api.ts'
import type { Tone } from '../../ui/pill.tsx'
import type { ExceptionWords } from './words.en.ts'

export type Task = Item<'/v1/tasks'>

type Cause = keyof ExceptionWords['causes']

const TONES: Record<Cause, Tone> = {
  shortage: 'critical',
  approval_asked: 'attention',
  canary_returned: 'attention',
  promise_broken: 'critical',
  feed_overdue: 'attention',
  feed_incomplete: 'attention',
  prices_unproven: 'attention',
  not_carried: 'critical',
  stock_uncovered: 'critical',
  stock_below_zero: 'critical',
  stock_below_unavailable: 'attention',
  not_accepted: 'attention',
  stays_unaccepted: 'critical',
  collect_unaccepted: 'critical',
  late_at_location: 'critical',
  collect_at_closed: 'critical',
  stays_at_closed: 'critical',
  shipped_on_hold: 'attention',
  cancellation_too_late: 'attention',
  fact_not_applied: 'attention',
  stock_low: 'attention',
  stock_out: 'critical',
  stock_over: 'attention',
  stock_negative: 'critical',
  work_stuck: 'critical',
}

/** How bad it is. */
export function toneOf({ cause }: Task): Tone {
  return cause in TONES ? TONES[cause as Cause] : 'attention'
}

export type Said = {
  name: string
  /** What happened, in a sentence. */
  says: string
  next: string
  /** What only the server can say of it, in its own words. */
  more?: string
}

/** What is known only where it happened: the reader gets it as the server wrote it down. */
const DETAILED: ReadonlySet<string> = new Set<Cause>(['fact_not_applied', 'work_stuck'])

/** What happened and what to do, in the reader's language; as the server says it if unknown. */
export function saidOf(
  task: Task,
  { causes }: ExceptionWords,
  placeName: (code: string) => string,
): Said {
  const { cause, order, location, sku, subjectKind, subjectId, summary, nextStep } = task
  if (!(cause in causes)) return { name: summary, says: summary, next: nextStep }
  const { name, next, says } = causes[cause as Cause]
  const about = {
    order: order ? (order.number ?? order.id.slice(-6)) : undefined,
    place: location === null ? undefined : placeName(location),
    sku: sku ?? undefined,
    channel: subjectKind === 'channel' ? subjectId : undefined,
  }
  return { name, next, says: says(about), ...(DETAILED.has(cause) && { more: summary }) }
}

/** How it ended: as a person wrote it, or, where it ended by itself, in the reader's language. */
export function outcomeOf({ outcome }: Task, { outcomes }: ExceptionWords): string | null {
  return outcome === null ? null : (outcomes[outcome] ?? outcome)
}

type Kind = 'order' | 'stock' | 'feeds' | 'simulator' | 'versions' | 'draft' | 'plans'
type Place = { kind: Kind; to: string; search?: Record<string, string> }

/** What one must be permitted to see there. */
export const SEEN_BY = {
  order: 'orders:read',
  stock: 'stock:read',
  feeds: 'stock:read',
  simulator: 'routing:read',
  versions: 'routing:read',
  draft: 'routing:read',
  plans: 'routing:read',
} as const

/** Where the next step is taken: the order, the stock of a SKU, or the screen of its cause. */
export function placeOf({ cause, order, sku, location, subjectId }: Task): Place | undefined {
  if (order) return { kind: 'order', to: `/orders/${encodeURIComponent(order.number ?? order.id)}` }
  if (sku !== null) return { kind: 'stock', to: `/inventory/${encodeURIComponent(sku)}` }
  if (cause === 'feed_overdue' || cause === 'feed_incomplete') {
    return { kind: 'feeds', to: '/feeds', search: location === null ? {} : { location } }
  }
  if (cause === 'prices_unproven') {
    return { kind: 'simulator', to: '/simulator', search: { start: 'prices', channel: subjectId } }
  }
  if (cause === 'canary_returned') {
    return { kind: 'versions', to: '/routing', search: { view: 'versions' } }
  }
  if (cause === 'approval_asked') {
    return { kind: 'draft', to: '/routing', search: { view: 'draft' } }
  }
  if (cause === 'not_carried') {
    return { kind: 'plans', to: '/routing', search: { view: 'plans' } }
  }
  return undefined
}
