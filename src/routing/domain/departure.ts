import { decideReady, openingFrom, type Working } from '../../network/index.ts'
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
  /** The same in ms since 1970, and the days by which it is so. */
  readyMs: number
  days: Days
  /** With a service that collects at these times; undefined where there is none. */
  leaving(times: readonly CollectionTime[]): Leaving | undefined
}

/**
 * When it leaves, also in ms since 1970, and on which day (an ISO date) it arrives so many working
 * days later.
 */
export type Leaving = { at: string; atMs: number; arrivesOn(transitDays: number): string }

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
    const ready = readyAfter(days, from)
    const departures = ready && departuresOf(ready, days)
    remembered.set(days, { minute, departures })
    return departures
  }
}

/** When a place is open next, as it was found for a moment: so it is for any until it closes. */
const openings = new WeakMap<Days, { asked: number; from: number; to: number }>()

/** `decideReady`; while a place is open, or until it opens, without reading its calendar again. */
function readyAfter(days: Days, now: Temporal.Instant): Temporal.Instant | undefined {
  const { handlingMinutes } = days
  if (handlingMinutes === null) return undefined
  const at = now.epochMilliseconds
  let open = openings.get(days)
  if (!open || at < open.asked || at >= open.to) {
    const next = openingFrom(days, now)
    if (!next) return undefined
    openings.set(days, (open = { asked: at, ...next }))
  }
  const ready = Math.max(at, open.from) + handlingMinutes * MINUTE_MS
  if (ready > open.to) return decideReady(days, handlingMinutes, now)
  return Temporal.Instant.fromEpochMilliseconds(ready)
}

/**
 * What was found last with collections at some times. From when it was asked for until it leaves
 * the answer is the same: hardly any order meets a new one, however many minutes there are.
 */
type Found = { from: number; until: number; leaving: Leaving | undefined }
const found = new WeakMap<Days, WeakMap<readonly CollectionTime[], Found>>()

function departuresOf(ready: Temporal.Instant, days: Days): Departures {
  const at = ready.epochMilliseconds
  let known = found.get(days)
  if (!known) found.set(days, (known = new WeakMap()))
  let readyAt: string | undefined
  return {
    get readyAt() {
      return (readyAt ??= textOf(ready))
    },
    readyMs: at,
    days,
    leaving(times) {
      if (times.length === 0) return undefined
      const last = known.get(times)
      if (last && last.from <= at && at <= last.until) return last.leaving
      const next = foundFrom(ready, times, days)
      known.set(times, next)
      return next.leaving
    },
  }
}

function foundFrom(
  ready: Temporal.Instant,
  times: readonly CollectionTime[],
  { timeZone, holidays }: Days,
): Found {
  const closed = new Set(holidays.map(({ on }) => on))
  const calendar = {
    timeZone,
    isHoliday: (date: Temporal.PlainDate) => closed.has(date.toString()),
  }
  const from = ready.epochMilliseconds
  const at = decideLeaving(times, calendar, ready, 0)
  if (!at) return { from, until: from, leaving: undefined }
  const arriving = new Map<number, string>()
  const arrivesOn = (transitDays: number) => {
    let on = arriving.get(transitDays)
    if (on === undefined) {
      on = decideArrival(at, transitDays, calendar).toString()
      arriving.set(transitDays, on)
    }
    return on
  }
  const atMs = at.epochMilliseconds
  return { from, until: atMs, leaving: { at: textOf(at), atMs, arrivesOn } }
}

function textOf(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' })
}
