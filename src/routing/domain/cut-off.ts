import { decideReady } from '../../network/index.ts'
import { decideLeaving, type CollectionTime } from '../../shipping/index.ts'
import type { Days } from './departure.ts'

const SECOND_MS = 1000

/**
 * The last second, from a moment up to another, in which what a place is given still leaves with
 * the collection that it leaves with now, of any service; undefined where that does not change, or
 * the place's hours or minutes are not known.
 */
export function decideCutOff(
  days: Days,
  services: readonly (readonly CollectionTime[])[],
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Temporal.Instant | undefined {
  const closed = new Set(days.holidays.map(({ on }) => on))
  const calendar = {
    timeZone: days.timeZone,
    isHoliday: (date: Temporal.PlainDate) => closed.has(date.toString()),
  }
  const leavesAt = (times: readonly CollectionTime[], given: Temporal.Instant) => {
    const ready = decideReady(days, days.handlingMinutes, given)
    return ready && decideLeaving(times, calendar, ready, 0)?.epochMilliseconds
  }
  const lastOf = (times: readonly CollectionTime[]): Temporal.Instant | undefined => {
    const now = leavesAt(times, from)
    if (now === undefined || leavesAt(times, until) === now) return undefined
    // What is given later never leaves earlier.
    let [low, high] = [0, until.epochMilliseconds - from.epochMilliseconds]
    while (high - low > SECOND_MS) {
      const middle = Math.floor((low + high) / 2)
      if (leavesAt(times, from.add({ milliseconds: middle })) === now) low = middle
      else high = middle
    }
    return from.add({ milliseconds: low })
  }
  return [...new Set(services)]
    .flatMap((times) => lastOf(times) ?? [])
    .toSorted(Temporal.Instant.compare)[0]
}
