import type { Plan } from '../../domain/decide.ts'
import type { RoutingRule } from '../../domain/rules/rule.ts'
import { ruleSetOf } from '../../domain/rules/set.ts'
import {
  forecasts,
  openPriced,
  type Course,
  type Forecast,
  type Period,
  type Policy,
} from '../../domain/simulation/index.ts'
import type { Asked, AskedPolicy } from '../../store/simulations.ts'

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
  planOf(channelId: number): Plan
}

export function partsOf(asked: Asked, of: Of): Parts {
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
  if (at < 0) return { all, asked: asked.policies.length, without, gate: null }
  const priced = asked.policies[at]!
  const same = asked.policies.findIndex(({ prices, rules }) => {
    return !prices && JSON.stringify(rules) === JSON.stringify(priced.rules)
  })
  const plain = same >= 0 ? same : add({ ...priced, prices: false })
  const wrong = (['low', 'high'] as const).map((forecast) => {
    return { at: add(priced, forecasts[forecast]), forecast }
  })
  const gate = { plain, priced: [{ at, forecast: 'base' as const }, ...wrong] }
  return { all, asked: asked.policies.length, without, gate }
}

/** A policy with the plan of each channel as it stands, and its own rules. */
function policyOf(
  { of: name, version, rules, prices }: Pick<AskedPolicy, 'of' | 'version' | 'rules' | 'prices'>,
  { seed }: Asked,
  { period, before, planOf }: Of,
  forecast: number = forecasts.base,
): Policy {
  const withRules = planWith(rules, version ?? 0, planOf)
  if (!prices || !before) return { name, planOf: withRules }
  const { course, surroundings } = period
  return {
    name,
    planOf: withRules,
    openPrices: (cells) =>
      openPriced(before, course, cells, { surroundings, planOf, forecast, seed }),
  }
}

function planWith(rules: RoutingRule[], version: number, planOf: Of['planOf']): Policy['planOf'] {
  const set = rules.length > 0 ? ruleSetOf(version, rules) : undefined
  const plans = new Map<number, Plan>()
  return (channelId) => {
    const known = plans.get(channelId)
    if (known) return known
    // Prices that count live are not those of then: a policy has its own, or none.
    const { prices: _, ...own } = planOf(channelId)
    const plan = { ...own, rules: set }
    plans.set(channelId, plan)
    return plan
  }
}
