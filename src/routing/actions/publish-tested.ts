import { refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'
import { listTests } from '../store/rule-tests.ts'
import { findRuleVersion, type Despite, type RuleVersion } from '../store/rules.ts'
import { publishRules, type By, type Publication } from './rules.ts'
import { runTests, type TestResult, type TestsWorld } from './run-tests.ts'

/** Publishes the draft if all tests pass, or whatever fails where somebody says why. */
export async function publishTested(
  tx: Tx,
  world: TestsWorld,
  of: Publication & { despiteReason: string | undefined },
  by: By,
): Promise<RuleVersion> {
  const tested = async (rules: readonly RoutingRule[]): Promise<Despite | null> => {
    const version = ((await findRuleVersion(tx, 'newest'))?.version ?? 0) + 1
    const against = { version, rules, at: of.validFrom ?? by.now }
    const results = await runTests(tx, world, await listTests(tx), against)
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    if (failed.length === 0) return null
    if (of.despiteReason === undefined) {
      refuse('routing_tests_failed', { facts: { tests: failed.map(toldOf) } })
    }
    return { reason: of.despiteReason!, tests: failed.map(({ code }) => code) }
  }
  return publishRules(tx, world, { ...of, tested }, by)
}

function toldOf({ code, name, misses, problem }: TestResult) {
  return { code, name, says: problem ? [problem.detail] : misses.map(({ says }) => says) }
}
