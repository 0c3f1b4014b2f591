import { refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'
import { listTests } from '../store/rule-tests.ts'
import { nextRuleVersion, type Despite, type RuleVersion } from '../store/rules.ts'
import { publishRules, type By, type Publication } from './rules.ts'
import { runTests, type TestResult, type TestsWorld } from './run-tests.ts'

/** Publishes the draft if all tests pass, or whatever fails where somebody says why. */
export async function publishTested(
  tx: Tx,
  world: TestsWorld,
  of: Publication & { despiteReason: string | undefined },
  by: By,
): Promise<RuleVersion> {
  const tested = testing(tx, world, { at: of.validFrom ?? by.now, reason: of.despiteReason })
  return publishRules(tx, world, { ...of, tested }, by)
}

/** Runs all tests against rules as they are from a moment on; refuses where one fails. */
export function testing(
  tx: Tx,
  world: TestsWorld,
  { at, reason }: { at: Temporal.Instant; reason: string | undefined },
): (rules: readonly RoutingRule[]) => Promise<Despite | null> {
  return async (rules) => {
    const against = { version: await nextRuleVersion(tx), rules, at }
    const results = await runTests(tx, world, await listTests(tx), against)
    const failed = results.filter(({ outcome }) => outcome === 'failed')
    if (failed.length === 0) return null
    if (reason === undefined) {
      refuse('routing_tests_failed', { facts: { tests: failed.map(toldOf) } })
    }
    return { reason: reason!, tests: failed.map(({ code }) => code) }
  }
}

function toldOf({ code, name, misses, problem }: TestResult) {
  return { code, name, says: problem ? [problem.detail] : misses.map(({ says }) => says) }
}
