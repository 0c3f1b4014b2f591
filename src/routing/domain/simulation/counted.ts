import { carbonCost } from '../carbon.ts'
import { decideDeclining } from '../declines.ts'
import type { Decision, Plan } from '../decide.ts'
import { expected } from '../objective.ts'
import type { DecisionRecord } from '../record.ts'
import { dayPriceOf, decideDays, todayFor, UNKNOWN_DAYS } from '../speed.ts'
import { carbonFrom } from '../terms.ts'
import type { GroupToRoute } from '../types.ts'
import { spent, type Spent } from './figures.ts'

/** What a parcel costs by term. */
export type Paid = Partial<Record<Spent, number>>

type Chosen = DecisionRecord['chosen'][number]

/**
 * What parcels of decisions cost. By `plan`, where that is not the one that decided: a policy that
 * values its own lateness at nothing would look cheap otherwise. Carriage, parcels and handling are
 * paid whatever a plan says of them.
 */
export function paidOf(
  groups: readonly GroupToRoute[],
  decisions: readonly Decision[],
  plan: Plan | undefined,
): Paid[] {
  return decisions.flatMap(({ record }, g) =>
    record.chosen.map((chosen) => (plan ? paidBy(plan, groups[g]!, chosen) : paidIn(chosen))),
  )
}

/** As it is recorded: what only decides is nobody's bill. */
export function paidIn({ cost }: Pick<Chosen, 'cost'>): Paid {
  const paid: Paid = {}
  for (const term of spent) if (term in cost) paid[term] = cost[term as 'parcel']
  return paid
}

/** By the prices of a plan, whichever chose it. */
export function paidBy(plan: Plan, group: GroupToRoute, chosen: Chosen): Paid {
  const { latePerParcel = 0, reroutePerParcel = 0 } = plan.objective ?? {}
  const dayPrice = dayPriceOf(group, plan)
  const declining = plan.declines ? decideDeclining(plan.declines, chosen.locationId) : 0
  return {
    ...paidIn(chosen),
    late: expected(latePerParcel, chosen.time?.late ?? 0),
    speed: dayPrice === 0 ? 0 : dayPrice * daysOf(group, chosen),
    reroute: expected(reroutePerParcel, declining),
    carbon: carbonBy(plan, group, chosen),
  }
}

/** From the day of its order, as decisions of the period count it. */
function daysOf(group: GroupToRoute, { time }: Chosen): number {
  if (!group.order) return time?.days ?? UNKNOWN_DAYS
  return decideDays(time?.arrivesOn, todayFor(group, group.order.at))
}

/** As the optimiser counts it: a whole number for the parcel, and for each whole unit in it. */
function carbonBy(plan: Plan, group: GroupToRoute, { km, units }: Chosen): number {
  const { objective = {} } = plan
  const carbon = carbonFrom(group, plan, { km })
  if (!carbon || !objective.carbonPerTonne) return 0
  return units.reduce(
    (sum, [skuId, quantity]) => {
      const { gramsPerUnit, wholePerUnit } = group.demand.find((one) => one.skuId === skuId)!
      const whole = carbonCost(objective, (carbon.perGram * gramsPerUnit) / wholePerUnit)
      return sum + Math.round(whole * wholePerUnit * quantity)
    },
    carbonCost(objective, carbon.parcel),
  )
}

export function sumOf(paid: readonly Paid[]): number {
  return paid.reduce((all, one) => {
    return spent.reduce((sum, term) => sum + (one[term] ?? 0), all)
  }, 0)
}
