import { newId } from '../../lib/ids.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { KNOWN_WITHIN } from '../book/plans.ts'
import { decideWithdrawal } from '../domain/rules/withdrawal.ts'
import { rulesWithdrawn } from '../events.ts'
import {
  findRuleVersion,
  insertWithdrawal,
  listComing,
  lockRuleDraft,
  type VersionWithRules,
} from '../store/rules.ts'
import { rebaseDraft, type By } from './rules.ts'

/**
 * Takes back a version that is still to come: it decides on nothing, ever. What the draft changes
 * is carried over to what was published before it.
 */
export async function withdrawVersion(
  tx: Tx,
  { version, note }: { version: number; note: string | null },
  by: By,
): Promise<VersionWithRules> {
  // Who publishes locks the draft as well: nothing is published beside it.
  await lockRuleDraft(tx)
  const withdrawn = (await findRuleVersion(tx, version)) ?? refuse('not_found')
  const coming = await listComing(tx, by.now)
  const refusal = decideWithdrawal(version, coming, by.now.add(KNOWN_WITHIN))
  if (refusal) throw refusal
  await insertWithdrawal(tx, { version, note, at: by.now, by: by.actor })
  const validFrom = withdrawn.validFrom.toString()
  await saveEvents(tx, rulesWithdrawn, [
    {
      id: newId(by.nowMs),
      subject: null,
      actor: by.actor,
      data: { version, validFrom },
      occurredAt: by.now,
    },
  ])
  const newest = await findRuleVersion(tx, 'newest')
  await rebaseDraft(tx, { before: withdrawn.rules, live: newest?.rules ?? [] }, by)
  return (await findRuleVersion(tx, version))!
}
