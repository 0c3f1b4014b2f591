import { noRules } from '../src/inventory/index.ts'
import type { Rule, RuleScope, RuleTerms } from '../src/inventory/domain/rules/rule.ts'
import type { App } from './app.ts'

const ANY: RuleScope = {
  skuId: null,
  category: null,
  skuTag: null,
  locationId: null,
  group: null,
  locationTag: null,
  locationKind: null,
  channelId: null,
  method: null,
}

const ALWAYS = { from: null, until: null, weekdays: null, hours: null }

/** A rule that is in force at all times, for everything but what is named. */
export function ruleOf(
  terms: RuleTerms,
  scope: Partial<RuleScope> = {},
  id = '00000000-0000-7000-8000-000000000001',
): Rule {
  return { id, name: 'Limit', scope: { ...ANY, ...scope }, times: ALWAYS, terms }
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
