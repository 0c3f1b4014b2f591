import type { Besides } from '../../shipping/index.ts'
import type { Plan } from './decide.ts'
import { departuresAt, type Moment } from './departure.ts'
import { decideLate } from './late.ts'
import { expected, usual } from './objective.ts'
import { dayPriceOf, decideDays, todayFor } from './speed.ts'
import type { GroupToRoute } from './types.ts'

/** When a parcel is ready, leaves and arrives, and how probable it is that it is late. */
export type Timing = {
  readyAt?: string
  leavesAt?: string
  arrivesOn?: string
  /** In millionths, where a day is wanted. */
  late?: number
  /** Until it arrives, where that costs something. */
  days?: number
}

/** With which service a parcel goes, and its working days. */
type By = { service: string; transitDays: number | null }

/**
 * What is known of the time of a parcel from a place; it is never guessed. Where carriage goes by
 * no cards it is not known when it is collected; `by` is undefined then.
 */
export function timingOf(
  group: GroupToRoute,
  plan: Plan,
  moment: Moment | undefined,
  locationId: number,
  by: By | undefined,
): Timing {
  const known = knownTiming(group, plan, moment, locationId, by)
  // Where no service goes nothing counts for days either.
  if (!moment || !by || dayPriceOf(group, plan) === 0) return known
  return { ...known, days: decideDays(known.arrivesOn, todayFor(group, moment.now)) }
}

function knownTiming(
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
 * What each service from a place costs besides carriage by the day on which its parcel arrives.
 * Undefined where that does not count.
 */
export function timeCostOf(
  group: GroupToRoute,
  plan: Plan,
  moment: Moment | undefined,
): ((locationId: number) => Besides | undefined) | undefined {
  const { tariff } = plan
  if (!moment || !tariff.cards) return undefined
  const day = latenessOf(group, plan) ?? speedOf(group, plan, moment)
  if (!day) return undefined
  const { rates } = tariff
  // Parcels come on a few days only, however many places there are.
  const costs = new Map<string, number>()
  const costOn = (arrivesOn: string) => {
    let cost = costs.get(arrivesOn)
    if (cost === undefined) costs.set(arrivesOn, (cost = day.costOn(arrivesOn)))
    return cost
  }
  const departuresFrom = departuresAt(moment)
  return (locationId) => {
    const departures = departuresFrom(locationId)
    if (!departures) return day.unknown === 0 ? undefined : () => day.unknown
    return (service, transitDays) => {
      const leaving = departures.leaving(rates.timesAt(service, locationId))
      return leaving && transitDays !== null ? costOn(leaving.arrivesOn(transitDays)) : day.unknown
    }
  }
}

/** What a parcel costs that arrives on a day, and one of which the day is not known. */
type DayCost = { costOn(arrivesOn: string): number; unknown: number }

/** Where a day is wanted: the probability that it is late times what that costs. */
function latenessOf({ wantedBy }: GroupToRoute, { objective = {} }: Plan): DayCost | undefined {
  const { latePerParcel = 0, onTimePercent = usual.onTimePercent } = objective
  if (latePerParcel === 0 || wantedBy === undefined) return undefined
  return {
    costOn: (on) => expected(latePerParcel, decideLate({ arrivesOn: on, wantedBy }, onTimePercent)),
    unknown: 0,
  }
}

/** Where none is: so much for each day until then. */
function speedOf(group: GroupToRoute, plan: Plan, { now }: Moment): DayCost | undefined {
  const price = dayPriceOf(group, plan)
  if (price === 0) return undefined
  const today = todayFor(group, now)
  const costOn = (on: string | undefined) => price * decideDays(on, today)
  return { costOn, unknown: costOn(undefined) }
}
