/** How a location is fed by one source: how often it should be, and when it last was. */
export type FeedWatch = {
  locationId: number
  source: string
  /** Null where nobody said how often. */
  everyMinutes: number | null
  /** Of what is on hand, what is held back from sale while the feed is overdue. */
  bufferPercent: number
  /** When `everyMinutes` was set; null where it never was. */
  setAt: Temporal.Instant | null
  /** When the last feed was true, and when it came. */
  lastAsOf: Temporal.Instant | null
  lastReceivedAt: Temporal.Instant | null
  /** Since when people have been told that it is overdue. */
  overdueSince: Temporal.Instant | null
  version: number
}

/**
 * Whether the numbers of a location are older than they should be: by when they were true, not by
 * when they came. Before the first feed its time runs from when it was asked for.
 */
export function decideOverdue(
  watch: Pick<FeedWatch, 'everyMinutes' | 'setAt' | 'lastAsOf'>,
  now: Temporal.Instant,
): boolean {
  const from = watch.lastAsOf ?? watch.setAt
  if (watch.everyMinutes === null || from === null) return false
  return Temporal.Instant.compare(from.add({ minutes: watch.everyMinutes }), now) < 0
}

/**
 * Units held back at so many percent: of what is on hand, so that caution does not shrink while
 * goods are sold; rounded up, never more than is available.
 */
export function decideHeldBack(percent: number, onHand: number, available: number): number {
  return available > 0 ? Math.min(available, Math.ceil((Math.max(0, onHand) * percent) / 100)) : 0
}

/** What is known of the feed of one location, of several sources the worst. */
export type Freshness = {
  source: string
  asOf: Temporal.Instant | null
  overdue: boolean
  bufferPercent: number
}

/** By location: an overdue feed before others, the larger buffer first, then the older. */
export function freshnessOf(
  watches: readonly FeedWatch[],
  now: Temporal.Instant,
): Map<number, Freshness> {
  const byLocation = new Map<number, Freshness>()
  for (const watch of watches) {
    const overdue = decideOverdue(watch, now)
    const bufferPercent = overdue ? watch.bufferPercent : 0
    const one = { source: watch.source, asOf: watch.lastAsOf, overdue, bufferPercent }
    const known = byLocation.get(watch.locationId)
    if (!known || isWorse(one, known)) byLocation.set(watch.locationId, one)
  }
  return byLocation
}

function isWorse(one: Freshness, other: Freshness): boolean {
  if (one.overdue !== other.overdue) return one.overdue
  if (one.bufferPercent !== other.bufferPercent) return one.bufferPercent > other.bufferPercent
  const at = (asOf: Temporal.Instant | null) => asOf?.epochMilliseconds ?? 0
  return at(one.asOf) < at(other.asOf)
}
