import type { RoutingLocation } from '../types.ts'
import { amongOf, type Among } from './places.ts'
import type { Closing, Limits } from './rule.ts'

/** What a rule closes, made ready. */
export type LiveClosing = { closing: Closing; isAbout: Among }

export function closingsOf({ closed = [] }: Limits): LiveClosing[] {
  return closed.map((closing) => ({ closing, isAbout: amongOf(closing.places, closing.except) }))
}

/**
 * The day (an ISO date) on which a place would work on it and that a rule closes it on; undefined
 * where it is open. `dayOf` is asked only where a closing is about the place.
 */
export function decideClosed(
  closings: readonly LiveClosing[],
  location: RoutingLocation,
  dayOf: () => string | undefined,
): string | undefined {
  for (const { closing, isAbout } of closings) {
    if (!isAbout(location)) continue
    const day = dayOf()
    if (day !== undefined && isClosedOn(closing, day)) return day
  }
  return undefined
}

/** Its days of the week, among its dates; what is left out is any. */
export function isClosedOn(closing: Closing, day: string): boolean {
  const { weekdays, from = '', until, yearly } = closing
  if (yearly && until !== undefined) {
    if (!isWithinYear(inYear(from), inYear(until), inYear(day))) return false
  } else if (day < from || (until !== undefined && day > until)) return false
  return weekdays === undefined || weekdays.includes(Temporal.PlainDate.from(day).dayOfWeek)
}

/** Over New Year where the last is before the first. 29 February is one of leap years only. */
function isWithinYear(first: string, last: string, day: string): boolean {
  return first <= last ? day >= first && day <= last : day >= first || day <= last
}

/** The month and the day of it. */
const inYear = (day: string) => day.slice(-'MM-DD'.length)

const WEEK = 7

/** Whether a day is still to come on which it closes, wherever the place is. */
export function decideEverClosed(closing: Closing, now: Temporal.Instant): boolean {
  // In the course of years each of its dates falls on all days of the week.
  if (closing.yearly) return true
  // Where the day begins last it is still the day before.
  const earliest = now.toZonedDateTimeISO('-12:00').toPlainDate().toString()
  const { from } = closing
  const first = from !== undefined && from > earliest ? from : earliest
  // All days of the week come within a week.
  const start = Temporal.PlainDate.from(first)
  const days = Array.from({ length: WEEK }, (_, n) => start.add({ days: n }).toString())
  return days.some((day) => isClosedOn(closing, day))
}
