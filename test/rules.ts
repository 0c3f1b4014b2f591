import { noRules } from '../src/inventory/index.ts'
import {
  always,
  anything,
  type Rule,
  type RuleScope,
  type RuleTerms,
} from '../src/inventory/domain/rules/rule.ts'
import type { App } from './app.ts'

/** A rule that is in force at all times, for everything but what is named. */
export function ruleOf(
  terms: RuleTerms,
  scope: Partial<RuleScope> = {},
  id = '00000000-0000-7000-8000-000000000001',
): Rule {
  return { id, name: 'Limit', scope: { ...anything, ...scope }, times: always, terms }
}

/** Puts rules in force in one server at once, whatever is published; the first is most specific. */
export function inForce(app: App, rules: readonly Rule[]): void {
  app.orders.rules.current = async () => ({
    ...noRules,
    version: 1,
    ofKind: (kind) => rules.filter(({ terms }) => terms.kind === kind),
    matching: (kind, skuId, { channelId, method }) =>
      rules.filter(
        ({ terms, scope }) =>
          terms.kind === kind &&
          (scope.skuId === null || scope.skuId === skuId) &&
          (scope.channelId === null || scope.channelId === channelId) &&
          (scope.method === null || scope.method === method),
      ),
  })
}
