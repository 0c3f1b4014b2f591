import { refuse } from '../../../lib/refusal.ts'
import type { NetworkBook } from '../../../network/index.ts'
import type { Queryable } from '../../../platform/db/index.ts'
import type { RateBook } from '../../../shipping/index.ts'
import type { PlanChangesBody } from '../../schemas/plan-changes.ts'
import { usualImproving } from '../../schemas/plans.ts'
import { listPlans, type StoredPlan } from '../../store.ts'
import type { AskedPlanChange } from '../../store/simulations.ts'

export type AskingWorld = { network: NetworkBook; carriers: RateBook }

/** What plans of a policy say otherwise; refuses what would do nothing. */
export async function readPlanChanges(
  db: Queryable,
  { network, carriers }: AskingWorld,
  changes: PlanChangesBody,
  field: string,
): Promise<AskedPlanChange[]> {
  const { channelByCode } = await network.current()
  const known = new Set((await carriers.current()).serviceCodes)
  const plans = await listPlans(db)
  const having = (has: (plan: StoredPlan) => boolean) => {
    return new Set(plans.flatMap((plan) => (has(plan) ? [plan.channelId] : [])))
  }
  const byCards = having(({ tariff }) => tariff.cards !== undefined)
  const leaving = having(({ objective }) => objective.unfilledPerUnit !== undefined)
  const leavesAll = changes.some(({ channel, objective }) => !channel && saysLeft(objective))
  const seen = new Set<string | undefined>()
  return changes.map(({ channel, ...change }, at) => {
    const own = `${field}/${at}`
    if (Object.keys(change).length === 0) {
      const detail =
        'Say what of the plan is otherwise: strategy, objective, services or improving.'
      return refuse('field_invalid', { field: own, detail })
    }
    if (seen.has(channel)) {
      const detail = 'Say all of one channel, and all of all channels, in one place.'
      return refuse('field_invalid', { field: `${own}/channel`, detail })
    }
    seen.add(channel)
    const found = channel === undefined ? undefined : channelByCode.get(channel)
    if (channel !== undefined && !found) {
      return refuse('channel_unknown', { field: `${own}/channel` })
    }
    const hasCards = found ? byCards.has(found.id) : byCards.size > 0
    refuseWithoutCards(change, hasCards, own)
    const leaves = leavesAll || (found ? leaving.has(found.id) : leaving.size > 0)
    refusePercentAlone(change, leaves, own)
    change.services?.forEach((code, s) => {
      if (!known.has(code)) refuse('carrier_service_unknown', { field: `${own}/services/${s}` })
    })
    const { improving, ...rest } = change
    const moving = improving ? { ...usualImproving, ...improving } : improving
    return {
      ...rest,
      ...(moving !== undefined && { improving: moving }),
      channelId: found?.id ?? null,
      channel: channel ?? null,
    }
  })
}

type Changed = PlanChangesBody[number]

function saysLeft(objective: Changed['objective']): boolean {
  return typeof objective?.unfilledPerUnit === 'number'
}

/** It counts beside what is said of every unit, as in a plan. */
function refusePercentAlone({ objective }: Changed, leaves: boolean, field: string): void {
  if (!objective?.unfilledPercent || saysLeft(objective)) return
  if (leaves && objective.unfilledPerUnit !== null) return
  const detail = 'It counts only with unfilledPerUnit: give that too, or leave this out.'
  refuse('field_invalid', { field: `${field}/objective/unfilledPercent`, detail })
}

/** Only cards have services, and only they say when a parcel comes. */
function refuseWithoutCards(
  { services, objective }: PlanChangesBody[number],
  hasCards: boolean,
  field: string,
): void {
  if (hasCards) return
  const needs = (name: string) => {
    const detail = 'It counts only where the plan in force goes by rate cards: leave it out.'
    refuse('field_invalid', { field: `${field}/${name}`, detail })
  }
  if (services !== undefined) needs('services')
  for (const name of ['latePerParcel', 'dayPerParcel'] as const) {
    if (objective?.[name]) needs(`objective/${name}`)
  }
}
