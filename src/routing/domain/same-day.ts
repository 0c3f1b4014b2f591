import type { CollectionTime } from '../../shipping/index.ts'
import { departuresAt, type Moment } from './departure.ts'

/**
 * Whether what a place is given at a moment is ready on that day by its clock and, where something
 * collects it at these times, leaves on it. Undefined where the moment or the hours or minutes of
 * the place are not known.
 */
export function decideLeavesToday(
  moment: Moment | undefined,
  locationId: number,
  times: readonly CollectionTime[] = [],
): boolean | undefined {
  const days = moment?.daysOf(locationId)
  if (!moment || !days || days.hours === null || days.handlingMinutes === null) return undefined
  const departures = departuresAt(moment)(locationId)
  // Of what it opens for too rarely nothing is ever ready.
  const at = times.length > 0 ? departures?.leaving(times)?.at : departures?.readyAt
  if (at === undefined) return false
  const dateOf = (instant: Temporal.Instant) =>
    instant.toZonedDateTimeISO(days.timeZone).toPlainDate()
  return dateOf(Temporal.Instant.from(at)).equals(dateOf(moment.now))
}
