/** A day on which the locations that name its calendar are closed. */
export type Holiday = { on: string; name: string }

/** Days as they are kept: in order of time, each once. A day may have several names. */
export function decideHolidays(given: readonly Holiday[]): Holiday[] {
  const once = new Map(given.map(({ on, name }) => [`${on} ${name}`, { on, name }]))
  return [...once].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, day]) => day)
}

/** How far ahead the answer of a location tells its holidays. */
const AHEAD_DAYS = 60

/** The days of a calendar from today on by the clock of a location, for some weeks. */
export function holidaysAhead(
  days: readonly Holiday[],
  timeZone: string,
  now: Temporal.Instant,
): Holiday[] {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const [from, to] = [today.toString(), today.add({ days: AHEAD_DAYS }).toString()]
  return days.filter(({ on }) => from <= on && on < to)
}
