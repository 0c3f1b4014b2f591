import type { RuleTimes } from './rule.ts'

/** A moment by the clock on a wall: 1 is Monday, minutes since midnight. */
export type WallMinute = { day: number; minute: number }

export function wallMinuteOf(now: Temporal.Instant, timeZone: string): WallMinute {
  const local = now.toZonedDateTimeISO(timeZone)
  return { day: local.dayOfWeek, minute: local.hour * 60 + local.minute }
}

/**
 * Whether a rule counts at a moment, by the clock on the wall: an hour that comes twice when the
 * clocks go back counts both times or neither, and one that is left out in spring is left out.
 */
export function isInForce(times: RuleTimes, now: Temporal.Instant, timeZone: string): boolean {
  const { from, until } = times
  if (from !== null && Temporal.Instant.compare(now, from) < 0) return false
  if (until !== null && Temporal.Instant.compare(now, until) >= 0) return false
  return !isWeekly(times) || isInWeek(times, wallMinuteOf(now, timeZone))
}

/** Whether it goes by weekdays or hours, and so by a clock on a wall. */
export function isWeekly({ weekdays, hours }: RuleTimes): boolean {
  return weekdays !== null || hours !== null
}

/** What lasts beyond midnight belongs to the day on which it began. */
export function isInWeek({ weekdays, hours }: RuleTimes, { day, minute }: WallMinute): boolean {
  if (hours === null) return weekdays!.includes(day)
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)]
  const isOvernight = to <= from
  if (isOvernight && minute < to) return isOn(weekdays, day === 1 ? 7 : day - 1)
  return minute >= from && (isOvernight || minute < to) && isOn(weekdays, day)
}

function isOn(weekdays: readonly number[] | null, day: number): boolean {
  return weekdays === null || weekdays.includes(day)
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
