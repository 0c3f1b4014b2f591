import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Caller } from '../../platform/http/caller.ts'
import {
  decideApprovable,
  decideAskable,
  decideDeclinable,
  decidePublishable,
} from '../domain/rules/approval.ts'
import { diffOf } from '../domain/rules/draft.ts'
import { isError } from '../domain/rules/problems.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'
import type { RuleSet } from '../domain/rules/set.ts'
import { beforeEach } from '../domain/rules/withdrawal.ts'
import { findRunning } from '../store/canaries.ts'
import {
  findInForce,
  findRuleDraft,
  findRuleVersion,
  listComing,
  nextRuleVersion,
  type Draft,
} from '../store/rules.ts'
import type { Approval } from '../store/approvals.ts'
import { standingOf, type Standing } from './approvals.ts'
import { makeReady } from './make-ready.ts'
import { findProblems, findPublished, type FindInOrders, type RulesWorld } from './problems.ts'

/** The draft as the API shows it to somebody; `isChange`: after what they have just changed. */
export async function showDraft(
  db: Queryable,
  world: RulesWorld & { findInOrders: FindInOrders },
  caller: Pick<Caller, 'id' | 'scope'>,
  now: Temporal.Instant,
  { isChange = false }: { isChange?: boolean } = {},
) {
  const draft = await findRuleDraft(db)
  const newest = await findRuleVersion(db, 'newest')
  const live = newest?.rules ?? []
  const rules = draft.rules ?? live
  const next = await nextRuleVersion(db)
  refuseNotReady(makeReady(next, rules, world.platform.log), isChange ? undefined : draft)
  const problems = await findProblems(world, rules, now, world.findInOrders)
  const published = await findPublished(db, rules, draft.restores)
  const standing = await standingOf(db, draft)
  const isFree = !(await findRunning(db))
  const whole = draft.rules
    ? [...approvalActs(standing, caller.id, isFree), 'discard']
    : next > 1
      ? ['rollback']
      : []
  return {
    ...headOf(draft),
    basedOn: newest?.version ?? 0,
    next,
    rules,
    changes: diffOf(live, rules),
    coming: await comingOf(db, rules, now),
    problems: problems.map((one) => ({ ...one, keepsFromPublishing: isError(one, published) })),
    approval: { isNeeded: standing.isNeeded, asked: askedOf(standing.asked) },
    can: caller.scope === 'all' ? ['change', ...whole] : [],
  }
}

/**
 * Nothing can be told of a rule that nobody can read; by the version of the draft it can be
 * removed. A change that is refused so is not made, nor is the version that it would have had.
 */
function refuseNotReady(ready: RuleSet | Refusal, draft: Draft | undefined): void {
  if (!(ready instanceof Refusal)) return
  const { code, message: detail, facts } = ready
  refuse(code, { detail, facts: { ...facts, ...(draft && { current: draft.version }) } })
}

/** What publishing before a version that is still to come changes: that one begins with it. */
async function comingOf(db: Queryable, rules: readonly RoutingRule[], now: Temporal.Instant) {
  const coming = await listComing(db, now)
  if (coming.length === 0) return []
  const inForce = await findInForce(db, now)
  const rulesOf = async (version: number | null) => {
    if (version === null) return []
    return version === inForce?.version
      ? inForce.rules
      : (await findRuleVersion(db, version))!.rules
  }
  const told = []
  for (const { one, before } of beforeEach(coming, inForce?.version ?? null)) {
    const changes = diffOf(await rulesOf(before), rules)
    told.push({ version: one.version, validFrom: one.validFrom.toString(), changes })
  }
  return told
}

function headOf({ version, restores, changedAt, changedBy }: Draft) {
  return { version, restores, changedAt: changedAt?.toString() ?? null, changedBy }
}

/** What is left to do until it is published, and who may. `isFree`: no canary runs. */
function approvalActs(standing: Standing, actor: string, isFree: boolean): string[] {
  return [
    ...(isFree && !decidePublishable(standing) ? ['publish'] : []),
    ...(decideAskable(standing) ? [] : ['ask']),
    ...(decideApprovable(standing, actor) ? [] : ['approve']),
    ...(decideDeclinable(standing) ? [] : ['decline']),
  ]
}

function askedOf(asked: Approval | undefined) {
  if (!asked) return null
  const { draftVersion: _, requestedAt, decidedAt, ...rest } = asked
  return {
    ...rest,
    requestedAt: requestedAt.toString(),
    decidedAt: decidedAt?.toString() ?? null,
  }
}
