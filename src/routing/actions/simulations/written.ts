import { refuse } from '../../../lib/refusal.ts'
import { validatorOf } from '../../../platform/http/validate.ts'
import { isError, type RuleProblem } from '../../domain/rules/problems.ts'
import type { RoutingRule } from '../../domain/rules/rule.ts'
import { writtenRules, type WrittenRules } from '../../schemas/rules.ts'
import type { AskedPolicy } from '../../store/simulations.ts'
import { findProblems, type RulesWorld } from '../problems.ts'
import { newRuleOf } from '../rules.ts'

const validate = validatorOf(writtenRules, 'body')

/** A policy by rules that stand in no database, and what is wrong with them in this one. */
export type Written = { policy: AskedPolicy; problems: (RuleProblem & { name: string })[] }

/** Rules as the API answers them (whatever stands beside them), or as a new one is said to it. */
export async function readWritten(
  world: RulesWorld,
  given: unknown,
  { now, nowMs }: { now: Temporal.Instant; nowMs: number },
): Promise<Written> {
  const checked = validate({ rules: listIn(given) })
  if ('error' in checked) throw checked.error
  const written = (checked.value as WrittenRules).rules
  const rules = written.map(({ id, ...rule }): RoutingRule => {
    const made = newRuleOf(rule, nowMs)
    return { ...made, id: id ?? made.id }
  })
  if (new Set(rules.map(({ id }) => id)).size < rules.length) {
    refuse('field_invalid', {
      field: '/rules',
      detail: 'Two rules have the same id: leave ids out.',
    })
  }
  const found = await findProblems(world, rules, now)
  const nameOf = new Map(rules.map(({ id, name }) => [id, name]))
  // None of them stands anywhere yet.
  const errors = found.filter((one) => isError(one, new Set()))
  const problems = errors.map((one) => ({ ...one, name: nameOf.get(one.ruleId)! }))
  const plain = { prices: false, lookAhead: null, plans: [] }
  return { policy: { of: 'draft', version: null, rules, ...plain }, problems }
}

function listIn(given: unknown): unknown {
  const isWhole = typeof given === 'object' && given !== null && 'rules' in given
  return isWhole ? given.rules : given
}
