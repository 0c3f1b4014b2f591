import type { Declines } from '../declines.ts'
import type { Improving, Plan } from '../decide.ts'
import type { Objective } from '../objective.ts'

/** What a plan may count otherwise: what is believed of carriers and roads stays as it is. */
export const changeable = [
  'latePerParcel',
  'dayPerParcel',
  'reroutePerParcel',
  'carbonPerTonne',
  'unfilledPerUnit',
  'unfilledPercent',
] as const satisfies readonly (keyof Objective)[]

/** How plans of a policy differ from those in force. What is left out stays. */
export type PlanChange = {
  /** Null: of all channels. */
  channelId: number | null
  strategy?: Plan['strategy']
  /** Null: as if the plan did not say it. */
  objective?: Partial<Record<(typeof changeable)[number], number | null>>
  /** Of plans that go by rate cards: only these services; null: all. */
  services?: string[] | null
  /** Whether deliveries move until they are released; null: they stay. */
  improving?: Improving | null
}

/** Of changes what a channel has of them: first what is said of all, then what is said of it. */
export function changesOf(changes: readonly PlanChange[], channelId: number): PlanChange[] {
  return [null, channelId].flatMap((id) => changes.filter((one) => one.channelId === id))
}

/** The services of a channel that counts others than its plan; undefined where it does not. */
export function servicesOf(
  changes: readonly PlanChange[],
  channelId: number,
): string[] | null | undefined {
  return changesOf(changes, channelId).findLast(({ services }) => services !== undefined)?.services
}

/** A plan with another strategy or other prices; its tariff is another matter (`servicesOf`). */
export function changedPlan(plan: Plan, changes: readonly PlanChange[], declines: Declines): Plan {
  const changed = { ...plan, objective: { ...plan.objective } }
  for (const { strategy, objective = {}, improving } of changes) {
    if (strategy) changed.strategy = strategy
    if (improving !== undefined) changed.improving = improving
    for (const name of changeable) {
      const amount = objective[name]
      if (amount === null) delete changed.objective[name]
      else if (amount !== undefined) changed.objective[name] = amount
    }
  }
  return (changed.objective.reroutePerParcel ?? 0) > 0 ? { ...changed, declines } : changed
}
