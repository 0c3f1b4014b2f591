import type { Queryable } from '../../platform/db/index.ts'
import { ruleSetOf, type RuleSet } from '../domain/rules/set.ts'
import { findRuleDraft, findRuleVersion, nextRuleVersion } from '../store/rules.ts'

/** The rules of a published version (0: none were published); undefined where there is none. */
export async function readRulesOf(db: Queryable, version: number): Promise<RuleSet | undefined> {
  if (version === 0) return ruleSetOf(0, [])
  const found = await findRuleVersion(db, version)
  return found && ruleSetOf(version, found.rules)
}

/** The rules as the draft would have them, by their next version; undefined where it is none. */
export async function readDraftRules(db: Queryable): Promise<RuleSet | undefined> {
  const { rules } = await findRuleDraft(db)
  if (!rules) return undefined
  return ruleSetOf(await nextRuleVersion(db), rules)
}
