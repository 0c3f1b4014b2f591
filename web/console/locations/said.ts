import type { Tone } from '../../ui/pill.tsx'
import { wallTime } from '../../lib/wall-time.ts'
import { isOpenAt, todayOf, type Interval, type Location } from './hours.ts'
import type { LocationWords } from './words.en.ts'

/** How it stands, in a word. */
export function stateOf(
  { archived, paused, incomplete }: Location,
  said: LocationWords,
): { tone: Tone; name: string } {
  if (archived) return { tone: 'neutral', name: said.archived }
  if (paused) return { tone: 'attention', name: said.paused }
  if (incomplete.length > 0) return { tone: 'attention', name: said.incomplete }
  return { tone: 'done', name: said.open }
}

/** `09:00–12:30, 14:00–18:00`. */
export function intervalsIn(language: string, intervals: readonly Interval[]): string {
  return intervals
    .map(({ open, close }) => `${wallTime(language, open)}–${wallTime(language, close)}`)
    .join(', ')
}

/** The hours of today, and whether it is open now. */
export function todayIn(
  language: string,
  location: Location,
  now: number,
  said: LocationWords,
): string {
  const today = todayOf(location, now)
  if (today === null) return said.hoursUnknown
  if (today.intervals.length === 0) return said.closedToday
  const text = intervalsIn(language, today.intervals)
  return isOpenAt(location, now) ? said.openNow(text) : said.closedNow(text)
}

/** What it does for customers, in a cell of the list. */
export function doesOf(location: Location, said: LocationWords): string {
  const { ships, pickup, curbside, sameDay } = location
  const does = [
    ships && said.ships,
    pickup && said.pickup,
    curbside && said.curbside,
    sameDay && said.sameDay,
  ].filter(Boolean)
  return does.length === 0 ? said.doesNothing : does.join(', ')
}

/** What is missing, and why that matters. */
export function missingOf({ incomplete }: Location, said: LocationWords) {
  return incomplete.map((field) => ({ field, ...said.missing[field] }))
}
