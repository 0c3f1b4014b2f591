import type { Besides } from '../../shipping/index.ts'
import type { Plan } from './decide.ts'
import { departuresAt, type Moment } from './departure.ts'
import { decideLate } from './late.ts'
import { expected, usual } from './objective.ts'
import type { GroupToRoute } from './types.ts'

/** When a parcel is ready, leaves and arrives, and how probable it is that it is late. */
export type Timing = {
  readyAt?: string
  leavesAt?: string
  arrivesOn?: string
  /** In millionths, where a day is wanted. */
  late?: number
}

/** With which service a parcel goes, and its working days. */
type By = { service: string; transitDays: number | null }

/**
 * What is known of the time of a parcel from a place; it is never guessed. Where carriage goes by
 * no cards it is not known when it is collected; `by` is undefined then.
 */
export function timingOf(
  { wantedBy }: GroupToRoute,
  { tariff, objective }: Plan,
  moment: Moment | undefined,
  locationId: number,
  by: By | undefined,
): Timing {
  const departures = moment && departuresAt(moment)(locationId)
  if (!departures) return {}
  const { readyAt } = departures
  if (!by || !tariff.cards) return { readyAt }
  const leaving = departures.leaving(tariff.rates.timesAt(by.service, locationId))
  if (!leaving) return { readyAt }
  const leavesAt = leaving.at
  if (by.transitDays === null) return { readyAt, leavesAt }
  const arrivesOn = leaving.arrivesOn(by.transitDays)
  if (wantedBy === undefined) return { readyAt, leavesAt, arrivesOn }
  const onTime = objective?.onTimePercent ?? usual.onTimePercent
  return { readyAt, leavesAt, arrivesOn, late: decideLate({ arrivesOn, wantedBy }, onTime) }
}

/**
 * What each service from a place costs besides carriage since its parcel may be late: the
 * probability of that times what it costs. Undefined where that does not count.
 */
export function latenessOf(
  { wantedBy }: GroupToRoute,
  { tariff, objective = {} }: Plan,
  moment: Moment | undefined,
): ((locationId: number) => Besides | undefined) | undefined {
  const { latePerParcel = 0, onTimePercent = usual.onTimePercent } = objective
  if (latePerParcel === 0 || wantedBy === undefined || !moment || !tariff.cards) return undefined
  const { rates } = tariff
  // Parcels come on a few days only, however many places there are.
  const costs = new Map<string, number>()
  const costOn = (arrivesOn: string) => {
    let cost = costs.get(arrivesOn)
    if (cost === undefined) {
      cost = expected(latePerParcel, decideLate({ arrivesOn, wantedBy }, onTimePercent))
      costs.set(arrivesOn, cost)
    }
    return cost
  }
  const departuresFrom = departuresAt(moment)
  return (locationId) => {
    const departures = departuresFrom(locationId)
    if (!departures) return undefined
    return (service, transitDays) => {
      const leaving = departures.leaving(rates.timesAt(service, locationId))
      return leaving && transitDays !== null ? costOn(leaving.arrivesOn(transitDays)) : 0
    }
  }
}
