/** Deliveries that may still move are looked at so often, however much time they have. */
export const LOOK_MS = 120_000
/** So long before a moment that counts they are looked at once more: time for the work itself. */
const LEAD_MS = 20_000
/** So long passes between two looks at least. */
const LEAST_MS = 40_000

/**
 * In how long to look again at what may move until some moments: the release of work, the cut-off
 * of a place. Each is looked at within a minute before its moment; what is nearer than that was
 * looked at just now.
 */
export function decideLookAgain(
  now: Temporal.Instant,
  moments: readonly Temporal.Instant[],
): number {
  const left = moments
    .map((at) => at.epochMilliseconds - now.epochMilliseconds)
    .filter((ms) => ms > LEAD_MS + LEAST_MS)
  return left.reduce((next, ms) => Math.min(next, ms - LEAD_MS), LOOK_MS)
}
