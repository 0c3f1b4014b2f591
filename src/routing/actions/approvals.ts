import { newId } from '../../lib/ids.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { closeTasksOf, raiseTasks, type NewTask } from '../../tasks/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { refuse, type Refusal } from '../../lib/refusal.ts'
import {
  decideApprovable,
  decideAskable,
  decideDeclinable,
  decidePublishable,
  type ToApprove,
} from '../domain/rules/approval.ts'
import { approvalChanged, publishingChanged } from '../events.ts'
import {
  findApproval,
  findPublishing,
  insertApproval,
  saveAnswer,
  savePublishing,
  type Approval,
  type Publishing,
} from '../store/approvals.ts'
import { lockRuleDraft, type Draft } from '../store/rules.ts'
import type { By } from './rules.ts'

/** How it stands with the approval of a draft as it is. */
export type Standing = ToApprove & { asked: Approval | undefined }

export async function standingOf(
  db: Queryable,
  { version, authors }: Pick<Draft, 'version' | 'authors'>,
): Promise<Standing> {
  const { secondPerson } = await findPublishing(db)
  return { isNeeded: secondPerson, authors, asked: await findApproval(db, version) }
}

/** Refuses what nobody else has approved; answers who asked and who did, where that was done. */
export async function approvedBy(
  tx: Tx,
  draft: Draft,
): Promise<{ requestedBy: string; approvedBy: string } | null> {
  const standing = await standingOf(tx, draft)
  throwing(decidePublishable(standing))
  const { asked } = standing
  if (asked?.outcome !== 'approved') return null
  return { requestedBy: asked.requestedBy, approvedBy: asked.decidedBy! }
}

/** Asks that somebody else approves the draft, in the version that was seen. */
export async function askApproval(
  tx: Tx,
  { version, note }: { version: number; note: string | null },
  by: By,
): Promise<void> {
  const standing = await lockStanding(tx, version)
  throwing(decideAskable(standing))
  const id = newId(by.nowMs)
  const who = { requestedAt: by.now, requestedBy: by.actor }
  await insertApproval(tx, { id, draftVersion: version, note, ...who })
  await raiseTasks(tx, [taskOf(version)], by)
  await tell(tx, { draftVersion: version, became: 'requested' }, by)
}

/** Approves or declines what was asked about the draft, in the version that was seen. */
export async function answerApproval(
  tx: Tx,
  of: { version: number; outcome: 'approved' | 'declined'; note: string | null },
  by: By,
): Promise<void> {
  const standing = await lockStanding(tx, of.version)
  const isYes = of.outcome === 'approved'
  throwing(isYes ? decideApprovable(standing, by.actor) : decideDeclinable(standing))
  await saveAnswer(tx, standing.asked!.id, {
    outcome: of.outcome,
    decisionNote: of.note,
    decidedAt: by.now,
    decidedBy: by.actor,
  })
  await endAsking(tx, of.version, `the draft is ${of.outcome}`, by)
  await tell(tx, { draftVersion: of.version, became: of.outcome }, by)
}

/** Nobody but whoever answers ends it: else nobody would be asked again. */
export const approvalAsked = 'approval_asked'

const about = (draftVersion: number) => ({
  cause: approvalAsked,
  subjectKind: 'routing_draft',
  subjectId: String(draftVersion),
})

/** What whoever may approve finds among what needs a person. */
function taskOf(draftVersion: number): NewTask {
  return {
    ...about(draftVersion),
    summary: 'Approval of the draft of the routing rules is asked for',
    nextStep: 'Open the draft under Routing, review what it changes, and approve or decline it.',
  }
}

/** Nobody waits any more for an answer about a version of the draft, if anybody did. */
export async function endAsking(
  tx: Tx,
  draftVersion: number,
  outcome: string,
  by: By,
): Promise<void> {
  await closeTasksOf(tx, [about(draftVersion)], by, outcome)
}

/** The draft, which nobody changes or publishes till the end of the transaction. */
async function lockStanding(tx: Tx, version: number): Promise<Standing> {
  const draft = await lockRuleDraft(tx)
  refuseOtherVersion(version, draft.version)
  if (!draft.rules) return refuse('draft_empty')
  return standingOf(tx, draft)
}

function throwing(refusal: Refusal | undefined): void {
  if (refusal) throw refusal
}

type Became = { draftVersion: number; became: 'requested' | 'approved' | 'declined' }

async function tell(tx: Tx, data: Became, { actor, now, nowMs }: By): Promise<void> {
  await saveEvents(tx, approvalChanged, [
    { id: newId(nowMs), subject: null, actor, data, occurredAt: now },
  ])
}

/** Says whether drafts need a second person from now on. */
export async function changePublishing(
  tx: Tx,
  { version, secondPerson }: { version: number; secondPerson: boolean },
  by: By,
): Promise<Publishing> {
  const draft = await lockRuleDraft(tx)
  const before = await findPublishing(tx)
  refuseOtherVersion(version, before.version)
  if (before.secondPerson === secondPerson) return before
  const next = { secondPerson, version: version + 1, changedAt: by.now, changedBy: by.actor }
  if (!(await savePublishing(tx, next))) refuseOtherVersion(version, version + 1)
  await saveEvents(tx, publishingChanged, [
    {
      id: newId(by.nowMs),
      subject: null,
      actor: by.actor,
      data: { secondPerson },
      occurredAt: by.now,
    },
  ])
  if (!secondPerson) await endAsking(tx, draft.version, 'no second person is needed any more', by)
  else if ((await findApproval(tx, draft.version))?.outcome === null) {
    await raiseTasks(tx, [taskOf(draft.version)], by)
  }
  return next
}
