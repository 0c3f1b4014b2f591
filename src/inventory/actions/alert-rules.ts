import { newId } from '../../lib/ids.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation, type Scope } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import type { AlertRule, AlertTerms } from '../domain/alerts.ts'
import type { By } from '../domain/ledger.ts'
import { insertRule, lockRule } from '../store/alert-rules.ts'
import { sweepAll } from './alerts.ts'

/** Makes a rule; all stock is looked at for it in a moment. */
export async function createRule(
  tx: Tx,
  { terms, scope }: { terms: AlertTerms; scope: Scope },
  by: By,
): Promise<AlertRule> {
  refuseTerms(terms, scope, '')
  const rule = { ...terms, id: newId(by.nowMs), version: 1, archived: false }
  await insertRule(tx, rule, by)
  await sweepAll(tx, [rule], by)
  return rule
}

/** What people change of a rule. What it tells of stays: another kind is another rule. */
export type RuleChange =
  | { action: 'set'; fields: Partial<Omit<AlertTerms, 'kind'>> }
  | { action: 'archive' }

/** Writes the next version of a rule. Refuses another version than the one that was shown. */
export async function changeRule(
  tx: Tx,
  of: { id: string; version: number; changes: readonly RuleChange[]; scope: Scope },
  by: By,
): Promise<AlertRule> {
  const before = await lockRule(tx, of.id)
  if (!before || before.archived || !sees(of.scope, before)) return refuse('not_found')
  refuseOtherVersion(of.version, before.version)
  let rule: AlertRule = { ...before, version: before.version + 1 }
  for (const [i, change] of of.changes.entries()) {
    if (change.action === 'archive') rule = { ...rule, archived: true }
    else rule = { ...rule, ...change.fields }
    refuseTerms(rule, of.scope, `/changes/${i}/fields`)
  }
  await insertRule(tx, rule, by)
  await sweepAll(tx, [rule], by)
  return rule
}

/** Who has some locations makes rules for these; a rule for all is for who sees all. */
export function sees(scope: Scope, { locationId }: Pick<AlertTerms, 'locationId'>): boolean {
  return scope === 'all' || (locationId !== null && seesLocation(scope, locationId))
}

function refuseTerms(terms: AlertTerms, scope: Scope, at: string): void {
  const { kind, threshold, validFrom, validUntil } = terms
  if (!sees(scope, terms)) refuse('location_unknown', { field: `${at}/location` })
  const needsOne = kind === 'low' || kind === 'over'
  if (needsOne !== (threshold !== null)) {
    const detail = needsOne
      ? 'Say at how many whole units it tells of stock.'
      : 'Only `low` and `over` have a threshold.'
    refuse('field_invalid', { field: `${at}/threshold`, detail })
  }
  const named = (['category', 'skuTag'] as const).find((name) => terms[name] !== null)
  if (kind === 'overdue_feed' && (named || terms.skuId !== null)) {
    const detail = 'A feed is of a location, whatever SKUs it names: say of which locations.'
    refuse('field_invalid', { field: `${at}/${named ?? 'sku'}`, detail })
  }
  if (validUntil !== null && Temporal.Instant.compare(validFrom, validUntil) >= 0) {
    const detail = 'It ends before it begins.'
    refuse('field_invalid', { field: `${at}/validUntil`, detail })
  }
}
