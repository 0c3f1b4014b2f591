import type { Besides } from '../../../shipping/index.ts'
import type { Plan } from '../decide.ts'
import type { Moment } from '../departure.ts'
import { decideLeavesToday } from '../same-day.ts'
import { timingOf } from '../timing.ts'
import type { Exclusion, GroupToRoute, RoutingLocation } from '../types.ts'
import { workDayAt } from '../work-day.ts'
import { decideClosed } from './closings.ts'
import type { Limits } from './rule.ts'
import type { LiveRule } from './set.ts'

/** What a rule says of single places. */
export type Fence = {
  /** Why none of it may come from a location; how far that is, is only asked where it counts. */
  why(location: RoutingLocation, kmFrom: KmFrom): Exclusion | null
  /** The day (an ISO date) on which it would work on it, where it is closed for it on that. */
  closed(location: RoutingLocation): string | undefined
  /** Whole units of each SKU that stay at a location. */
  keeps(location: RoutingLocation): number
  /** What services must do, each by itself; none where carriage does not go by rate cards. */
  services: readonly ServiceLimit[]
  /** When it would come from there with the fastest of those services that were asked about. */
  earliest(locationId: number): string | null
  /** The distances that were too far, in km; null where it is not known. */
  far: [locationId: number, km: number | null][]
}

/** How far it is from a location; null where that is not known. */
export type KmFrom = (location: RoutingLocation) => number | null

/** Of services from a location, that some are out of the question; why, where none is left. */
export type ServiceLimit = { why: Exclusion; of(locationId: number): Besides }

/** Undefined where a rule lets everything in. */
export function fenceOf(
  { rule, tierOf, closings }: LiveRule,
  group: GroupToRoute,
  plan: Plan,
  moment: Moment | undefined,
): Fence | undefined {
  if (!rule) return undefined
  const { maxKm, sameCountry, sameDay } = rule.never
  const { country } = group.destination
  const far: Fence['far'] = []

  function isTooFar(location: RoutingLocation, kmFrom: KmFrom): boolean {
    if (maxKm === undefined) return false
    const km = kmFrom(location)
    // Not known is not at distance 0.
    if (km !== null && km <= maxKm) return false
    far.push([location.id, km === null ? null : Math.round(km)])
    return true
  }

  const closed = (location: RoutingLocation) =>
    decideClosed(closings, location, () => workDayAt(moment, location.id, group))

  const days = new Map<number, string>()
  const arriving = (locationId: number, on: string): void => {
    const known = days.get(locationId)
    if (known === undefined || on < known) days.set(locationId, on)
  }

  return {
    far,
    services: serviceLimitsOf(rule.never, { group, plan, moment, arriving }),
    earliest: (locationId) => days.get(locationId) ?? null,
    why(location, kmFrom) {
      if (tierOf(location) === undefined) return 'not_in_rule'
      if (sameCountry && location.country !== country) return 'other_country'
      if (closed(location) !== undefined) return 'closed_by_rule'
      if (sameDay && !sendsToday(location, moment)) return 'not_same_day'
      return isTooFar(location, kmFrom) ? 'too_far' : null
    },
    closed,
    keeps: rule.use.some(({ keeps }) => keeps)
      ? (location) => rule.use[tierOf(location) ?? 0]?.keeps ?? 0
      : () => 0,
  }
}

/** Where its hours are not known, what is said of the place alone counts. */
function sendsToday({ id, sameDay }: RoutingLocation, moment: Moment | undefined): boolean {
  return sameDay === true && decideLeavesToday(moment, id) !== false
}

function serviceLimitsOf(
  { sameDay, onTime }: Limits,
  of: {
    group: GroupToRoute
    plan: Plan
    moment: Moment | undefined
    /** Told of each day on which a service would come from a location too late. */
    arriving: (locationId: number, on: string) => void
  },
): ServiceLimit[] {
  const { group, plan, moment } = of
  const { tariff } = plan
  const { wantedBy } = group
  const limits: ServiceLimit[] = []
  if (!tariff.cards) return limits
  if (sameDay) {
    const ofToday = (id: number) => (service: string) =>
      decideLeavesToday(moment, id, tariff.rates.timesAt(service, id)) === false ? Infinity : 0
    limits.push({ why: 'not_same_day', of: ofToday })
  }
  if (onTime && wantedBy !== undefined) {
    const inTime = (id: number) => (service: string, transitDays: number | null) => {
      const { arrivesOn } = timingOf(group, plan, moment, id, { service, transitDays })
      if (arrivesOn === undefined) return Infinity
      if (arrivesOn <= wantedBy) return 0
      // Where one in time takes nothing of it, it is the others that are too late.
      of.arriving(id, arrivesOn)
      return Infinity
    }
    limits.push({ why: 'too_late', of: inTime })
  }
  return limits
}

type Limited = (locationId: number) => Besides

/** Two limits to services together. */
export function bothLimits(one: Limited | undefined, other: Limited | undefined) {
  if (!one || !other) return one ?? other
  return (id: number): Besides => {
    const [a, b] = [one(id), other(id)]
    return (service, transitDays) => a(service, transitDays) + b(service, transitDays)
  }
}

/** All limits to the services of a location together. */
export function limitedServices(services: readonly ServiceLimit[]): Limited | undefined {
  if (services.length === 0) return undefined
  return (id) => {
    const all = services.map(({ of }) => of(id))
    return (service, transitDays) => all.reduce((sum, one) => sum + one(service, transitDays), 0)
  }
}
