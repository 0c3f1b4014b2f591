import type { PlanOf } from '../../book/plans.ts'
import type { Declines } from '../../domain/declines.ts'
import type { Plan } from '../../domain/decide.ts'
import { usualLookAhead } from '../../domain/outlook.ts'
import { asIfNow } from '../../domain/rules/dates.ts'
import { ruleSetOf, type RuleSet } from '../../domain/rules/set.ts'
import {
  changedPlan,
  changesOf,
  forecasts,
  openPriced,
  servicesOf,
  type Course,
  type Forecast,
  type Period,
  type Policy,
} from '../../domain/simulation/index.ts'
import type { Asked, AskedPolicy } from '../../store/simulations.ts'

const instant = (text: string) => Temporal.Instant.from(text)

/** All that is played, by its place: what was asked for comes first. */
export type Parts = {
  all: Policy[]
  asked: number
  /** The first policy without each of its rules. */
  without: { at: number; rule: { id: string; name: string } }[]
  /** Where prices are asked for: the first that has them, beside the same rules without. */
  gate: { plain: number; priced: { at: number; forecast: Forecast }[] } | null
}

type Of = {
  period: Period
  before: Course | undefined
  planOf: PlanOf
  declines: Declines
}

/** `isFirst`: of the first numbers, which prove nothing of prices. */
export function partsOf(asked: Asked, of: Of, isFirst = false): Parts {
  const all = asked.policies.map((policy) => policyOf(policy, asked, of))
  const add = (policy: AskedPolicy, forecast?: number) =>
    all.push(policyOf(policy, asked, of, forecast)) - 1
  const [first] = asked.policies
  const left = asked.ruleCosts ? first!.rules.filter(({ off }) => !off) : []
  const without = left.map(({ id, name }) => {
    const rules = first!.rules.filter((rule) => rule.id !== id)
    return { at: add({ ...first!, rules }), rule: { id, name } }
  })
  const at = asked.policies.findIndex(({ prices }) => prices)
  if (at < 0 || isFirst) return { all, asked: asked.policies.length, without, gate: null }
  const priced = asked.policies[at]!
  const textOf = ({ rules, plans = [], asIfNow: asOf }: AskedPolicy) => {
    return JSON.stringify([rules, plans, asOf])
  }
  const same = asked.policies.findIndex((policy) => {
    return !policy.prices && textOf(policy) === textOf(priced)
  })
  const plain = same >= 0 ? same : add({ ...priced, prices: false })
  const wrong = (['low', 'high'] as const).map((forecast) => {
    return { at: add(priced, forecasts[forecast]), forecast }
  })
  const gate = { plain, priced: [{ at, forecast: 'base' as const }, ...wrong] }
  return { all, asked: asked.policies.length, without, gate }
}

/** A policy with its own rules, and the plan of each channel as it stands or as it changes it. */
function policyOf(
  policy: AskedPolicy,
  { seed, unfilledPercent }: Asked,
  of: Of,
  forecast: number = forecasts.base,
): Policy {
  const { period, before } = of
  const { version, asIfNow: asOf } = policy
  const rules = asOf === undefined ? policy.rules : asIfNow(policy.rules, instant(asOf))
  const set = rules.length > 0 ? ruleSetOf(version ?? 0, rules) : undefined
  const planOf = remembered((channelId) => planWith(policy, of, channelId, set))
  const plain = {
    name: policy.of,
    planOf,
    ...((policy.plans ?? []).length > 0 && { countedBy: inForce(of) }),
  }
  if (!policy.prices || !before) return plain
  const { course, surroundings } = period
  return {
    ...plain,
    openPrices: (cells) =>
      openPriced(before, course, cells, {
        surroundings,
        planOf,
        forecast,
        seed,
        lookAhead: policy.lookAhead ?? usualLookAhead,
        unfilledPercent,
      }),
  }
}

/** The plans by whose prices all is counted: those in force. */
export function inForce({ planOf, declines }: Pick<Of, 'planOf' | 'declines'>): Policy['planOf'] {
  return remembered((channelId) => changedPlan(planOf(channelId, null), [], declines))
}

/** For the bound: the same with every service that one of the policies may send with. */
export function widest(
  { policies }: Pick<Asked, 'policies'>,
  { planOf }: Pick<Of, 'planOf'>,
): Policy['planOf'] {
  return remembered((channelId) => {
    const own = policies.map(({ plans = [] }) => servicesOf(plans, channelId))
    if (own.every((services) => services === undefined)) return planOf(channelId, null)
    return planOf(channelId, null, null)
  })
}

function planWith(
  { plans: changes = [] }: AskedPolicy,
  { planOf, declines }: Of,
  channelId: number,
  rules: RuleSet | undefined,
): Plan {
  // Prices that count live are not those of then: a policy has its own, or none.
  const { prices: _, ...own } = planOf(channelId, null, servicesOf(changes, channelId))
  return { ...changedPlan(own, changesOf(changes, channelId), declines), rules }
}

function remembered(planOf: Policy['planOf']): Policy['planOf'] {
  const plans = new Map<number, Plan>()
  return (channelId) => {
    const known = plans.get(channelId)
    if (known) return known
    const plan = planOf(channelId)
    plans.set(channelId, plan)
    return plan
  }
}
