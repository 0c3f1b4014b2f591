import { Refusal } from './refusal.ts'

/** How far the clock of whoever tells something may be ahead of ours. */
const AHEAD_MINUTES = 5

/** The refusal of a time that has not come yet (a zone mistaken, a wrong year), or undefined. */
export function aheadOf(
  now: Temporal.Instant,
  at: Temporal.Instant,
  field: string,
): Refusal | undefined {
  if (Temporal.Instant.compare(at, now.add({ minutes: AHEAD_MINUTES })) <= 0) return undefined
  const detail = `${at} lies in the future: here it is ${now}`
  return new Refusal('field_invalid', { field, detail })
}

/** Nothing has happened after it was told: a clock that is ahead is taken for ours. */
export function happenedBy(now: Temporal.Instant, told = now): Temporal.Instant {
  return Temporal.Instant.compare(told, now) > 0 ? now : told
}
