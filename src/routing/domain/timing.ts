import type { Besides } from '../../shipping/index.ts'
import { arrivesOn, leavesAt, readyAt, type Moment } from './departure.ts'
import { decideLate } from './late.ts'
import { expected, usual } from './objective.ts'
import type { Plan } from './decide.ts'
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
  group: GroupToRoute,
  { tariff, objective }: Plan,
  moment: Moment | undefined,
  locationId: number,
  by: By | undefined,
): Timing {
  const ready = moment && readyAt(moment, locationId)
  if (!ready) return {}
  const timing: Timing = { readyAt: textOf(ready) }
  if (!by || !tariff.cards) return timing
  const leaves = leavesAt(moment, locationId, tariff.rates.timesAt(by.service, locationId))
  if (!leaves) return timing
  timing.leavesAt = textOf(leaves)
  const { transitDays } = by
  if (transitDays === null) return timing
  const on = arrivesOn(moment, locationId, { leaves, transitDays })
  timing.arrivesOn = on
  const { wantedBy } = group
  if (wantedBy === undefined) return timing
  const onTime = objective?.onTimePercent ?? usual.onTimePercent
  timing.late = decideLate({ arrivesOn: on, wantedBy }, onTime)
  return timing
}

/**
 * What each service costs besides carriage since its parcel may be late: the probability of that
 * times what it costs. Undefined where that does not count.
 */
export function latenessOf(
  group: GroupToRoute,
  plan: Plan,
  moment: Moment | undefined,
  locationId: number,
): Besides | undefined {
  const cost = plan.objective?.latePerParcel ?? 0
  if (cost === 0 || group.wantedBy === undefined || !moment || !plan.tariff.cards) return undefined
  return (service, transitDays) => {
    const { late = 0 } = timingOf(group, plan, moment, locationId, { service, transitDays })
    return expected(cost, late)
  }
}

/** As a record keeps it: RFC 3339, in UTC. */
function textOf(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' })
}
