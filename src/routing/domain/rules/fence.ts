import { distanceKm } from '../../../lib/geo.ts'
import type { Besides } from '../../../shipping/index.ts'
import type { Plan } from '../decide.ts'
import type { Moment } from '../departure.ts'
import { timingOf } from '../timing.ts'
import type { Exclusion, GroupToRoute, RoutingLocation } from '../types.ts'
import type { LiveRule } from './set.ts'

/** What a rule says of single places. */
export type Fence = {
  /** Why none of it may come from a location. */
  why(location: RoutingLocation): Exclusion | null
  /** Whole units of each SKU that stay at a location. */
  keeps(location: RoutingLocation): number
  /** Of services that come too late from a location, that they are out of the question. */
  tooLate?: (locationId: number) => Besides
  /** The distances that were too far, in km; null where it is not known. */
  far: [locationId: number, km: number | null][]
}

/** Undefined where a rule lets everything in. */
export function fenceOf(
  { rule, tierOf }: LiveRule,
  group: GroupToRoute,
  plan: Plan,
  moment: Moment | undefined,
): Fence | undefined {
  if (!rule) return undefined
  const { maxKm, sameCountry, sameDay, onTime } = rule.never
  const { country, point } = group.destination
  const far: Fence['far'] = []

  function isTooFar(location: RoutingLocation): boolean {
    if (maxKm === undefined) return false
    const km = location.point && point ? distanceKm(location.point, point) : null
    // Not known is not at distance 0.
    if (km !== null && km <= maxKm) return false
    far.push([location.id, km === null ? null : Math.round(km)])
    return true
  }

  const tooLate = (locationId: number): Besides => {
    return (service, transitDays) => {
      const by = { service, transitDays }
      const { arrivesOn } = timingOf(group, plan, moment, locationId, by)
      return arrivesOn !== undefined && arrivesOn <= group.wantedBy! ? 0 : Infinity
    }
  }

  return {
    far,
    why(location) {
      if (tierOf(location) === undefined) return 'not_in_rule'
      if (sameCountry && location.country !== country) return 'other_country'
      if (sameDay && location.sameDay !== true) return 'not_same_day'
      return isTooFar(location) ? 'too_far' : null
    },
    ...(onTime && group.wantedBy !== undefined && plan.tariff.cards && { tooLate }),
    keeps: (location) => rule.use[tierOf(location) ?? 0]?.keeps ?? 0,
  }
}
