import { newId } from '../../../lib/ids.ts'
import { refuse } from '../../../lib/refusal.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { saveEvents } from '../../../platform/events/index.ts'
import { raiseTasks } from '../../../tasks/index.ts'
import { decidePromotable } from '../../domain/rules/approval.ts'
import { canaryEnded } from '../../events.ts'
import {
  lockCanary,
  saveEnd,
  type CanaryCause,
  type CanaryOutcome,
  type CanaryWhy,
  type RunningCanary,
} from '../../store/canaries.ts'
import { findPublishing } from '../../store/approvals.ts'
import { findRuleVersion, lockRuleDraft, type RuleVersion } from '../../store/rules.ts'
import { rebaseDraft, type By } from '../rules.ts'
import { toldOf } from './told.ts'

/** How it ends, and why. */
export type End = {
  outcome: CanaryOutcome
  cause: CanaryCause
  why: CanaryWhy | null
  note: string | null
}

/** A person says that its version decides on everything from now on, or on nothing any more. */
export async function endByHand(
  tx: Tx,
  of: { id: string; outcome: CanaryOutcome; note: string | null },
  by: By,
): Promise<void> {
  // Before the canary: who publishes locks the draft first too.
  await lockRuleDraft(tx)
  const canary = (await lockCanary(tx, of.id)) ?? refuse('not_found')
  if (canary.endedAt) refuse('canary_over')
  const after = await findRuleVersion(tx, canary.version)
  if (of.outcome === 'promoted') await refuseUnapproved(tx, after!)
  await endCanary(tx, canary, { ...of, cause: 'by_hand', why: null }, by)
  if (of.outcome === 'returned') return
  const before = await findRuleVersion(tx, canary.control)
  await rebaseDraft(tx, { before: before?.rules ?? [], live: after!.rules }, by)
}

/** What is promoted is in force for everybody: it needs what publishing needs. */
async function refuseUnapproved(tx: Tx, { approved }: RuleVersion): Promise<void> {
  const { secondPerson: isNeeded } = await findPublishing(tx)
  const refusal = decidePromotable({ isNeeded, isApproved: approved !== null })
  if (refusal) throw refusal
}

/** Ends one that the caller holds; what nobody has asked for is a task for a person. */
export async function endCanary(
  tx: Tx,
  { id, version }: RunningCanary,
  end: End,
  by: By,
): Promise<void> {
  const { outcome, cause, why, note } = end
  await saveEnd(tx, id, { outcome, cause, why, note, endedAt: by.now, endedBy: by.actor })
  const guard = why && 'guard' in why ? why.guard : null
  const data = { canary: id, version, outcome, cause, guard }
  await saveEvents(tx, canaryEnded, [
    { id: newId(by.nowMs), subject: null, actor: by.actor, data, occurredAt: by.now },
  ])
  if (cause === 'by_hand') return
  const task = {
    cause: 'canary_returned',
    subjectKind: 'routing_canary',
    subjectId: id,
    summary: toldOf(version, end),
    nextStep: 'Look at its figures under Routing, then correct the rules, or try them once more.',
  }
  await raiseTasks(tx, [task], by)
}
