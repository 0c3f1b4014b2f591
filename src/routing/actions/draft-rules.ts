import type { Queryable } from '../../platform/db/index.ts'
import { ruleSetOf, type RuleSet } from '../domain/rules/set.ts'
import { findRuleDraft, findRuleVersion } from '../store/rules.ts'

/** The rules of a published version; undefined where there is none. */
export async function readRulesOf(db: Queryable, version: number): Promise<RuleSet | undefined> {
  const found = await findRuleVersion(db, version)
  return found && ruleSetOf(version, found.rules)
}

/** The rules as the draft would have them, by their next version; undefined where it is none. */
export async function readDraftRules(db: Queryable): Promise<RuleSet | undefined> {
  const { rules } = await findRuleDraft(db)
  if (!rules) return undefined
  const newest = await findRuleVersion(db, 'newest')
  return ruleSetOf((newest?.version ?? 0) + 1, rules)
}
