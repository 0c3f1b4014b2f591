import { sql, type Sql } from '../db/sql.ts'
import type { Queryable, Tx } from '../db/index.ts'
import type { EventType, NewEvent } from './define.ts'

/** What happened, as it stands in the log: one event per command. */
export type Event = {
  id: string
  type: string
  typeVersion: number
  /** Whose timeline it belongs to: the id of the order, hold or task; null for what has none. */
  subject: string | null
  actor: string
  /** As the declaration of the type and version says. */
  data: unknown
  occurredAt: Temporal.Instant
  tx: string
  epoch: number
  recordedAt: Temporal.Instant
}

/**
 * A place in a log. Transaction ids are compared as numbers by PostgreSQL, so they stay text here.
 */
export type Cursor = { epoch: number; tx: string; id: string }

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** The cursor before everything of an epoch. */
export function startOf(epoch: number): Cursor {
  return { epoch, tx: '0', id: FIRST_ID }
}

/** Appends events of one type in the transaction of the work that they tell of. */
export async function saveEvents<Type extends EventType>(
  tx: Tx,
  { type, version }: Type,
  events: readonly NewEvent<Type>[],
): Promise<void> {
  if (events.length === 0) return
  await tx.query(sql`
    insert into platform.event
      (epoch, id, type, type_version, subject, actor, data, occurred_at)
    select ${tx.epoch}, e.id, ${type}::text, ${version}::smallint, e.subject, e.actor, e.data,
      e.occurred_at
    from unnest(
      ${events.map((e) => e.id)}::uuid[],
      ${events.map((e) => e.subject)}::uuid[],
      ${events.map((e) => e.actor)}::text[],
      ${events.map((e) => JSON.stringify(e.data))}::json[],
      ${events.map((e) => e.occurredAt)}::timestamptz[]
    ) as e (id, subject, actor, data, occurred_at)`)
}

/**
 * The condition under which rows of a log (epoch, tx, id) may be read past `cursor`: only rows of
 * transactions older than every one still running. Reading by `id > last` skipped 14 to 18 % of
 * events (RELIABILITY.md 1.4), because ids are drawn before the commit. Rows of an epoch that has
 * ended are all committed, and their ids say nothing about this server's, so they have no fence.
 */
export function pastCursor(cursor: Cursor, epoch: number): Sql {
  const after = sql`epoch = ${cursor.epoch} and (tx, id) > (${cursor.tx}::xid8, ${cursor.id}::uuid)`
  return cursor.epoch < epoch
    ? after
    : sql`${after} and tx < pg_snapshot_xmin(pg_current_snapshot())`
}

/**
 * The cursor from which a reader misses nothing that the snapshot of `tx` does not show. Some of
 * what it reads first, the snapshot shows already: apply by version.
 */
export async function cursorOfSnapshot(db: Queryable, epoch: number): Promise<Cursor> {
  const [row] = await db.query<{ tx: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`,
  )
  return { epoch, tx: row!.tx, id: FIRST_ID }
}

/**
 * The next events after `cursor`, oldest first, at most `limit`. The order names the table: `tx`
 * alone would be the text that is given out, and '1000' comes before '999'.
 */
export async function readEvents(
  db: Queryable,
  cursor: Cursor,
  epoch: number,
  limit: number,
): Promise<Event[]> {
  return db.query<Event>(sql`
    select id, type, type_version as "typeVersion", subject, actor, data,
      occurred_at as "occurredAt", recorded_at as "recordedAt", tx::text as tx, epoch
    from platform.event where ${pastCursor(cursor, epoch)}
    order by event.tx, event.id limit ${limit}`)
}

/** The events of one subject, oldest first: an order's timeline. */
export async function listEventsOf(
  db: Queryable,
  subject: string,
  page: { after: string | undefined; limit: number },
): Promise<Event[]> {
  return db.query<Event>(sql`
    select id, type, type_version as "typeVersion", subject, actor, data,
      occurred_at as "occurredAt", recorded_at as "recordedAt", tx::text as tx, epoch
    from platform.event
    where subject = ${subject} and id > ${page.after ?? FIRST_ID}::uuid
    order by id limit ${page.limit}`)
}

/**
 * Events of the types that begin with one of `prefixes` and name a version of their subject, for
 * the checks of who owns the subjects.
 */
export function versionsTold(prefixes: readonly string[]): Sql {
  return sql`select subject, (data->>'version')::int as version, actor, occurred_at
    from platform.event where data->>'version' is not null
      and exists (select from unnest(${prefixes}::text[]) as p where starts_with(type, p))`
}

/** Where the cursor stands after these rows; an ended epoch that gave nothing leads to the next. */
export function advance(cursor: Cursor, rows: readonly Cursor[], epoch: number): Cursor {
  const last = rows.at(-1)
  if (last) return { epoch: last.epoch, tx: last.tx, id: last.id }
  return cursor.epoch < epoch ? startOf(cursor.epoch + 1) : cursor
}

/** The subject of one event of a type that somebody else than `actor` has caused. */
export async function findSubjectNotBy(
  db: Queryable,
  type: EventType,
  actor: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ subject: string }>(sql`
    select subject from platform.event
    where type = ${type.type} and actor <> ${actor} limit 1`)
  return row?.subject
}
