import { newId } from '../../../lib/ids.ts'
import { refuse } from '../../../lib/refusal.ts'
import type { Scope } from '../../../lib/scope.ts'
import { listArchivedSkus, listUnusedNames } from '../../../catalog/index.ts'
import type { Network } from '../../../network/index.ts'
import type { Queryable, Tx } from '../../../platform/db/index.ts'
import { saveEvents } from '../../../platform/events/index.ts'
import { refuseOtherVersion } from '../../../platform/outcomes.ts'
import type { By } from '../../domain/ledger.ts'
import { placesOf } from '../../domain/rules/places.ts'
import { decideAmong, decideNamed, isError, type RuleProblem } from '../../domain/rules/problems.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { rulesPublished } from '../../events.ts'
import { countDraft, dropDraftChanges, findDraft, lockDraft } from '../../store/rule-draft.ts'
import { findDraftNames, listRivals, listSuspects, listTouchedIds } from '../../store/rule-list.ts'
import { publishDraft, takeTime, type RuleVersion } from '../../store/rule-versions.ts'
import { findLiveVersion } from '../../store/rules.ts'
import { refuseOthers, touchDraft } from './draft.ts'

/**
 * Puts the draft in force. Refuses an empty one, another version of it than was shown, rules of
 * others, and rules that contradict each other or name what is archived.
 */
export async function publish(
  tx: Tx,
  of: { version: number; note: string; scope: Scope; network: Network },
  by: By,
): Promise<RuleVersion> {
  refuseOtherVersion(of.version, (await findDraft(tx)).version)
  const { unseen, ...counts } = await countDraft(tx, of.scope)
  // So many rows take longer than a transaction may by itself.
  if (counts.added + counts.changed + counts.removed > MANY) await takeTime(tx)
  // All of this is looked at before anything is locked: subscribers wait for what is written only.
  const { problems, rules } = await findProblems(tx, of.network, by.now)
  const draft = await lockDraft(tx)
  // Still the same, so it has as much, and the same is wrong with it.
  refuseOtherVersion(of.version, draft.version)
  if (counts.added + counts.changed + counts.removed === 0) refuse('draft_empty')
  if (unseen > 0) refuseOthers()
  const errors = problems.filter(isError)
  if (errors.length > 0) {
    const nameOf = new Map(rules.map(({ id, name }) => [id, name]))
    const named = (id: string) => ({ id, name: nameOf.get(id)! })
    const told = errors.slice(0, TOLD).map(({ kind, ruleId, otherId }) => {
      return { kind, rule: named(ruleId), other: otherId === null ? null : named(otherId) }
    })
    refuse('draft_has_errors', { facts: { problems: told } })
  }
  const version: RuleVersion = {
    version: (await findLiveVersion(tx)) + 1,
    note: of.note,
    restores: draft.restores,
    ...counts,
    publishedAt: by.now,
    publishedBy: by.actor,
  }
  await publishDraft(tx, version)
  await dropDraftChanges(tx, 'all')
  await touchDraft(tx, draft, null, by)
  const { version: no, restores } = version
  const data = { version: no, ...counts, restores }
  await saveEvents(tx, rulesPublished, [
    { id: newId(by.nowMs), subject: null, actor: by.actor, data, occurredAt: by.now },
  ])
  return version
}

const TOLD = 100
const MANY = 5000

/** What is wrong with the draft, and the rules that this is about. */
export async function findProblems(
  db: Queryable,
  network: Network,
  now: Temporal.Instant,
): Promise<{ problems: RuleProblem[]; rules: Rule[] }> {
  const names = await findDraftNames(db)
  const unused = await listUnusedNames(db, names)
  const archived = (things: Iterable<{ id: number; archived: boolean }>) =>
    new Set([...things].filter((one) => one.archived).map(({ id }) => id))
  const named = {
    archivedSkus: await listArchivedSkus(db, names.skuIds),
    archivedLocations: archived(network.locationById.values()),
    archivedChannels: archived(network.channelById.values()),
    unusedCategories: unused.categories,
    unusedTags: unused.tags,
  }
  const [suspects, rivals] = [await listSuspects(db, named, now), await listRivals(db)]
  const touched = await listTouchedIds(
    db,
    rivals.map(({ id }) => id),
  )
  const places = placesOf([...network.locationById.values()])
  const problems = [
    ...decideAmong(rivals, touched, places),
    ...decideNamed({ ...named, rules: suspects }, places, now),
  ]
  return { problems, rules: [...suspects, ...rivals] }
}
