import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Cursor } from '../../platform/events/index.ts'
import type { AlertRule } from '../domain/alerts.ts'

const columns = sql`id, version, name, kind, threshold, sku_id as "skuId", category,
  sku_tag as "skuTag", location_id as "locationId", location_group as "group",
  location_tag as "locationTag", location_kind as "locationKind", valid_from as "validFrom",
  valid_until as "validUntil", raises_task as "raisesTask", archived_at is not null as archived`

/** The newest version of every rule, archived ones too: by name. */
export async function listRules(db: Queryable): Promise<AlertRule[]> {
  return db.query<AlertRule>(sql`
    select * from (
      select distinct on (id) ${columns} from inventory.alert_rule order by id, version desc) as r
    order by name, id`)
}

/** How many rules somebody else than this actor has made or changed. */
export async function countRulesNotBy(db: Queryable, actor: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    select count(distinct id) as count from inventory.alert_rule where created_by <> ${actor}`)
  return row!.count
}

/** The newest version of a rule, which nobody else changes till the end of the transaction. */
export async function lockRule(tx: Tx, id: string): Promise<AlertRule | undefined> {
  // A statement that has waited goes on with what it saw before: so the newest is read after.
  await tx.query(sql`
    select from inventory.alert_rule where id = ${id} and version = 1 for update`)
  const [rule] = await tx.query<AlertRule>(sql`
    select ${columns} from inventory.alert_rule where id = ${id} order by version desc limit 1`)
  return rule
}

/** Writes a version of a rule. */
export async function insertRule(
  tx: Tx,
  rule: AlertRule,
  { actor, now }: { actor: string; now: Temporal.Instant },
): Promise<void> {
  await tx.query(sql`
    insert into inventory.alert_rule (id, version, name, kind, threshold, sku_id, category,
      sku_tag, location_id, location_group, location_tag, location_kind, valid_from, valid_until,
      raises_task, archived_at, created_at, created_by)
    values (${rule.id}, ${rule.version}, ${rule.name}, ${rule.kind}, ${rule.threshold},
      ${rule.skuId}, ${rule.category}, ${rule.skuTag}, ${rule.locationId}, ${rule.group},
      ${rule.locationTag}, ${rule.locationKind}, ${rule.validFrom}, ${rule.validUntil},
      ${rule.raisesTask}, ${rule.archived ? now : null}, ${now}, ${actor})`)
}

/** All stock looked at for one rule, when it is due; up to where that was done. */
export type Sweep = { id: string; ruleId: string; afterSkuId: number; afterLocationId: number }

export async function insertSweeps(
  tx: Tx,
  sweeps: readonly { id: string; ruleId: string; dueAt: Temporal.Instant }[],
): Promise<void> {
  await tx.query(sql`
    insert into inventory.alert_sweep (id, rule_id, due_at)
    select * from unnest(${sweeps.map(({ id }) => id)}::uuid[],
      ${sweeps.map(({ ruleId }) => ruleId)}::uuid[],
      ${sweeps.map(({ dueAt }) => dueAt)}::timestamptz[])`)
}

/** The next sweep that is due. */
export async function findSweep(db: Queryable, now: Temporal.Instant): Promise<Sweep | undefined> {
  const [sweep] = await db.query<Sweep>(nextSweep(now))
  return sweep
}

/** The same, locked, of those that no other process works on. */
export async function lockSweep(tx: Tx, now: Temporal.Instant): Promise<Sweep | undefined> {
  const [sweep] = await tx.query<Sweep>(sql`${nextSweep(now)} for update skip locked`)
  return sweep
}

function nextSweep(now: Temporal.Instant): Sql {
  return sql`
    select id, rule_id as "ruleId", after_sku_id as "afterSkuId",
      after_location_id as "afterLocationId"
    from inventory.alert_sweep where due_at <= ${now}
    order by due_at, id limit 1`
}

/** Up to here it was looked at; undefined: it is done. */
export async function saveSweep(
  tx: Tx,
  id: string,
  upTo: { skuId: number; locationId: number } | undefined,
): Promise<void> {
  if (!upTo) await tx.query(sql`delete from inventory.alert_sweep where id = ${id}`)
  else {
    await tx.query(sql`
      update inventory.alert_sweep
      set after_sku_id = ${upTo.skuId}, after_location_id = ${upTo.locationId} where id = ${id}`)
  }
}

/** Where the reader of the movements stands; undefined before its first look. */
export async function findReader(db: Queryable): Promise<Cursor | undefined> {
  const [cursor] = await db.query<Cursor>(sql`
    select epoch, tx::text as tx, id from inventory.alert_reader`)
  return cursor
}

/** The same, locked: `first` where it has never looked; undefined while another holds it. */
export async function lockReader(
  tx: Tx,
  first: Cursor,
  { waits = false }: { waits?: boolean } = {},
): Promise<Cursor | undefined> {
  await tx.query(sql`
    insert into inventory.alert_reader (epoch, tx, id)
    values (${first.epoch}, ${first.tx}::xid8, ${first.id}) on conflict do nothing`)
  const [cursor] = await tx.query<Cursor>(sql`
    select epoch, tx::text as tx, id from inventory.alert_reader
    for update ${waits ? sql`` : sql`skip locked`}`)
  return cursor
}

export async function moveReader(tx: Tx, cursor: Cursor): Promise<void> {
  await tx.query(sql`
    update inventory.alert_reader
    set epoch = ${cursor.epoch}, tx = ${cursor.tx}::xid8, id = ${cursor.id}`)
}
