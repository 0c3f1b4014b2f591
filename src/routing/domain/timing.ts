import type { Besides, Rates } from '../../shipping/index.ts'
import type { Plan } from './decide.ts'
import { departuresAt, type Days, type Departures, type Moment } from './departure.ts'
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
  const known = rememberedFor(rates, day.key)
  const departuresFrom = departuresAt(moment)
  return (locationId) => {
    const departures = departuresFrom(locationId)
    if (!departures) return day.unknown === 0 ? undefined : () => day.unknown
    const { days, readyMs } = departures
    const last = known.get(days)
    if (last?.locationId === locationId && last.from <= readyMs && readyMs <= last.until) {
      last.departures = departures
      return last.besides
    }
    const ways = waysFrom(departures, locationId, rates, day)
    known.set(days, ways)
    return ways.besides
  }
}

/**
 * What services from a place cost by the days on which their parcels arrive. What was answered is
 * the same for all that is ready from a moment on until the first of those asked about leaves.
 */
type Ways = {
  locationId: number
  /** Those that are asked next. */
  departures: Departures
  from: number
  until: number
  besides: Besides
}

function waysFrom(departures: Departures, locationId: number, rates: Rates, day: DayCost): Ways {
  const besides: Besides = (service, transitDays) => {
    const times = rates.timesAt(service, locationId)
    if (times.length === 0) return day.unknown
    const { readyMs, leaving } = ways.departures
    const found = leaving(times)
    ways.from = Math.max(ways.from, readyMs)
    ways.until = Math.min(ways.until, found?.atMs ?? readyMs)
    if (!found || transitDays === null) return day.unknown
    return day.costOn(found.arrivesOn(transitDays))
  }
  besides.found = new WeakMap()
  const ways = { locationId, departures, from: departures.readyMs, until: Infinity, besides }
  return ways
}

/** The last ones by the days of a place: many deliveries count days alike. */
type Remembered = WeakMap<Days, Ways>
const remembered = new WeakMap<Rates, Map<string, Remembered>>()
/** Of so many ways to count days. */
const KEYS_MOST = 32

function rememberedFor(rates: Rates, key: string): Remembered {
  let byKey = remembered.get(rates)
  if (!byKey) remembered.set(rates, (byKey = new Map()))
  let known = byKey.get(key)
  if (!known) {
    for (const oldest of byKey.keys()) {
      if (byKey.size < KEYS_MOST) break
      byKey.delete(oldest)
    }
    byKey.set(key, (known = new WeakMap()))
  }
  return known
}

/** What a parcel costs that arrives on a day, and one of which the day is not known. */
type DayCost = {
  costOn(arrivesOn: string): number
  unknown: number
  /** All that these go by. */
  key: string
}

/** Where a day is wanted: the probability that it is late times what that costs. */
function latenessOf({ wantedBy }: GroupToRoute, { objective = {} }: Plan): DayCost | undefined {
  const { latePerParcel = 0, onTimePercent = usual.onTimePercent } = objective
  if (latePerParcel === 0 || wantedBy === undefined) return undefined
  return {
    costOn: (on) => expected(latePerParcel, decideLate({ arrivesOn: on, wantedBy }, onTimePercent)),
    unknown: 0,
    key: `late ${wantedBy} ${latePerParcel} ${onTimePercent}`,
  }
}

/** Where none is: so much for each day until then. */
function speedOf(group: GroupToRoute, plan: Plan, { now }: Moment): DayCost | undefined {
  const price = dayPriceOf(group, plan)
  if (price === 0) return undefined
  const today = todayFor(group, now)
  const costOn = (on: string | undefined) => price * decideDays(on, today)
  return { costOn, unknown: costOn(undefined), key: `speed ${today} ${price}` }
}
