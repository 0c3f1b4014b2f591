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

const MINUTE_MS = 60_000

/**
 * The moment at which the clock on the wall shows `2026-11-28T14:30` in a time zone. Where it shows
 * that twice it is the first; where never, the moment of the leap. Undefined where it is no time.
 */
export function momentOf(timeZone: string, wall: string): string | undefined {
  const wanted = Date.parse(`${wall}Z`)
  if (Number.isNaN(wanted)) return undefined
  const shownAt = (moment: number) => {
    const { date, time } = wallClock(timeZone, moment)
    return Date.parse(`${date}T${time}Z`)
  }
  // What is a day earlier and later shows the offsets that there can be.
  const offsets = [-1, 1].map((day) => {
    const near = wanted + day * 24 * 60 * MINUTE_MS
    return shownAt(near) - near
  })
  const moments = offsets.map((offset) => wanted - offset).toSorted((a, b) => a - b)
  const found = moments.find((moment) => shownAt(moment) === wanted) ?? moments[1]!
  return new Date(found).toISOString()
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
