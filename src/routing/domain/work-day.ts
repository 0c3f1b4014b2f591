import { decideWorkDay } from '../../network/index.ts'
import type { Days, Moment } from './departure.ts'
import { todayFor } from './speed.ts'
import type { GroupToRoute } from './types.ts'

const MINUTE_MS = 60_000

/** Many orders of a minute are looked at for the same places, and calendars are slow to read. */
const remembered = new WeakMap<Days, { minute: number; day: string }>()

/**
 * The day (an ISO date) on which a place would work on what it is given at a moment, by its own
 * clock: today, or when it opens next. Where nothing is known of the place, the day of the channel.
 */
export function workDayAt(
  moment: Moment | undefined,
  locationId: number,
  group: GroupToRoute,
): string | undefined {
  const days = moment?.daysOf(locationId)
  if (!moment || !days) {
    const now = moment?.now ?? group.order?.at
    return now && todayFor(group, now)
  }
  const minute = Math.floor(moment.now.epochMilliseconds / MINUTE_MS)
  const known = remembered.get(days)
  if (known?.minute === minute) return known.day
  const day = decideWorkDay(days, moment.now).toString()
  remembered.set(days, { minute, day })
  return day
}
