/**
 * So long after a moment all orders are committed that were made before it: no transaction lasts
 * so long.
 */
const GRACE = { seconds: 10 }

/**
 * Whether the time of a shadow is over and all orders are read that were placed by then: the oldest
 * one that is not read was recorded later. Orders are read in the order of their transactions.
 */
export function decideOver(
  until: Temporal.Instant | null,
  { now, oldest }: { now: Temporal.Instant; oldest: Temporal.Instant | undefined },
): boolean {
  if (until === null) return false
  const settled = until.add(GRACE)
  const isAfter = (at: Temporal.Instant) => Temporal.Instant.compare(settled, at) <= 0
  return isAfter(now) && (oldest === undefined || isAfter(oldest))
}
