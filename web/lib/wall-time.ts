/** A moment by the clock on a wall: `day` is 1 (Monday) to 7 (Sunday). */
export type WallClock = { date: string; day: number; time: string }

/** What the clock on the wall shows in a time zone. */
export function wallClock(timeZone: string, now: number): WallClock {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const parts = Object.fromEntries(
    format.formatToParts(now).map(({ type, value }) => [type, value]),
  )
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`
  return { date, day: dayOf(date), time: `${parts['hour']}:${parts['minute']}` }
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/**
 * The moment at which the clock on the wall shows a date and time (`2026-03-29T18:00`); undefined
 * where that is none. Of an hour that comes twice, the second; one that is left out is an hour on.
 */
export function momentAt(timeZone: string, local: string): string | undefined {
  const wanted = LOCAL.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN
  if (Number.isNaN(wanted)) return undefined
  const offBy = (moment: number) => {
    const { date, time } = wallClock(timeZone, moment)
    return Date.parse(`${date}T${time}:00Z`) - moment
  }
  // The offset a day before and after is right on all days but those of a change.
  const [before, after] = [offBy(wanted - 86_400_000), offBy(wanted + 86_400_000)]
  const moments = [wanted - after, wanted - before]
  const moment = moments.find((one) => one + offBy(one) === wanted) ?? wanted - before
  return new Date(moment).toISOString()
}

/** The day of the week of a date, 1 is Monday. */
export function dayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** `HH:MM`, up to `24:00`, as the language writes it: `6:30 pm`. */
export function wallTime(language: string, time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const isTwelve = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions().hour12
  const format = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    hour: isTwelve ? 'numeric' : '2-digit',
    minute: '2-digit',
  })
  return format.format(Date.UTC(2000, 0, 1, hour, minute))
}

/** A date without a time: `Thu, 24 Dec 2026`. */
export function wallDate(language: string, date: string): string {
  const format = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return format.format(Date.parse(`${date}T00:00:00Z`))
}

/** What a day of the week is called. */
export function dayName(language: string, day: number): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' })
  return format.format(Date.UTC(2001, 0, day))
}
