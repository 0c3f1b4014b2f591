/** Commands that are being answered at one moment, from which on a server is busy. */
const BUSY = 8
/** A server that is busy day and night learns all the same. */
const LONGEST = { hours: 6 }

/**
 * Whether rates are learnt now. All sales of some weeks are read for it, which slows down who sells
 * by a third: what is due begins while few commands are being answered, or some hours later.
 */
export function decideLearning(
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
  running: number,
): boolean {
  const from = running < BUSY ? dueAt : dueAt.add(LONGEST)
  return Temporal.Instant.compare(now, from) >= 0
}
