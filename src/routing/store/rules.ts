import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'

/** Tests that failed when a version was published, and why it was published all the same. */
export type Despite = { reason: string; tests: string[] }

/**
 * A published version; of several that have begun the highest decides, but none that is or was only
 * a canary, or was withdrawn.
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
  /** Who asked for it and who approved it, where that was done. */
  approved: { requestedBy: string; approvedBy: string } | null
  /** Before it began; null for all others. */
  withdrawn: Withdrawal | null
}

/** Who has withdrawn a version that was still to come. */
export type Withdrawal = { note: string | null; at: string; by: string }

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
  published_at as "publishedAt", published_by as "publishedBy",
  case when approved_by is not null then jsonb_build_object(
    'requestedBy', requested_by, 'approvedBy', approved_by) end as approved,
  (select jsonb_build_object('note', w.note, 'at', w.withdrawn_at, 'by', w.withdrawn_by)
    from routing.rule_withdrawal as w where w.version = v.version) as withdrawn`

const isWithdrawn = (version: Sql) => sql`exists (
  select from routing.rule_withdrawal as w where w.version = ${version})`

/** Not of a canary that runs or was returned, nor withdrawn. */
const isForAll = sql`not exists (
  select from routing.canary as c
  where c.version = v.version and c.outcome is distinct from 'promoted')
  and not ${isWithdrawn(sql`v.version`)}`

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

/** What will decide later on, in the order in which it begins. */
export async function listComing(db: Queryable, now: Temporal.Instant): Promise<RuleVersion[]> {
  return db.query<RuleVersion>(sql`
    select ${columns} from routing.rule_version as v
    where ${validFrom} > ${now} and ${isForAll} and not exists (
      select from routing.rule_version as later
      where later.version > v.version and later.valid_from <= v.valid_from
        and not ${isWithdrawn(sql`later.version`)})
    order by version`)
}

/** Marks a version that has not begun: it never decides. */
export async function insertWithdrawal(
  tx: Tx,
  of: { version: number; note: string | null; at: Temporal.Instant; by: string },
): Promise<void> {
  await tx.query(sql`
    insert into routing.rule_withdrawal (version, note, withdrawn_at, withdrawn_by)
    values (${of.version}, ${of.note}, ${of.at}, ${of.by})`)
}

export async function insertRuleVersion(
  tx: Tx,
  { rules, ...v }: Omit<VersionWithRules, 'rules'> & { rules: readonly RoutingRule[] },
): Promise<void> {
  await tx.query(sql`
    insert into routing.rule_version (version, rules, note, despite, restores, added, changed,
      removed, valid_from, published_at, published_by, requested_by, approved_by)
    values (${v.version}, ${JSON.stringify(rules)}::json, ${v.note},
      ${v.despite && JSON.stringify(v.despite)}::json, ${v.restores}, ${v.added},
      ${v.changed}, ${v.removed}, ${v.validFrom}, ${v.publishedAt}, ${v.publishedBy},
      ${v.approved?.requestedBy ?? null}, ${v.approved?.approvedBy ?? null})`)
}

/** The head of the one draft, and its list; null where it has none of its own. */
export type Draft = {
  version: number
  rules: RoutingRule[] | null
  restores: number | null
  changedAt: Temporal.Instant | null
  changedBy: string | null
  /** All who have changed it since it was empty. */
  authors: string[]
}

const draftColumns = sql`version, rules, restores, changed_at as "changedAt",
  changed_by as "changedBy", authors`
const nobody = { changedAt: null, changedBy: null, authors: [] }
const none: Draft = { version: 0, rules: null, restores: null, ...nobody }

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
      changed_by = ${draft.changedBy}, authors = ${draft.authors}::text[]`)
}

type Heading = { note: string; isApproved: boolean }

/** Why versions were published, and whether a second person has approved that. */
export async function headingsOf(
  db: Queryable,
  versions: readonly number[],
): Promise<Map<number, Heading>> {
  const rows = await db.query<Heading & { version: number }>(sql`
    select version, note, approved_by is not null as "isApproved"
    from routing.rule_version where version = any (${versions}::int[])`)
  return new Map(rows.map(({ version, ...heading }) => [version, heading]))
}
