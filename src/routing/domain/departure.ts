import { decideReady, type Working } from '../../network/index.ts'
import { decideArrival, decideLeaving, type CollectionTime } from '../../shipping/index.ts'

/** What is known of the days of a place. */
export type Days = Working & { handlingMinutes: number | null }

/** The moment of a decision, and the days of places. */
export type Moment = {
  now: Temporal.Instant
  daysOf(locationId: number): Days | undefined
}

/** What is known of a place at one minute. */
type Known = {
  minute: number
  readyAt: Temporal.Instant | undefined
  leaving: Map<readonly CollectionTime[], Temporal.Instant | undefined>
  arriving: Map<string, string>
}

const MINUTE_MS = 60_000

/**
 * The same answers for the same days and minute, so they are remembered: many orders of a minute go
 * to the same places, and calendars are slow to read.
 */
const remembered = new WeakMap<Days, Known>()

function knownOf({ now }: Moment, days: Days): Known {
  const minute = Math.floor(now.epochMilliseconds / MINUTE_MS)
  const known = remembered.get(days)
  if (known?.minute === minute) return known
  const from = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS)
  const ready = decideReady(days, days.handlingMinutes, from)
  const fresh = { minute, readyAt: ready, leaving: new Map(), arriving: new Map() }
  remembered.set(days, fresh)
  return fresh
}

/** When what a place is given now is ready; undefined where its hours or minutes are not known. */
export function readyAt(moment: Moment, locationId: number): Temporal.Instant | undefined {
  const days = moment.daysOf(locationId)
  return days && knownOf(moment, days).readyAt
}

/** When that leaves with a service, by the times at which it collects there. */
export function leavesAt(
  moment: Moment,
  locationId: number,
  times: readonly CollectionTime[],
): Temporal.Instant | undefined {
  const days = moment.daysOf(locationId)
  const known = days && knownOf(moment, days)
  if (!known?.readyAt || times.length === 0) return undefined
  if (!known.leaving.has(times)) {
    known.leaving.set(times, decideLeaving(times, calendarOf(days!), known.readyAt, 0))
  }
  return known.leaving.get(times)
}

/** The day on which what leaves a place then arrives, as an ISO date. */
export function arrivesOn(
  moment: Moment,
  locationId: number,
  { leaves, transitDays }: { leaves: Temporal.Instant; transitDays: number },
): string {
  const days = moment.daysOf(locationId)!
  const { arriving } = knownOf(moment, days)
  const key = `${leaves.epochMilliseconds} ${transitDays}`
  let on = arriving.get(key)
  if (on === undefined) {
    on = decideArrival(leaves, transitDays, calendarOf(days)).toString()
    arriving.set(key, on)
  }
  return on
}

function calendarOf({ timeZone, holidays }: Days) {
  const closed = new Set(holidays.map(({ on }) => on))
  return { timeZone, isHoliday: (date: Temporal.PlainDate) => closed.has(date.toString()) }
}
