import type { Holiday } from './holidays.ts'
import { spansOn, type Hours } from './hours.ts'

/** What is known of when a location works. */
export type Working = {
  hours: Hours | null
  timeZone: string
  holidays: readonly Holiday[]
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** No opening is looked for beyond: a location that opens once in more than a year is closed. */
const AHEAD_MS = 400 * DAY_MS

/**
 * When work that is given out at a moment is ready: so many minutes later of the time in which the
 * location is open. Undefined where its hours or minutes are not known, or it does not open for
 * long enough within 400 days. Work that needs no time is ready when it is open next.
 */
export function decideReady(
  working: Working,
  minutes: number | null,
  from: Temporal.Instant,
): Temporal.Instant | undefined {
  const { hours } = working
  if (hours === null || minutes === null) return undefined
  let left = minutes * MINUTE_MS
  for (const open of openFrom({ ...working, hours }, from.epochMilliseconds)) {
    const length = open.to - open.from
    if (left <= length) return Temporal.Instant.fromEpochMilliseconds(open.from + left)
    left -= length
  }
  return undefined
}

/** The next time in which it is open, from a moment on; its rest, where it is open then. */
export function openingFrom(
  { hours, ...working }: Working,
  from: Temporal.Instant,
): Interval | undefined {
  if (!hours) return undefined
  return openFrom({ ...working, hours }, from.epochMilliseconds).next().value ?? undefined
}

/**
 * By when work that is given out at a moment should be accepted: so many minutes later of the time
 * in which the location is open, for nobody accepts at night. By the clock where its hours are not
 * known, or never come.
 */
export function decideAcceptBy(
  working: Working,
  minutes: number,
  from: Temporal.Instant,
): Temporal.Instant {
  return decideReady(working, minutes, from) ?? from.add({ minutes })
}

/**
 * The day, by its own clock, on which a location works on what it is given now: today while it is
 * open or still to open, else the day on which it opens next. Today where its hours are not known.
 */
export function decideWorkDay(working: Working, now: Temporal.Instant): Temporal.PlainDate {
  const { hours, timeZone } = working
  const next = hours && openFrom({ ...working, hours }, now.epochMilliseconds).next().value
  const at = next ? Temporal.Instant.fromEpochMilliseconds(next.from) : now
  return at.toZonedDateTimeISO(timeZone).toPlainDate()
}

const WEEK = 7

/**
 * Whether there is room on some day on which a location works on what it is given, now or later:
 * on which it opens, as far as one looks. Where its hours are not known, or never come, that is
 * every day.
 */
export function decideRoomEver(
  { hours, ...working }: Working,
  hasRoom: (day: Temporal.PlainDate) => boolean,
  now: Temporal.Instant,
): boolean {
  const dateOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(working.timeZone).toPlainDate()
  const today = dateOf(now)
  const week = Array.from({ length: WEEK }, (_, days) => today.add({ days }))
  // Most have every day room, or none.
  if (week.every(hasRoom)) return true
  if (!week.some(hasRoom)) return false
  let opens = false
  if (hours) {
    for (const { from } of openFrom({ ...working, hours }, now.epochMilliseconds)) {
      if (hasRoom(dateOf(Temporal.Instant.fromEpochMilliseconds(from)))) return true
      opens = true
    }
  }
  return !opens
}

type Known = Working & { hours: Hours }
type Interval = { from: number; to: number }

/**
 * The times in which a location is open from a moment on, in order. Between two changes of the
 * clocks the wall clock runs evenly, so each such stretch is cut into its days; an hour that comes
 * twice so counts twice, as `decideOpen` says.
 */
function* openFrom({ hours, timeZone, holidays }: Known, fromMs: number): Generator<Interval> {
  const endMs = fromMs + AHEAD_MS
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone)
  while (at.epochMilliseconds < endMs) {
    const change = at.getTimeZoneTransition('next')
    const stretch = {
      from: at.epochMilliseconds,
      to: Math.min(change?.epochMilliseconds ?? Infinity, endMs),
    }
    const offsetMs = at.offsetNanoseconds / 1e6
    let date = at.toPlainDate()
    for (let midnight = midnightOf(date, offsetMs); midnight < stretch.to; midnight += DAY_MS) {
      for (const { from, to } of spansOn(hours, date, holidays)) {
        const open = {
          from: Math.max(midnight + from * MINUTE_MS, stretch.from),
          to: Math.min(midnight + to * MINUTE_MS, stretch.to),
        }
        if (open.from < open.to) yield open
      }
      date = date.add({ days: 1 })
    }
    if (!change) return
    at = change
  }
}

/** When the day would have begun had the clocks always gone as they go now. */
function midnightOf({ year, month, day }: Temporal.PlainDate, offsetMs: number): number {
  return Date.UTC(year, month - 1, day) - offsetMs
}
