import type { Scope } from '../../lib/scope.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { DraftChange } from '../domain/rules/draft.ts'
import type { Rule } from '../domain/rules/rule.ts'
import { createRuleReader, ruleColumns, standsIn, type RuleRow } from './rules.ts'

/** The head of the one draft. */
export type Draft = {
  version: number
  /** The version that it brings back; null where it does not, or not only. */
  restores: number | null
  changedAt: Temporal.Instant | null
  changedBy: string | null
}

const columns = sql`version, restores, changed_at as "changedAt", changed_by as "changedBy"`
const none: Draft = { version: 0, restores: null, changedAt: null, changedBy: null }

export async function findDraft(db: Queryable): Promise<Draft> {
  const [draft] = await db.query<Draft>(sql`select ${columns} from inventory.rule_draft`)
  return draft ?? none
}

/** The same, which nobody else changes or publishes till the end of the transaction. */
export async function lockDraft(tx: Tx): Promise<Draft> {
  await tx.query(sql`insert into inventory.rule_draft (version) values (0) on conflict do nothing`)
  const [draft] = await tx.query<Draft>(sql`select ${columns} from inventory.rule_draft for update`)
  return draft!
}

export async function saveDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx.query(sql`
    update inventory.rule_draft set version = ${draft.version}, restores = ${draft.restores},
      changed_at = ${draft.changedAt}, changed_by = ${draft.changedBy}`)
}

/** What is only about what a caller may see (`seesRule`). */
export function isSeen(scope: Scope): Sql {
  if (scope === 'all') return sql`true`
  return sql`(location_id is not null or channel_id is not null)
    and (location_id is null or location_id = any (${scope.locations}::int[]))
    and (channel_id is null or channel_id = any (${scope.channels}::int[]))`
}

/** What of it a caller may put in force or out of it (`ownsRule`). */
function isOwn(scope: Scope): Sql {
  return scope === 'all'
    ? sql`true`
    : sql`${isSeen(scope)} and (kind <> 'ring_fence' or location_id is not null)`
}

/** How much the draft changes, and how much of it is not the caller's, as it is or would be. */
export async function countDraft(
  db: Queryable,
  scope: Scope,
): Promise<{ added: number; changed: number; removed: number; unseen: number }> {
  const [row] = await db.query<{
    added: number
    changed: number
    removed: number
    unseen: number
  }>(sql`
    select count(*) filter (where action = 'add') as added,
      count(*) filter (where action = 'change') as changed,
      count(*) filter (where action = 'remove') as removed,
      count(*) filter (where not (${isOwn(scope)}) or exists (
        select from inventory.rule as live where live.id = d.id
          and live.until_version is null and not (${isOwn(scope)}))) as unseen
    from inventory.rule_draft_change as d`)
  return row!
}

/** Changes of the draft by the ids of their rules. */
export async function listDraftChanges(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, DraftChange>> {
  const rows = await db.query<RuleRow & Pick<DraftChange, 'action'>>(sql`
    select action, ${ruleColumns} from inventory.rule_draft_change where id = any (${ids}::uuid[])`)
  const read = createRuleReader()
  return new Map(rows.map((row) => [row.id, { action: row.action, rule: read(row) }]))
}

/** A page of the draft: the newest rules first. */
export async function pageDraftChanges(
  db: Queryable,
  scope: Scope,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<DraftChange[]> {
  const after = before === undefined ? sql`true` : sql`id < ${before}`
  const rows = await db.query<RuleRow & Pick<DraftChange, 'action'>>(sql`
    select action, ${ruleColumns} from inventory.rule_draft_change
    where ${after} and ${isSeen(scope)} order by id desc limit ${limit}`)
  const read = createRuleReader()
  return rows.map((row) => ({ action: row.action, rule: read(row) }))
}

/** Writes what the draft does to rules, in place of what it did. */
export async function putDraftChanges(tx: Tx, changes: readonly DraftChange[]): Promise<void> {
  if (changes.length === 0) return
  await tx.query(sql`
    insert into inventory.rule_draft_change (action, id, kind, name, sku_id, category, sku_tag,
      location_id, location_group, location_tag, location_kind, channel_id, method, starts_at,
      ends_at, weekdays, hours_from, hours_until, terms)
    select * from jsonb_to_recordset(${JSON.stringify(changes.map(recordOf))}::jsonb) as r (
      action text, id uuid, kind text, name text, sku_id int, category text, sku_tag text,
      location_id int, location_group text, location_tag text, location_kind text,
      channel_id int, method text, starts_at timestamptz, ends_at timestamptz,
      weekdays smallint[], hours_from text, hours_until text, terms jsonb) order by id
    on conflict (id) do update set action = excluded.action, name = excluded.name,
      sku_id = excluded.sku_id, category = excluded.category, sku_tag = excluded.sku_tag,
      location_id = excluded.location_id, location_group = excluded.location_group,
      location_tag = excluded.location_tag, location_kind = excluded.location_kind,
      channel_id = excluded.channel_id, method = excluded.method, starts_at = excluded.starts_at,
      ends_at = excluded.ends_at, weekdays = excluded.weekdays, hours_from = excluded.hours_from,
      hours_until = excluded.hours_until, terms = excluded.terms`)
}

function recordOf({ action, rule: { id, name, scope, times, terms } }: DraftChange) {
  return {
    action,
    id,
    kind: terms.kind,
    name,
    sku_id: scope.skuId,
    category: scope.category,
    sku_tag: scope.skuTag,
    location_id: scope.locationId,
    location_group: scope.group,
    location_tag: scope.locationTag,
    location_kind: scope.locationKind,
    channel_id: scope.channelId,
    method: scope.method,
    starts_at: times.from,
    ends_at: times.until,
    weekdays: times.weekdays,
    hours_from: times.hours?.from ?? null,
    hours_until: times.hours?.to ?? null,
    terms,
  }
}

export async function dropDraftChanges(tx: Tx, ids: readonly string[] | 'all'): Promise<void> {
  await tx.query(
    ids === 'all'
      ? sql`delete from inventory.rule_draft_change`
      : sql`delete from inventory.rule_draft_change where id = any (${ids}::uuid[])`,
  )
}

/** Of rules with these ids those that are in force. */
export async function listLiveRules(db: Queryable, ids: readonly string[]): Promise<Rule[]> {
  const rows = await db.query<RuleRow>(sql`
    select ${ruleColumns} from inventory.rule
    where until_version is null and id = any (${ids}::uuid[])`)
  return rows.map(createRuleReader())
}

/** Makes the draft what brings back the rules of a version; it has no changes before. */
export async function draftVersion(tx: Tx, version: number): Promise<void> {
  await tx.query(sql`
    insert into inventory.rule_draft_change (action, id, kind, name, sku_id, category, sku_tag,
      location_id, location_group, location_tag, location_kind, channel_id, method, starts_at,
      ends_at, weekdays, hours_from, hours_until, terms)
    select case when r.until_version is null then 'remove'
        when exists (select from inventory.rule as live
          where live.id = r.id and live.until_version is null) then 'change'
        else 'add' end,
      r.id, r.kind, r.name, r.sku_id, r.category, r.sku_tag, r.location_id, r.location_group,
      r.location_tag, r.location_kind, r.channel_id, r.method, r.starts_at, r.ends_at, r.weekdays,
      r.hours_from, r.hours_until, r.terms
    from inventory.rule as r
    where r.until_version is not null and ${standsIn(version)}
      or r.until_version is null and r.from_version > ${version}
        and not exists (select from inventory.rule as old
          where old.id = r.id and old.from_version <= ${version}
            and old.until_version > ${version})
    order by r.id`)
}
