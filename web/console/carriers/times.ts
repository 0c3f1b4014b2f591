import { dayOf, wallTime } from '../../lib/wall-time.ts'
import type { Service, Time } from './use-carriers.ts'

const DAYS = [1, 2, 3, 4, 5, 6, 7]

/** When a service collects at a location: by its own times, else by those that hold for all. */
export function timesAt({ collections }: Pick<Service, 'collections'>, location: string | null) {
  const own = collections.find((one) => one.location === location)
  const all = collections.find((one) => one.location === null)
  return { isOwn: own !== undefined && location !== null, times: (own ?? all)?.times ?? [] }
}

/** `Mon–Fri 16:30, Sat 12:00`: days in a row with the same times together. */
export function timesText(language: string, times: readonly Time[]): string {
  const of = (day: number) =>
    times
      .filter((one) => one.day === day)
      .map(({ at }) => at)
      .toSorted()
  const runs: { from: number; to: number; at: string[] }[] = []
  for (const day of DAYS) {
    const at = of(day)
    const last = runs.at(-1)
    if (last && last.to === day - 1 && last.at.join() === at.join()) last.to = day
    else runs.push({ from: day, to: day, at })
  }
  const shown = runs.filter(({ at }) => at.length > 0)
  return shown
    .map(({ from, to, at }) => {
      const days = from === to ? dayShort(language, from) : daysBetween(language, from, to)
      return `${days} ${at.map((time) => wallTime(language, time)).join(' + ')}`
    })
    .join(', ')
}

function daysBetween(language: string, from: number, to: number): string {
  return `${dayShort(language, from)}–${dayShort(language, to)}`
}

function dayShort(language: string, day: number): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short' })
  return format.format(Date.UTC(2001, 0, day))
}

const DAY_MS = 24 * 60 * 60_000
/** As far as the server looks. */
const DAYS_MOST = 60

/** The next collection by the clock there, on no holiday; undefined where there is none. */
export function nextCollection(
  times: readonly Time[],
  clock: { date: string; time: string },
  holidays: readonly { on: string }[],
): { date: string; time: string } | undefined {
  const closed = new Set(holidays.map(({ on }) => on))
  const first = Date.parse(`${clock.date}T00:00:00Z`)
  for (let days = 0; days <= DAYS_MOST; days += 1) {
    const date = new Date(first + days * DAY_MS).toISOString().slice(0, 10)
    if (closed.has(date)) continue
    const [time] = times
      .filter(({ day, at }) => day === dayOf(date) && (days > 0 || at >= clock.time))
      .map(({ at }) => at)
      .toSorted()
    if (time !== undefined) return { date, time }
  }
  return undefined
}

/** Rows of the form: they keep their `id` while others come and go. */
export type TimeRow = { id: number; day: number; at: string }

export function rowsOf(times: readonly Time[]): TimeRow[] {
  return times.map((one, id) => ({ ...one, id }))
}

/** One more on a day: as the day before has it. */
export function addTime(rows: readonly TimeRow[], day: number): TimeRow[] {
  const before = rows.findLast((one) => one.day < day)
  const at = rows.some((one) => one.day === day) ? '' : (before?.at ?? '17:00')
  const id = Math.max(-1, ...rows.map((one) => one.id)) + 1
  return [...rows, { id, day, at }]
}

/** Monday's times on every weekday. */
export function copyMonday(rows: readonly TimeRow[]): TimeRow[] {
  const monday = rows.filter(({ day }) => day === 1)
  const rest = rows.filter(({ day }) => day > 5)
  const all = [1, 2, 3, 4, 5].flatMap((day) => monday.map((one) => ({ ...one, day })))
  return [...all, ...rest].map((one, id) => ({ ...one, id }))
}

/** What is sent: each time once, in the order of the week. */
export function timesOf(rows: readonly TimeRow[]): Time[] {
  const keys = new Set(rows.map(({ day, at }) => `${day} ${at}`))
  return [...keys].toSorted().map((key) => ({ day: Number(key[0]), at: key.slice(2) }))
}
