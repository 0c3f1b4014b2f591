/** How a canary has ended, if it has. */
type Ended = { outcome: 'promoted' | 'returned' | null; endedAt: Temporal.Instant | null }

/**
 * Whether the version of a canary decided on an order as the rules of a share: it did not count for
 * everybody when the order was placed.
 */
export function decideOnCanary({ outcome, endedAt }: Ended, placedAt: Temporal.Instant): boolean {
  if (outcome !== 'promoted' || endedAt === null) return true
  return Temporal.Instant.compare(placedAt, endedAt) < 0
}
