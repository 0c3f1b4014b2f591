import type { Plan } from './decide.ts'
import type { GroupToRoute } from './types.ts'

/** So many days a parcel counts as where nobody knows when it arrives: it is not there at once. */
export const UNKNOWN_DAYS = 7

const DAY_MS = 86_400_000

/** Days from a day until the one on which a parcel arrives (ISO dates), 0 on the same. */
export function decideDays(arrivesOn: string | undefined, today: string): number {
  if (arrivesOn === undefined) return UNKNOWN_DAYS
  return Math.max(0, Math.round((Date.parse(arrivesOn) - Date.parse(today)) / DAY_MS))
}

/**
 * The day from which days are counted, by the clock of the channel: one for all places, so that
 * they compare.
 */
export function todayFor({ order }: GroupToRoute, now: Temporal.Instant): string {
  const { at, timeZone } = order ?? { at: now, timeZone: 'UTC' }
  return at.toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/**
 * What a day costs until a parcel arrives: only of what is sent by cards, and where the customer
 * named no day, since then it counts whether it is late.
 */
export function dayPriceOf(
  { wantedBy, pickupLocationId }: GroupToRoute,
  { tariff, objective }: Plan,
): number {
  if (wantedBy !== undefined || pickupLocationId !== undefined || !tariff.cards) return 0
  return objective?.dayPerParcel ?? 0
}
