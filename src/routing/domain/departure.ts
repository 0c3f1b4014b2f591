import { decideReady, type Working } from '../../network/index.ts'
import { decideArrival, decideLeaving, type CollectionTime } from '../../shipping/index.ts'

/** What is known of the days of a place. */
export type Days = Working & { handlingMinutes: number | null }

/** The moment of a decision, and the days of places. */
export type Moment = {
  now: Temporal.Instant
  daysOf(locationId: number): Days | undefined
}

/** When what a place is given at a moment is ready, and leaves; RFC 3339, in UTC. */
export type Departures = {
  readyAt: string
  /** With a service that collects at these times; undefined where there is none. */
  leaving(times: readonly CollectionTime[]): Leaving | undefined
}

/** When it leaves, and on which day (an ISO date) it arrives so many working days later. */
export type Leaving = { at: string; arrivesOn(transitDays: number): string }

const MINUTE_MS = 60_000

/**
 * The same answers for the same days and minute, so they are remembered: many orders of a minute go
 * to the same places, and calendars are slow to read.
 */
const remembered = new WeakMap<Days, { minute: number; departures: Departures | undefined }>()

/**
 * What leaves places at a moment; undefined where the hours or minutes of a place are not known:
 * nothing is guessed.
 */
export function departuresAt({
  now,
  daysOf,
}: Moment): (locationId: number) => Departures | undefined {
  const minute = Math.floor(now.epochMilliseconds / MINUTE_MS)
  const from = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS)
  return (locationId) => {
    const days = daysOf(locationId)
    if (!days) return undefined
    const known = remembered.get(days)
    if (known?.minute === minute) return known.departures
    const ready = decideReady(days, days.handlingMinutes, from)
    const departures = ready && departuresOf(ready, days)
    remembered.set(days, { minute, departures })
    return departures
  }
}

function departuresOf(ready: Temporal.Instant, { timeZone, holidays }: Days): Departures {
  const closed = new Set(holidays.map(({ on }) => on))
  const calendar = {
    timeZone,
    isHoliday: (date: Temporal.PlainDate) => closed.has(date.toString()),
  }
  const known = new Map<readonly CollectionTime[], Leaving | undefined>()
  const leavingWith = (times: readonly CollectionTime[]): Leaving | undefined => {
    const at = decideLeaving(times, calendar, ready, 0)
    if (!at) return undefined
    const arriving = new Map<number, string>()
    const arrivesOn = (transitDays: number) => {
      let on = arriving.get(transitDays)
      if (on === undefined) {
        on = decideArrival(at, transitDays, calendar).toString()
        arriving.set(transitDays, on)
      }
      return on
    }
    return { at: textOf(at), arrivesOn }
  }
  return {
    readyAt: textOf(ready),
    leaving(times) {
      if (times.length === 0) return undefined
      const found = known.get(times)
      if (found || known.has(times)) return found
      const leaves = leavingWith(times)
      known.set(times, leaves)
      return leaves
    },
  }
}

function textOf(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' })
}
