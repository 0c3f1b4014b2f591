import type { Change } from '../../lib/live-stream.ts'
import type { OrderSort } from './asked.ts'

/** The part of an order that its place in the list and its age are known by. */
type Placed = { id: string; version: number; placedAt: string; total: { amount: number } }

/** What has to be asked about, gathered until the next round. */
export type Waiting = {
  /** Shown rows that have changed. */
  stale: Set<string>
  /** Orders that may belong into the list, and how often they were asked about. */
  maybe: Map<string, number>
}

/** So many orders are asked about in one round of each kind. */
export const ROUND_MAX = 200
/** More new orders than this are not counted: the bar has said what it has to say. */
export const NEW_MAX = 999

export type Followed = {
  isShown: (id: string) => boolean
  /** The list shows some states, or those that wait: one may come into it without being new. */
  byState: boolean
}

/** Notes what a round has to ask about. */
export function note(waiting: Waiting, changes: readonly Change[], of: Followed): void {
  for (const { id, change } of changes) {
    if (of.isShown(id)) waiting.stale.add(id)
    else if (of.byState || change === 'order.placed') waiting.maybe.set(id, 0)
  }
}

/** Takes out what one round asks about; the rest waits for the next. */
export function takeRound(waiting: Waiting): { stale: string[]; maybe: Map<string, number> } {
  const stale = [...waiting.stale].slice(0, ROUND_MAX)
  const maybe = new Map([...waiting.maybe].slice(0, ROUND_MAX))
  for (const id of stale) waiting.stale.delete(id)
  for (const id of maybe.keys()) waiting.maybe.delete(id)
  return { stale, maybe }
}

export function isWaiting({ stale, maybe }: Waiting): boolean {
  return stale.size + maybe.size > 0
}

/**
 * Whether an order that matches stands among the loaded rows, or would further down, where it is
 * loaded anyway when somebody scrolls there.
 */
export function isWithin(
  order: Placed,
  last: Placed | undefined,
  { sort, hasMore }: { sort: OrderSort; hasMore: boolean },
): boolean {
  if (!last || !hasMore) return true
  const by = sort.endsWith('total')
    ? order.total.amount - last.total.amount
    : order.placedAt > last.placedAt
      ? 1
      : -1
  return sort.startsWith('-') ? by > 0 : by < 0
}

/** Whether what was asked anew says more than what is shown. */
export function isNews(shown: Placed, asked: Placed): boolean {
  return asked.version > shown.version
}
