import type { Queryable } from '../../../platform/db/index.ts'
import { decideStanding } from '../../domain/rules/standing.ts'
import { listTests } from '../../store/rule-tests.ts'
import { findRuleDraft, findRuleVersion, nextRuleVersion } from '../../store/rules.ts'
import type { Asked, AskedPolicy } from '../../store/simulations.ts'
import { countedOf, runTests, type TestsWorld } from '../run-tests.ts'

/**
 * What the routing tests come to by the rules of each policy, as they were played, and what became
 * of the draft that was. Tests go by the plans in force: a policy with another plan has no other.
 */
export async function runTestsOf(
  db: Queryable,
  world: TestsWorld,
  { policies }: Asked,
  now: Temporal.Instant,
) {
  const tests = await listTests(db)
  const next = await nextRuleVersion(db)
  const runs = []
  const places = policies.map((policy, at) => ({ policy, at }))
  for (const [, some] of Map.groupBy(places, ({ policy }) => policy.version)) {
    const { version, rules } = some[0]!.policy
    const against = { version: version ?? next, rules, at: now }
    const items = await runTests(db, world, tests, against)
    runs.push({ policies: some.map(({ at }) => at), ...countedOf(items) })
  }
  const drafted = policies.find(({ of }) => of === 'draft')
  return { at: now.toString(), runs, draft: drafted ? await standingOf(db, drafted) : null }
}

async function standingOf(db: Queryable, { rules: then }: AskedPolicy) {
  const { version, rules } = await findRuleDraft(db)
  const published = (await findRuleVersion(db, 'newest'))?.rules ?? []
  const standing = decideStanding(then, { draft: rules ?? undefined, published })
  return { standing, version }
}
