/** When a carrier collects at a place: a day of the week (1 is Monday) and a time by its clock. */
export type CollectionTime = { day: number; at: string }

/** A place as its collections see it. */
export type Calendar = { timeZone: string; isHoliday(date: Temporal.PlainDate): boolean }

/** Without a collection in so many days there is none. */
const DAYS_MOST = 60
const SATURDAY = 6

/**
 * When what is ready to be worked on at `ready` leaves: with the first collection that is not
 * before its handling is done, on no holiday of the place. Handling goes by the clock, whether the
 * place is open or not. Undefined where nothing is collected.
 */
export function decideLeaving(
  times: readonly CollectionTime[],
  { timeZone, isHoliday }: Calendar,
  ready: Temporal.Instant,
  handlingMinutes: number,
): Temporal.Instant | undefined {
  if (times.length === 0) return undefined
  const done = ready.add({ minutes: handlingMinutes })
  const today = done.toZonedDateTimeISO(timeZone).toPlainDate()
  for (let days = 0; days <= DAYS_MOST; days += 1) {
    const date = today.add({ days })
    if (isHoliday(date)) continue
    const leaving = times
      .filter(({ day }) => day === date.dayOfWeek)
      .map(({ at }) => date.toZonedDateTime({ timeZone, plainTime: at }).toInstant())
      .filter((at) => Temporal.Instant.compare(at, done) >= 0)
      .toSorted(Temporal.Instant.compare)[0]
    if (leaving) return leaving
  }
  return undefined
}

/**
 * The day on which it is there: so many working days after the day it leaves. Working days are
 * those of the place where the carrier's clock runs, which is where it leaves from.
 */
export function decideArrival(
  leaves: Temporal.Instant,
  transitDays: number,
  { timeZone, isHoliday }: Calendar,
): Temporal.PlainDate {
  let date = leaves.toZonedDateTimeISO(timeZone).toPlainDate()
  for (let left = transitDays; left > 0;) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek < SATURDAY && !isHoliday(date)) left -= 1
  }
  return date
}
