import type { RuleTerms } from '../src/inventory/domain/rules/rule.ts'
import type { App } from './app.ts'
import { RULES, ruleDesk } from './inventory/rule-desk.ts'

/** What a rule is about, by the codes that people use. */
export type About = { name?: string; sku?: string; location?: string; channel?: string }

/** A rule in one piece. */
export type SaidRule = RuleTerms & About

/** Publishes these rules through the API, in place of all that are in force. */
export async function sellBy(app: App, rules: readonly SaidRule[]): Promise<void> {
  await publish(app, rules, { isInstead: true })
}

/** Publishes these besides: nothing goes from some places, all others keep so many of each SKU. */
export async function keepBack(
  app: App,
  { barred, safety }: { barred: readonly string[]; safety: number },
): Promise<void> {
  const shut = barred.map((location) => {
    return { kind: 'eligibility' as const, eligible: false, location }
  })
  const kept = { kind: 'safety_stock' as const, quantity: safety, percent: null }
  await publish(app, [...shut, kept], { isInstead: false })
}

async function publish(
  app: App,
  rules: readonly SaidRule[],
  { isInstead }: { isInstead: boolean },
): Promise<void> {
  const client = await app.client()
  const desk = ruleDesk(client)
  const { items } = await desk.good(client.get(RULES))
  const gone = isInstead ? items.map(({ id }: { id: string }) => ({ action: 'remove', id })) : []
  const come = rules.map(({ name, sku, location, channel, ...terms }) => {
    return { action: 'add', rule: { name: name ?? terms.kind, sku, location, channel, terms } }
  })
  if (gone.length + come.length === 0) return
  await desk.change(...gone, ...come)
  await desk.publish()
}

/** What rules keep back and bar, by codes: `X A` is the SKU X at the location A; whole units. */
export type SaidByCode = {
  safety?: Record<string, number>
  barred?: readonly string[]
  threshold?: Record<string, number>
}

/** The rules that say so. */
export function rulesSaying({ safety = {}, barred = [], threshold = {} }: SaidByCode): SaidRule[] {
  const at = (pair: string) => {
    const [sku, location] = pair.split(' ') as [string, string]
    return { sku, location }
  }
  return [
    ...Object.entries(safety).map(([pair, quantity]) => {
      const terms = { kind: 'safety_stock' as const, quantity, percent: null }
      return { name: 'Rule safety', ...at(pair), ...terms }
    }),
    ...barred.map((pair) => {
      return { name: 'Rule bar', ...at(pair), kind: 'eligibility' as const, eligible: false }
    }),
    ...Object.entries(threshold).map(([sku, quantity]) => {
      return { name: 'Rule threshold', sku, kind: 'threshold' as const, quantity }
    }),
  ]
}
