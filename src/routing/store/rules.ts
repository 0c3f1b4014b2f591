import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'

/** Tests that failed when a version was published, and why it was published all the same. */
export type Despite = { reason: string; tests: string[] }

/**
 * A published version; of several that have begun the highest decides, but none that is or was only
 * a canary.
 */
export type RuleVersion = {
  version: number
  note: string
  despite: Despite | null
  restores: number | null
  added: number
  changed: number
  removed: number
  validFrom: Temporal.Instant
  publishedAt: Temporal.Instant
  publishedBy: string
}

export type VersionWithRules = RuleVersion & { rules: RoutingRule[] }

/**
 * What is written of a version that is a canary first: processes that know of no canary, as while
 * versions of Tutti are changed, never find that it has begun.
 */
export const NOT_FOR_ALL = Temporal.Instant.from('9999-01-01T00:00:00Z')

/** One that was promoted decides on everything from then on. */
const validFrom = sql`coalesce((
  select case when c.outcome = 'promoted' then c.ended_at else c.starts_at end
  from routing.canary as c where c.version = v.version), v.valid_from)`

const columns = sql`version, note, despite, restores, added, changed, removed,
  ${validFrom} as "validFrom",
  published_at as "publishedAt", published_by as "publishedBy"`

/** Not of a canary that runs or was returned. */
const isForAll = sql`not exists (
  select from routing.canary as c
  where c.version = v.version and c.outcome is distinct from 'promoted')`

/** What decides at a moment, on all that no canary takes. */
export async function findInForce(
  db: Queryable,
  now: Temporal.Instant,
): Promise<VersionWithRules | undefined> {
  const [row] = await db.query<VersionWithRules>(sql`
    select ${columns}, rules from routing.rule_version as v
    where ${validFrom} <= ${now} and ${isForAll} order by version desc limit 1`)
  return row
}

/** Its number alone: asked for each second, so that what begins at a time begins then. */
export async function findNumberInForce(db: Queryable, now: Temporal.Instant): Promise<number> {
  const [row] = await db.query<{ version: number }>(sql`
    select version from routing.rule_version as v
    where ${validFrom} <= ${now} and ${isForAll} order by version desc limit 1`)
  return row?.version ?? 0
}

/** A version by its number; `newest`: the last one that is for everybody, now or from later on. */
export async function findRuleVersion(
  db: Queryable,
  version: number | 'newest',
): Promise<VersionWithRules | undefined> {
  const which = version === 'newest' ? isForAll : sql`version = ${version}`
  const [row] = await db.query<VersionWithRules>(sql`
    select ${columns}, rules from routing.rule_version as v where ${which}
    order by version desc limit 1`)
  return row
}

/** The number of what is published next. */
export async function nextRuleVersion(db: Queryable): Promise<number> {
  const [row] = await db.query<{ version: number }>(sql`
    select coalesce(max(version), 0) + 1 as version from routing.rule_version`)
  return row!.version
}

export async function listRuleVersions(
  db: Queryable,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<RuleVersion[]> {
  const older = before === undefined ? sql`true` : sql`version < ${before}`
  return db.query<RuleVersion>(sql`
    select ${columns} from routing.rule_version as v where ${older}
    order by version desc limit ${limit}`)
}

/** Versions that somebody else has published. */
export async function countVersionsNotBy(db: Queryable, actor: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    select count(*) as count from routing.rule_version where published_by <> ${actor}`)
  return row!.count
}

/** What will decide later on. */
export async function listComing(db: Queryable, now: Temporal.Instant): Promise<RuleVersion[]> {
  return db.query<RuleVersion>(sql`
    select ${columns} from routing.rule_version as v
    where ${validFrom} > ${now} and ${isForAll} and not exists (
      select from routing.rule_version as later
      where later.version > v.version and later.valid_from <= v.valid_from)
    order by version`)
}

export async function insertRuleVersion(
  tx: Tx,
  { rules, ...v }: Omit<VersionWithRules, 'rules'> & { rules: readonly RoutingRule[] },
): Promise<void> {
  await tx.query(sql`
    insert into routing.rule_version (version, rules, note, despite, restores, added, changed,
      removed, valid_from, published_at, published_by)
    values (${v.version}, ${JSON.stringify(rules)}::json, ${v.note},
      ${v.despite && JSON.stringify(v.despite)}::json, ${v.restores}, ${v.added},
      ${v.changed}, ${v.removed}, ${v.validFrom}, ${v.publishedAt}, ${v.publishedBy})`)
}

/** The head of the one draft, and its list; null where it has none of its own. */
export type Draft = {
  version: number
  rules: RoutingRule[] | null
  restores: number | null
  changedAt: Temporal.Instant | null
  changedBy: string | null
}

const draftColumns = sql`version, rules, restores, changed_at as "changedAt",
  changed_by as "changedBy"`
const none: Draft = { version: 0, rules: null, restores: null, changedAt: null, changedBy: null }

export async function findRuleDraft(db: Queryable): Promise<Draft> {
  const [draft] = await db.query<Draft>(sql`select ${draftColumns} from routing.rule_draft`)
  return draft ?? none
}

/** The same, which nobody else changes or publishes till the end of the transaction. */
export async function lockRuleDraft(tx: Tx): Promise<Draft> {
  await tx.query(sql`insert into routing.rule_draft (version) values (0) on conflict do nothing`)
  const [draft] = await tx.query<Draft>(sql`
    select ${draftColumns} from routing.rule_draft for update`)
  return draft!
}

export async function saveRuleDraft(tx: Tx, draft: Draft): Promise<void> {
  const rules = draft.rules && JSON.stringify(draft.rules)
  await tx.query(sql`
    update routing.rule_draft set version = ${draft.version}, rules = ${rules}::json,
      restores = ${draft.restores}, changed_at = ${draft.changedAt},
      changed_by = ${draft.changedBy}`)
}

/** Why versions were published. */
export async function notesOf(
  db: Queryable,
  versions: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db.query<{ version: number; note: string }>(sql`
    select version, note from routing.rule_version where version = any (${versions}::int[])`)
  return new Map(rows.map(({ version, note }) => [version, note]))
}
