import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { createRuleReader, ruleColumns, type RuleRow } from './rules.ts'
import type { Rule } from '../domain/rules/rule.ts'

/** A published version. */
export type RuleVersion = {
  version: number
  note: string
  restores: number | null
  added: number
  changed: number
  removed: number
  publishedAt: Temporal.Instant
  publishedBy: string
}

const columns = sql`version, note, restores, added, changed, removed,
  published_at as "publishedAt", published_by as "publishedBy"`

export async function listVersions(
  db: Queryable,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<RuleVersion[]> {
  const older = before === undefined ? sql`true` : sql`version < ${before}`
  return db.query<RuleVersion>(sql`
    select ${columns} from inventory.rule_version where ${older}
    order by version desc limit ${limit}`)
}

export async function findVersions(
  db: Queryable,
  versions: readonly number[],
): Promise<Map<number, RuleVersion>> {
  const rows = await db.query<RuleVersion>(
    sql`select ${columns} from inventory.rule_version where version = any (${versions}::int[])`,
  )
  return new Map(rows.map((row) => [row.version, row]))
}

/**
 * For what is published at once however much it is: one transaction, which everybody waits for. The
 * clock of a transaction runs from its start, and another time does not set it anew: it is stopped
 * first, and started with the longer time.
 */
export async function takeTime(tx: Tx): Promise<void> {
  await tx.query(sql`set local transaction_timeout = 0`)
  await tx.query(sql`set local transaction_timeout = '60s'`)
}

/** Puts the draft in force as a version, and leaves it empty. */
export async function publishDraft(tx: Tx, version: RuleVersion): Promise<void> {
  const v = version
  await tx.query(sql`
    insert into inventory.rule_version
      (version, note, restores, added, changed, removed, published_at, published_by)
    values (${v.version}, ${v.note}, ${v.restores}, ${v.added}, ${v.changed}, ${v.removed},
      ${v.publishedAt}, ${v.publishedBy})`)
  await tx.query(sql`
    update inventory.rule as r set until_version = ${v.version}
    from inventory.rule_draft_change as d
    where d.id = r.id and d.action <> 'add' and r.until_version is null`)
  await tx.query(sql`
    insert into inventory.rule (from_version, id, kind, name, sku_id, category, sku_tag,
      location_id, location_group, location_tag, location_kind, channel_id, method, starts_at,
      ends_at, weekdays, hours_from, hours_until, terms)
    select ${v.version}, id, kind, name, sku_id, category, sku_tag, location_id, location_group,
      location_tag, location_kind, channel_id, method, starts_at, ends_at, weekdays, hours_from,
      hours_until, terms
    from inventory.rule_draft_change where action <> 'remove' order by id`)
}

/** A rule as it stood from one version until another. */
export type RuleState = { fromVersion: number; untilVersion: number | null; rule: Rule }

/** All that a rule ever said, the newest first. */
export async function listRuleStates(db: Queryable, id: string): Promise<RuleState[]> {
  const rows = await db.query<RuleRow & Omit<RuleState, 'rule'>>(sql`
    select from_version as "fromVersion", until_version as "untilVersion", ${ruleColumns}
    from inventory.rule where id = ${id} order by from_version desc`)
  const read = createRuleReader()
  return rows.map((row) => {
    return { fromVersion: row.fromVersion, untilVersion: row.untilVersion, rule: read(row) }
  })
}
