import { excludedOf, leftOutOf, type DecisionRecord } from './record.ts'
import type { Candidates } from './candidates.ts'
import type { Plan } from './decide.ts'
import type { Asked, RuledBy } from './rules/record.ts'
import type { GroupToRoute } from './types.ts'

/**
 * What deciding does, in order: `ready` is that the rules are made ready, before any delivery;
 * `along` is what goes along with the rest.
 */
export const decidingSteps = [
  'ready',
  'facts',
  'rules',
  'candidates',
  'costs',
  'choice',
  'along',
] as const
export type Step = (typeof decidingSteps)[number]

/** How far deciding has come: of the last attempt, where it tries more than once. */
export type Trace = { step: Step } & Known
/** The rule that is asked, and who could serve by it. */
type Known = { asked?: Asked | undefined; found?: Candidates | undefined }

/** A trace for one decision: given to it with the plan, it says afterwards where that ended. */
export function newTrace(): Trace {
  return { step: 'facts' }
}

/** Deciding comes to a step; whom nobody traces, nothing is told of. */
export function reach({ trace }: Pick<Plan, 'trace'>, step: Step, known?: Known) {
  if (trace) Object.assign(trace, { step, ...known })
}

/** The record of what was decided until something failed: nothing is chosen and nothing short. */
export function recordSoFar(
  { asked, found }: Trace,
  group: GroupToRoute,
  plan: Plan,
): DecisionRecord {
  const skus = found?.skus ?? []
  const ids = new Set(found?.list.map(({ location }) => location.id))
  return {
    format: 1,
    plan: { id: plan.id, version: plan.version, strategy: plan.strategy },
    group: { no: group.no, method: group.method },
    wanted: skus.map(({ skuId, quantity }, s) => ({
      skuId,
      quantity,
      available: found!.list.reduce((sum, { available }) => sum + available[s]!, 0),
    })),
    chosen: [],
    cost: 0,
    gap: 0,
    candidates: [...ids].map((id) => [id, null, null]),
    excluded: found ? excludedOf(found) : {},
    alternative: null,
    short: [],
    ...(found && leftOutOf(found)),
    ...(asked && { rule: namedBy(asked) }),
  }
}

/** What else it says may be what is wrong with it. */
function namedBy({ version, rule, passed }: Asked): RuledBy {
  const by = { version, id: rule?.id ?? null, name: rule?.name ?? null }
  return passed.length > 0 ? { ...by, passed } : by
}
