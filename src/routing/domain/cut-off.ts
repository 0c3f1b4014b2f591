import { decideReady } from '../../network/index.ts'
import { decideLeaving, type CollectionTime } from '../../shipping/index.ts'
import type { Days } from './departure.ts'

const SECOND_MS = 1000

/**
 * The last seconds, from a moment up to another, in which what a place is given still leaves with a
 * collection, for each collection of any service that is missed in that time; in order. Empty where
 * none is, or the place's hours or minutes are not known.
 */
export function decideCutOffs(
  days: Days,
  services: readonly (readonly CollectionTime[])[],
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Temporal.Instant[] {
  const closed = new Set(days.holidays.map(({ on }) => on))
  const calendar = {
    timeZone: days.timeZone,
    isHoliday: (date: Temporal.PlainDate) => closed.has(date.toString()),
  }
  const lastMs = until.epochMilliseconds - from.epochMilliseconds
  /** Of all services alike, and calendars are slow to read. */
  const known = new Map<number, Temporal.Instant | undefined>()
  const readyAfter = (ms: number): Temporal.Instant | undefined => {
    if (!known.has(ms)) {
      known.set(ms, decideReady(days, days.handlingMinutes, from.add({ milliseconds: ms })))
    }
    return known.get(ms)
  }
  const found = new Map<number, Temporal.Instant>()
  for (const times of new Set(services)) {
    let ready = readyAfter(0)
    while (ready) {
      const leaves = decideLeaving(times, calendar, ready, 0)
      if (!leaves || isBy(readyAfter(lastMs), leaves)) break
      // What is given later is never ready earlier.
      let [low, high] = [0, lastMs]
      while (high - low > SECOND_MS) {
        const middle = Math.floor((low + high) / 2)
        if (isBy(readyAfter(middle), leaves)) low = middle
        else high = middle
      }
      found.set(low, from.add({ milliseconds: low }))
      ready = readyAfter(high)
    }
  }
  return [...found.values()].toSorted(Temporal.Instant.compare)
}

function isBy(ready: Temporal.Instant | undefined, leaves: Temporal.Instant): boolean {
  return ready !== undefined && Temporal.Instant.compare(ready, leaves) <= 0
}
