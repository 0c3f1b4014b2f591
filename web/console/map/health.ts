/** What the map knows of a location; null: whoever looks may not see it. */
export type Load = { paused: boolean; kind: string; open: number; inWork: number; late: number }

/** Worst first: what of several is true, the first one is shown. */
export const HEALTHS = ['late', 'busy', 'paused', 'healthy'] as const
export type Health = (typeof HEALTHS)[number]

/** From so many pieces of unfinished work on a place is busy: one with few hands, a big one. */
const BUSY = { small: 6, big: 40 }
const BIG = new Set(['warehouse', 'distribution_centre', 'third_party', 'marketplace_warehouse'])

/** From how much unfinished work on a place of this kind counts as busy. */
export function busyFrom(kind: string): number {
  return BIG.has(kind) ? BUSY.big : BUSY.small
}

/**
 * How a location does. Late work comes before everything, also where it is paused: pausing stops
 * new orders, what lies there still has to leave.
 */
export function healthOf({ paused, kind, open, inWork, late }: Load): Health {
  if (late > 0) return 'late'
  if (paused) return 'paused'
  return open + inWork >= busyFrom(kind) ? 'busy' : 'healthy'
}

/** How many do how. */
export function countHealths(places: readonly { health: Health }[]): Record<Health, number> {
  const counts = { late: 0, busy: 0, paused: 0, healthy: 0 }
  for (const { health } of places) counts[health] += 1
  return counts
}

/** The healths that an address names: `late,busy`; none named: all are shown. */
export function shownHealths(text: string | undefined): ReadonlySet<Health> {
  const named = new Set((text ?? '').split(','))
  const shown = HEALTHS.filter((health) => named.has(health))
  return new Set(shown.length === 0 ? HEALTHS : shown)
}

/**
 * The address after one entry of the legend was pressed: the first one leaves only its kind, others
 * are added or taken away; where all or none would be left, nothing is filtered.
 */
export function pressHealth(text: string | undefined, pressed: Health): string | undefined {
  const shown = shownHealths(text)
  if (shown.size === HEALTHS.length) return pressed
  const next = HEALTHS.filter((health) => shown.has(health) !== (health === pressed))
  return next.length === 0 || next.length === HEALTHS.length ? undefined : next.join(',')
}
