import { newId } from '../../lib/ids.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { decideDraft, diffOf, type DraftWish } from '../domain/rules/draft.ts'
import type { RuleProblem } from '../domain/rules/problems.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'
import { isSameList } from '../domain/rules/standing.ts'
import { rulesPublished } from '../events.ts'
import {
  findInForce,
  findRuleDraft,
  findRuleVersion,
  insertRuleVersion,
  lockRuleDraft,
  nextRuleVersion,
  saveRuleDraft,
  type Despite,
  type Draft,
  type RuleVersion,
} from '../store/rules.ts'
import { decideRebase } from '../domain/rules/rebase.ts'
import { findRunning } from '../store/canaries.ts'
import { approvedBy, endAsking } from './approvals.ts'
import { makeReady } from './make-ready.ts'
import { findErrors, type RulesWorld } from './problems.ts'

export type By = { actor: string; now: Temporal.Instant; nowMs: number }

/** A rule as somebody says it: what is left out is as little as can be. */
export type NewRule = Pick<RoutingRule, 'name' | 'use' | 'choose'> &
  Partial<Omit<RoutingRule, 'id' | 'name' | 'use' | 'choose'>>

export function newRuleOf(given: NewRule, nowMs: number): RoutingRule {
  const { name, off = false, from = null, until = null, when = [], use, choose } = given
  const { never = {}, wishes = [], otherwise = 'channel' } = given
  return { id: newId(nowMs), name, off, from, until, when, use, choose, never, wishes, otherwise }
}

/** Adds rules to an empty draft and publishes it. */
export async function publishNewRules(
  tx: Tx,
  world: RulesWorld,
  { rules, note }: { rules: readonly NewRule[]; note: string },
  by: By,
): Promise<void> {
  const { version } = await findRuleDraft(tx)
  const wishes = rules.map((rule): DraftWish => {
    return { action: 'add', rule: newRuleOf(rule, by.nowMs) }
  })
  const draft = await changeDraft(tx, { version, wishes }, by)
  await publishRules(tx, world, { version: draft.version, note, validFrom: undefined }, by)
}

/** What became of each wish, in their order: the rule that it was about, or why not. */
export type DraftOutcome = { id: string } | Refusal

/** Changes the draft wish by wish; those that are refused change nothing, the others stand. */
export async function changeDraft(
  tx: Tx,
  { version, wishes }: { version: number; wishes: readonly DraftWish[] },
  by: By,
): Promise<{ version: number; outcomes: DraftOutcome[] }> {
  const draft = await lockRuleDraft(tx)
  refuseOtherVersion(version, draft.version)
  const live = (await findRuleVersion(tx, 'newest'))?.rules ?? []
  let rules: readonly RoutingRule[] = draft.rules ?? live
  const outcomes = wishes.map((wish, i): DraftOutcome => {
    const after = decideDraft(rules, wish, live, `/changes/${i}`)
    if (after instanceof Refusal) return after
    rules = after
    return { id: wish.action === 'add' ? wish.rule.id : wish.id }
  })
  if (outcomes.every((one) => one instanceof Refusal)) return { version, outcomes }
  const next = await saveDraft(tx, draft, { rules, live, restores: null }, by)
  return { version: next.version, outcomes }
}

/** The draft with these rules; one that says what is live is none. */
async function saveDraft(
  tx: Tx,
  { version, authors }: Draft,
  of: { rules: readonly RoutingRule[]; live: readonly RoutingRule[]; restores: number | null },
  by: By,
): Promise<Draft> {
  const { rules, live, restores } = of
  const isNone = isSameList(rules, live)
  const draft: Draft = {
    version: version + 1,
    rules: isNone ? null : [...rules],
    restores: isNone ? null : restores,
    changedAt: isNone ? null : by.now,
    changedBy: isNone ? null : by.actor,
    authors: isNone ? [] : [...new Set([...authors, by.actor])],
  }
  await saveRuleDraft(tx, draft)
  await endAsking(tx, version, 'the draft has changed', by)
  return draft
}

/** Drops all that the draft would change. */
export async function discardDraft(tx: Tx, version: number, by: By): Promise<Draft> {
  const draft = await lockRuleDraft(tx)
  refuseOtherVersion(version, draft.version)
  return saveDraft(tx, draft, { rules: [], live: [], restores: null }, by)
}

/** Makes the draft, which has no changes yet, what a version said. */
export async function restoreVersion(
  tx: Tx,
  { version, restores }: { version: number; restores: number },
  by: By,
): Promise<Draft> {
  const draft = await lockRuleDraft(tx)
  refuseOtherVersion(version, draft.version)
  if (draft.rules) refuse('draft_not_empty')
  const old = await findRuleVersion(tx, restores)
  if (!old) return refuse('not_found', { field: '/restores' })
  const newest = await findRuleVersion(tx, 'newest')
  // None is where the first of all was a canary that was returned.
  const live = newest?.rules ?? []
  if (isSameList(old.rules, live)) {
    const same = newest ? `the same rules as version ${newest.version}` : 'no rules'
    refuse('draft_empty', { field: '/restores', detail: `Version ${restores} has ${same}.` })
  }
  return saveDraft(tx, draft, { rules: old.rules, live, restores }, by)
}

export type Publication = { version: number; note: string; validFrom: Temporal.Instant | undefined }

type Tested = (rules: readonly RoutingRule[]) => Promise<Despite | null>

/** Publishes the draft as the next version, which decides on everything from a moment on. */
export async function publishRules(
  tx: Tx,
  world: RulesWorld,
  of: Publication & { tested?: Tested },
  by: By,
): Promise<RuleVersion> {
  const version = await versionOfDraft(tx, world, of, by)
  const { version: no, added, changed, removed, restores } = version
  const validFrom = version.validFrom.toString()
  const data = { version: no, added, changed, removed, restores, validFrom }
  await saveEvents(tx, rulesPublished, [
    { id: newId(by.nowMs), subject: null, actor: by.actor, data, occurredAt: by.now },
  ])
  return version
}

/**
 * Makes the draft the next version; refuses an empty one, another version of it than was shown,
 * rules that cannot be made ready or have errors, what `tested` refuses, one that nobody else has
 * approved where that is needed, and any while a canary runs: its sides would not be those any more
 * that were compared.
 */
export async function versionOfDraft(
  tx: Tx,
  world: RulesWorld,
  of: Publication & { tested?: Tested },
  by: By,
): Promise<RuleVersion> {
  const { version: shown, rules, restores } = await findRuleDraft(tx)
  refuseOtherVersion(of.version, shown)
  if (!rules) return refuse('draft_empty')
  if (of.validFrom && Temporal.Instant.compare(of.validFrom, by.now) < 0) {
    refuse('field_invalid', { field: '/validFrom', detail: 'Rules decide from now on, or later.' })
  }
  const ready = makeReady(await nextRuleVersion(tx), rules, world.platform.log)
  if (ready instanceof Refusal) throw ready
  // What is known is looked up before anything is locked; the same version has the same problems.
  const problems = await findErrors(tx, world, { rules, other: restores }, by.now)
  if (problems.length > 0)
    refuse('draft_has_errors', { facts: { problems: toldProblems(problems, rules) } })
  const despite = (await of.tested?.(rules)) ?? null
  const draft = await lockRuleDraft(tx)
  refuseOtherVersion(of.version, draft.version)
  if (await findRunning(tx)) refuse('canary_running')
  const approved = await approvedBy(tx, draft)
  const validFrom = of.validFrom ?? by.now
  // Not the newest, which may be to come: it begins with this one then, and counts as its change.
  const before = await findInForce(tx, validFrom)
  const changes = diffOf(before?.rules ?? [], rules)
  const countOf = (...actions: string[]) =>
    changes.filter(({ action }) => actions.includes(action)).length
  const version: RuleVersion = {
    version: await nextRuleVersion(tx),
    note: of.note,
    despite,
    restores: draft.restores,
    added: countOf('add'),
    changed: countOf('change', 'move'),
    removed: countOf('remove'),
    validFrom,
    publishedAt: by.now,
    publishedBy: by.actor,
    approved,
    withdrawn: null,
  }
  await insertRuleVersion(tx, { ...version, rules })
  await saveDraft(tx, draft, { rules: [], live: [], restores: null }, by)
  return version
}

/** Carries what the draft changes over to other rules that are in force now. */
export async function rebaseDraft(
  tx: Tx,
  { before, live }: { before: readonly RoutingRule[]; live: readonly RoutingRule[] },
  by: By,
): Promise<void> {
  const draft = await lockRuleDraft(tx)
  if (!draft.rules) return
  const rules = decideRebase(before, draft.rules, live)
  await saveDraft(tx, draft, { rules, live, restores: draft.restores }, by)
}

const TOLD = 100

/** What is wrong with rules, as a refusal says it. */
export function toldProblems(problems: readonly RuleProblem[], rules: readonly RoutingRule[]) {
  const nameOf = new Map(rules.map(({ id, name }) => [id, name]))
  const named = (id: string) => ({ id, name: nameOf.get(id)! })
  return problems.slice(0, TOLD).map(({ kind, ruleId, otherId }) => {
    return { kind, rule: named(ruleId), other: otherId === null ? null : named(otherId) }
  })
}
