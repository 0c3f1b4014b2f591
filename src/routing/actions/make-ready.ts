import { Refusal } from '../../lib/refusal.ts'
import type { Log } from '../../platform/log.ts'
import { NotReady, ruleSetOf, type RuleSet } from '../domain/rules/set.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'

/** Rules made ready to decide, or which of them cannot be; the log has why that fails. */
export function makeReady(
  version: number,
  rules: readonly RoutingRule[],
  log: Log,
): RuleSet | Refusal {
  try {
    return ruleSetOf(version, rules)
  } catch (error) {
    if (!(error instanceof NotReady)) throw error
    const { id, name } = error.rule
    log.error({ err: error, version, rule: id }, 'a rule cannot be made ready')
    const detail = `Rule ${name} (${id}) cannot be made ready to decide.`
    return new Refusal('rule_not_ready', { detail, facts: { rule: { id, name } } })
  }
}
