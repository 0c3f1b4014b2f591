/** A server that is busy day and night learns all the same. */
const LONGEST = { hours: 6 }

/**
 * Whether rates are learnt now. All sales of some weeks are read for it, which slows down who sells
 * by a third: what is due begins while a server is not busy, or some hours later.
 */
export function decideLearning(
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
  isBusy: boolean,
): boolean {
  const from = isBusy ? dueAt.add(LONGEST) : dueAt
  return Temporal.Instant.compare(now, from) >= 0
}
