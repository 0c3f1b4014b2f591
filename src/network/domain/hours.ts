import { Refusal } from '../../lib/refusal.ts'
import type { Holiday } from './holidays.ts'

/** An interval of every week, by the clock of the location. `day` is 1 (Monday) to 7 (Sunday). */
export type WeeklyInterval = { day: number; open: string; close: string }

/** A day that differs: open then instead of the weekly hours, or closed where no time is given. */
export type HoursException = { on: string; open?: string; close?: string }

/**
 * When a location is open. Times are `HH:MM`, `24:00` is the end of the day. An interval holds its
 * first minute and not its last: 09:00 to 18:00 is closed at 18:00. What lasts beyond midnight is
 * two intervals. A day may have several of them, of the week or of an exception.
 */
export type Hours = { weekly: WeeklyInterval[]; exceptions: HoursException[] }

/** Minutes of a day. */
type Span = { from: number; to: number }

/**
 * Opening hours as they are kept, in order of time; or what is wrong with them (`hours_invalid`):
 * an interval that does not open before it closes, two that overlap, an exception with one time
 * only, or a day that is both closed and open. `field` is where they stand in the request.
 */
export function decideHours(given: Hours, field: string): Hours | Refusal {
  const weekly = given.weekly.map((interval, i) => {
    return { key: String(interval.day), at: `${field}/weekly/${i}`, span: spanOf(interval) }
  })
  const exceptions = given.exceptions.map((exception, i) => {
    const { on, open, close } = exception
    const span = isOpening(exception) ? spanOf(exception) : undefined
    const isHalf = (open === undefined) !== (close === undefined)
    return { key: on, at: `${field}/exceptions/${i}`, span, isHalf }
  })
  const half = exceptions.find(({ isHalf }) => isHalf)
  if (half) return wrong(half.at, 'Give both open and close, or neither for a closed day')
  for (const named of Map.groupBy([...weekly, ...exceptions], ({ key }) => key).values()) {
    const fault = faultOf(named)
    if (fault) return fault
  }
  return {
    weekly: given.weekly.toSorted((a, b) => a.day - b.day || compareText(a.open, b.open)),
    exceptions: given.exceptions.toSorted(
      (a, b) => compareText(a.on, b.on) || compareText(a.open ?? '', b.open ?? ''),
    ),
  }
}

/** What is wrong with the intervals of one day, if anything is. */
function faultOf(named: readonly { at: string; span: Span | undefined }[]): Refusal | undefined {
  const sorted = named.toSorted((a, b) => (a.span?.from ?? -1) - (b.span?.from ?? -1))
  for (const [i, { at, span }] of sorted.entries()) {
    if (!span) {
      if (sorted.length === 1) continue
      return wrong(at, 'The same day has another entry, and this one says that it is closed')
    }
    if (span.from >= span.to) return wrong(at, 'It closes before it opens')
    const before = sorted[i - 1]?.span
    if (before && before.to > span.from) return wrong(at, 'It overlaps another of the same day')
  }
  return undefined
}

/**
 * Whether a location is open at a moment; null where its hours are not known. Goes by the clock on
 * its wall: an hour that comes twice when the clocks go back is open both times or closed both
 * times, and one that is left out in spring is left out. It is closed on a holiday, unless it has
 * an exception of its own for that day.
 */
export function decideOpen(
  hours: Hours | null,
  timeZone: string,
  now: Temporal.Instant,
  holidays: readonly Holiday[] = [],
): boolean | null {
  if (hours === null) return null
  const local = now.toZonedDateTimeISO(timeZone)
  const minute = local.hour * 60 + local.minute
  const spans = spansOn(hours, local.toPlainDate(), holidays)
  return spans.some(({ from, to }) => from <= minute && minute < to)
}

/** When it is open on a day, by the clock on its wall. */
export function spansOn(
  { weekly, exceptions }: Hours,
  date: Temporal.PlainDate,
  holidays: readonly Holiday[],
): Span[] {
  const on = date.toString()
  const special = exceptions.filter((exception) => exception.on === on)
  if (special.length > 0) return special.filter(isOpening).map(spanOf)
  if (holidays.some((holiday) => holiday.on === on)) return []
  return weekly.filter(({ day }) => day === date.dayOfWeek).map(spanOf)
}

function isOpening(exception: HoursException): exception is Required<HoursException> {
  return exception.open !== undefined && exception.close !== undefined
}

function spanOf({ open, close }: { open: string; close: string }): Span {
  return { from: minuteOf(open), to: minuteOf(close) }
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function wrong(field: string, detail: string): Refusal {
  return new Refusal('hours_invalid', { field, detail })
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
