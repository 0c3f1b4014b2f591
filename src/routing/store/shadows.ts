import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { RoutingRule } from '../domain/rules/rule.ts'
import type { Look, Miss, StoredSums } from '../domain/shadow/index.ts'
import type { ChangeRow } from '../domain/simulation/index.ts'
import { insertChanges, type ChangesIn } from './changed-orders.ts'

export const shadowEnds = ['until', 'orders', 'stopped'] as const
export type ShadowEnd = (typeof shadowEnds)[number]

/** How many orders came while it ran, and what became of them. */
export type ShadowCounts = {
  placed: number
  compared: number
  changed: number
  missed: Partial<Record<Miss, number>>
}

export type ShadowHead = ShadowCounts & {
  id: string
  name: string
  state: 'running' | 'ended'
  /** Of the rules; null for the draft as it stood. */
  version: number | null
  percent: number
  perMinute: number
  until: Temporal.Instant | null
  ordersMost: number | null
  seenTo: Temporal.Instant | null
  why: ShadowEnd | null
  startedAt: Temporal.Instant
  startedBy: string
  endedAt: Temporal.Instant | null
  endedBy: string | null
}

export type Shadow = ShadowHead & Pick<Look, 'minute' | 'inMinute'> & { rules: RoutingRule[] }

const head = sql`id, name, state, version, percent, per_minute as "perMinute", until,
  orders_most as "ordersMost", placed, compared, changed, missed, seen_to as "seenTo", why,
  started_at as "startedAt", started_by as "startedBy", ended_at as "endedAt",
  ended_by as "endedBy"`
const columns = sql`${head}, rules, minute, in_minute as "inMinute"`

export type NewShadow = Pick<
  Shadow,
  'id' | 'name' | 'version' | 'rules' | 'percent' | 'perMinute' | 'until' | 'ordersMost'
>

export async function insertShadow(
  tx: Tx,
  of: NewShadow,
  { actor, now }: { actor: string; now: Temporal.Instant },
): Promise<void> {
  await tx.query(sql`
    insert into routing.shadow (id, name, state, version, rules, percent, per_minute, until,
      orders_most, started_at, started_by)
    values (${of.id}, ${of.name}, 'running', ${of.version}, ${JSON.stringify(of.rules)}::json,
      ${of.percent}, ${of.perMinute}, ${of.until}, ${of.ordersMost}, ${now}, ${actor})`)
}

/** Waits for who starts or removes one: so there are never more than may be. */
export async function lockShadows(tx: Tx): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('routing.shadow'))`)
}

export async function countShadows(tx: Tx): Promise<{ running: number; kept: number }> {
  const [row] = await tx.query<{ running: number; kept: number }>(sql`
    select count(*) filter (where state = 'running')::int as running, count(*)::int as kept
    from routing.shadow`)
  return row!
}

const runningOnes = sql`
  select ${columns} from routing.shadow where state = 'running' order by id`

/** Those that run, with how they end by themselves. */
export async function listRunning(
  db: Queryable,
): Promise<{ id: string; until: Temporal.Instant | null }[]> {
  return db.query(sql`select id, until from routing.shadow where state = 'running' order by id`)
}

/** Those that run, whole. */
export async function readRunning(db: Queryable): Promise<Shadow[]> {
  return db.query<Shadow>(runningOnes)
}

/** Locked, so that none of them ends or is counted elsewhere meanwhile. */
export async function lockRunning(tx: Tx): Promise<Shadow[]> {
  return tx.query<Shadow>(sql`${runningOnes} for update`)
}

export async function findShadow(
  db: Queryable,
  id: string,
  lock = false,
): Promise<Shadow | undefined> {
  const [row] = await db.query<Shadow>(sql`
    select ${columns} from routing.shadow where id = ${id} ${lock ? sql`for update` : sql``}`)
  return row
}

/** The newest first, without their rules. */
export async function listShadows(
  db: Queryable,
  { before, limit }: { before: { at: string; id: string } | undefined; limit: number },
): Promise<ShadowHead[]> {
  const older = before
    ? sql`(started_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`
    : sql`true`
  return db.query<ShadowHead>(sql`
    select ${head} from routing.shadow where ${older}
    order by started_at desc, id desc limit ${limit}`)
}

export async function saveCounts(
  tx: Tx,
  of: ShadowCounts & Pick<Shadow, 'id' | 'minute' | 'inMinute' | 'seenTo'>,
): Promise<void> {
  await tx.query(sql`
    update routing.shadow
    set placed = ${of.placed}, compared = ${of.compared}, changed = ${of.changed},
      missed = ${JSON.stringify(of.missed)}::json, minute = ${of.minute},
      in_minute = ${of.inMinute}, seen_to = ${of.seenTo}
    where id = ${of.id}`)
}

export async function endShadow(
  tx: Tx,
  { id, why }: { id: string; why: ShadowEnd },
  { actor, now }: { actor: string; now: Temporal.Instant },
): Promise<void> {
  await tx.query(sql`
    update routing.shadow
    set state = 'ended', why = ${why}, ended_at = ${now}, ended_by = ${actor}
    where id = ${id} and state = 'running'`)
}

export async function deleteShadow(tx: Tx, id: string): Promise<void> {
  await tx.query(sql`delete from routing.shadow where id = ${id}`)
}

/** By currency, the one with most orders first. */
export async function listSums(
  db: Queryable,
  shadowId: string,
): Promise<{ currency: string; sums: StoredSums }[]> {
  return db.query(sql`
    select currency, sums from routing.shadow_sum where shadow_id = ${shadowId}
    order by (sums->>'compared')::int desc, currency`)
}

export async function saveSums(
  tx: Tx,
  shadowId: string,
  { currency, sums }: { currency: string; sums: StoredSums },
): Promise<void> {
  await tx.query(sql`
    insert into routing.shadow_sum (shadow_id, currency, sums)
    values (${shadowId}, ${currency}, ${JSON.stringify(sums)}::json)
    on conflict (shadow_id, currency) do update set sums = excluded.sums`)
}

const table = sql`routing.shadow_change`

/** Orders of a currency that a shadow decides otherwise. */
export function changesOfShadow(shadowId: string, currency: string): ChangesIn {
  return { table, of: sql`shadow_id = ${shadowId} and currency = ${currency}` }
}

/** Of the changed orders of a currency so many are kept: those that differ most, and the newest. */
const KEPT = { most: 800, newest: 200 }

export async function keepChanges(
  tx: Tx,
  shadowId: string,
  currency: string,
  rows: readonly ChangeRow[],
): Promise<void> {
  if (rows.length === 0) return
  const keysOf = () => sql`${shadowId}, ${currency}`
  await insertChanges(tx, { table, keys: sql`shadow_id, currency`, keysOf }, rows)
  const { of } = changesOfShadow(shadowId, currency)
  await tx.query(sql`
    delete from ${table} where ${of}
      and no not in (
        select no from ${table} where ${of} order by -abs(difference), no limit ${KEPT.most})
      and no not in (select no from ${table} where ${of} order by no desc limit ${KEPT.newest})`)
}
