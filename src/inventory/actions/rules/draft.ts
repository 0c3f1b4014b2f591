import { newId } from '../../../lib/ids.ts'
import { Refusal, refuse } from '../../../lib/refusal.ts'
import type { Scope } from '../../../lib/scope.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { refuseOtherVersion } from '../../../platform/outcomes.ts'
import type { By } from '../../domain/ledger.ts'
import { decideDraft, type DraftOutcome, type DraftWish } from '../../domain/rules/draft.ts'
import {
  countDraft,
  draftVersion,
  dropDraftChanges,
  listDraftChanges,
  listLiveRules,
  lockDraft,
  putDraftChanges,
  saveDraft,
  type Draft,
} from '../../store/rule-draft.ts'
import { findVersions, takeTime } from '../../store/rule-versions.ts'
import { findLiveVersion } from '../../store/rules.ts'

/** A wish whose codes are found; a new rule gets its id here. */
export type GivenWish =
  | Exclude<DraftWish, { action: 'add' }>
  | { action: 'add'; rule: Omit<NewRule, 'id'> }
type NewRule = Extract<DraftWish, { action: 'add' }>['rule']

/** Changes the draft; each wish has its own outcome. Refuses another version of the draft. */
export async function changeDraft(
  tx: Tx,
  of: { version: number; wishes: readonly (GivenWish | Refusal)[]; scope: Scope },
  by: By,
): Promise<{ draft: Draft; outcomes: DraftOutcome[] }> {
  const before = await lockDraft(tx)
  refuseOtherVersion(of.version, before.version)
  const wishes = of.wishes.map((wish): DraftWish | Refusal => {
    if (wish instanceof Refusal || wish.action !== 'add') return wish
    return { ...wish, rule: { ...wish.rule, id: newId(by.nowMs) } }
  })
  const ids = wishes.flatMap((wish) => {
    return wish instanceof Refusal || wish.action === 'add' ? [] : [wish.id]
  })
  const live = new Map((await listLiveRules(tx, ids)).map((rule) => [rule.id, rule]))
  const outcomes = decideDraft(wishes, { live, drafted: await listDraftChanges(tx, ids) }, of.scope)
  await writeOutcomes(tx, outcomes)
  const isChanged = outcomes.some((one) => !(one instanceof Refusal))
  const draft = isChanged ? await touchDraft(tx, before, null, by) : before
  return { draft, outcomes }
}

async function writeOutcomes(tx: Tx, outcomes: readonly DraftOutcome[]): Promise<void> {
  // Of several about one rule the last says what becomes of it.
  const last = new Map(
    outcomes.flatMap((one) => (one instanceof Refusal ? [] : [[one.id, one.change] as const])),
  )
  const gone = [...last].filter(([, change]) => !change).map(([id]) => id)
  await dropDraftChanges(tx, gone)
  await putDraftChanges(
    tx,
    [...last.values()].filter((change) => change !== undefined),
  )
}

/** Empties the draft. */
export async function discardDraft(
  tx: Tx,
  { version, scope }: { version: number; scope: Scope },
  by: By,
): Promise<Draft> {
  const before = await lockDraft(tx)
  refuseOtherVersion(version, before.version)
  const { unseen } = await countDraft(tx, scope)
  if (unseen > 0) refuseOthers()
  await dropDraftChanges(tx, 'all')
  return touchDraft(tx, before, null, by)
}

/** Makes the empty draft bring back the rules of a version, to be looked at and published. */
export async function restoreVersion(
  tx: Tx,
  { version, restores, scope }: { version: number; restores: number; scope: Scope },
  by: By,
): Promise<Draft> {
  const before = await lockDraft(tx)
  refuseOtherVersion(version, before.version)
  if (!(await isEmpty(tx))) refuse('draft_not_empty')
  const known = await findVersions(tx, [restores])
  if (!known.has(restores)) refuse('not_found', { field: '/restores' })
  // It may bring back very many.
  await takeTime(tx)
  await draftVersion(tx, restores)
  if ((await countDraft(tx, scope)).unseen > 0) refuseOthers()
  if (await isEmpty(tx)) {
    const live = await findLiveVersion(tx)
    const detail = `Version ${restores} has the same rules as version ${live}, which is in force.`
    refuse('draft_empty', { field: '/restores', detail })
  }
  return touchDraft(tx, before, restores, by)
}

async function isEmpty(tx: Tx): Promise<boolean> {
  const { added, changed, removed } = await countDraft(tx, 'all')
  return added + changed + removed === 0
}

/** The draft is another one now; an empty one was changed by nobody. */
export async function touchDraft(
  tx: Tx,
  before: Draft,
  restores: number | null,
  by: By,
): Promise<Draft> {
  const who = (await isEmpty(tx))
    ? { changedAt: null, changedBy: null }
    : { changedAt: by.now, changedBy: by.actor }
  const draft = { version: before.version + 1, restores, ...who }
  await saveDraft(tx, draft)
  return draft
}

/** Who sees some rules only can publish or drop only their own. */
export function refuseOthers(): never {
  const detail = 'The draft changes rules about locations or channels that are not yours.'
  return refuse('not_yours', { detail })
}
