import { MILLION } from './objective.ts'

/** Of the parcels that are late by a day so many are late by one more: half of them. */
const STILL_LATE = 0.5

const DAY_MS = 86_400_000

/**
 * How probable it is, in millionths, that a parcel that should come on a day comes after the day on
 * which it is wanted (both ISO dates). Of those on time none does, where it should come by then;
 * the others come days later by a geometric distribution: half of them on the next day, half of the
 * rest on the day after that. What should come too late is late for certain.
 */
export function decideLate(
  { arrivesOn, wantedBy }: { arrivesOn: string; wantedBy: string },
  onTimePercent: number,
): number {
  const spare = Math.round((Date.parse(wantedBy) - Date.parse(arrivesOn)) / DAY_MS)
  if (spare < 0) return MILLION
  return Math.round((1 - onTimePercent / 100) * STILL_LATE ** spare * MILLION)
}
