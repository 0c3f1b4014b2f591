import { Refusal, type RefusalCode } from '../../lib/refusal.ts'
import { seesChannel, type Scope } from '../../lib/scope.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { decideTest, gotOf, type Got, type Miss } from '../domain/rules/expected.ts'
import type { DecidedMade, Made, MadeBy, RuleTest } from '../domain/rules/made.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'
import { findInForce, findRuleDraft, findRuleVersion, nextRuleVersion } from '../store/rules.ts'
import { makeReady } from './make-ready.ts'
import type { RulesWorld } from './problems.ts'

/** Decides made-up deliveries, each on its own stock; refuses what cannot be decided any more. */
export type DecideMade = (
  db: Queryable,
  made: readonly Made[],
  by: MadeBy,
) => Promise<(DecidedMade | Refusal)[]>

export type TestsWorld = RulesWorld & { decideMade: DecideMade }

/** What came of one test: what it missed, or why it cannot be run. */
export type TestResult = {
  code: string
  name: string
  outcome: 'passed' | 'failed'
  misses: Miss[]
  got: (Got & { currency: string }) | null
  problem?: { code: RefusalCode; detail: string; field?: string }
}

/** The rules that tests are run against: as they will be from a moment on. */
export type Against = { version: number; rules: readonly RoutingRule[]; at: Temporal.Instant }

export async function runTests(
  db: Queryable,
  world: TestsWorld,
  tests: readonly RuleTest[],
  { version, rules, at }: Against,
): Promise<TestResult[]> {
  if (tests.length === 0) return []
  const network = await world.network.current()
  const codeOf = (id: number) => network.locationById.get(id)?.code ?? `#${id}`
  const known = new Map(rules.map(({ id, name }) => [id, name]))
  for (const one of (await findRuleVersion(db, 'newest'))?.rules ?? []) {
    if (!known.has(one.id)) known.set(one.id, one.name)
  }
  // Without any version the plan of the channel decides, and no rule is told of.
  const ready = version === 0 ? undefined : makeReady(version, rules, world.platform.log)
  const decided =
    ready instanceof Refusal
      ? tests.map(() => ready)
      : await world.decideMade(db, tests, { rules: ready, now: at })
  return tests.map(({ code, name, expected }, i): TestResult => {
    const one = decided[i]!
    if (one instanceof Refusal) {
      const { code: why, message: detail, field } = one
      const problem = { code: why, detail, ...(field !== undefined && { field }) }
      return { code, name, outcome: 'failed', misses: [], got: null, problem }
    }
    const { record, currency } = one
    const got = gotOf(record, codeOf)
    const misses = decideTest(expected, got, { currency, ruleName: (id) => known.get(id) })
    const outcome = misses.length === 0 ? 'passed' : 'failed'
    return { code, name, outcome, misses, got: { ...got, currency } }
  })
}

/** What came of tests, with how many passed. */
export function countedOf(items: TestResult[]) {
  const passed = items.filter(({ outcome }) => outcome === 'passed').length
  return { passed, failed: items.length - passed, items }
}

/** The rules in force at a moment. */
export async function liveRules(db: Queryable, at: Temporal.Instant): Promise<Against> {
  const found = await findInForce(db, at)
  return { version: found?.version ?? 0, rules: found?.rules ?? [], at }
}

/** The draft as it would be from a moment on; undefined where it changes nothing. */
export async function draftRules(
  db: Queryable,
  at: Temporal.Instant,
): Promise<Against | undefined> {
  const { rules } = await findRuleDraft(db)
  if (!rules) return undefined
  return { version: await nextRuleVersion(db), rules, at }
}

/** Tests of channels that somebody sees. */
export function seenOf<Test extends RuleTest>(
  tests: readonly Test[],
  { channelByCode }: Network,
  scope: Scope,
): Test[] {
  if (scope === 'all') return [...tests]
  return tests.filter(({ invented }) => {
    const channel = channelByCode.get(invented.channel)
    return channel !== undefined && seesChannel(scope, channel.id)
  })
}
