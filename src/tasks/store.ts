import type { Scope } from '../lib/scope.ts'
import { allOf, sql, type Sql } from '../platform/db/sql.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import type { By, NewTask, Subject } from './actions.ts'

/** A task as it stands. */
export type Task = {
  id: string
  cause: string
  subjectKind: string
  subjectId: string
  /** The order it belongs to, and the location that can see to it; null where there is none. */
  orderId: string | null
  locationId: number | null
  summary: string
  nextStep: string
  owner: string | null
  dueAt: Temporal.Instant | null
  raisedAt: Temporal.Instant
  raisedBy: string
  closedAt: Temporal.Instant | null
  closedBy: string | null
  outcome: string | null
  version: number
}

const columns = sql`id, cause, subject_kind as "subjectKind", subject_id as "subjectId",
  order_id as "orderId", location_id as "locationId", summary,
  next_step as "nextStep", owner, due_at as "dueAt", raised_at as "raisedAt",
  raised_by as "raisedBy", closed_at as "closedAt", closed_by as "closedBy", outcome, version`

export async function insertOpen(
  tx: Tx,
  tasks: readonly (NewTask & { id: string })[],
  by: By,
): Promise<Task[]> {
  return tx.query<Task>(sql`
    insert into tasks.task (id, cause, subject_kind, subject_id, summary, next_step, owner, due_at,
      order_id, location_id, raised_at, raised_by)
    select t.*, ${by.now}::timestamptz, ${by.actor}::text
    from unnest(
      ${tasks.map((t) => t.id)}::uuid[], ${tasks.map((t) => t.cause)}::text[],
      ${tasks.map((t) => t.subjectKind)}::text[], ${tasks.map((t) => t.subjectId)}::text[],
      ${tasks.map((t) => t.summary)}::text[], ${tasks.map((t) => t.nextStep)}::text[],
      ${tasks.map((t) => t.owner ?? null)}::text[],
      ${tasks.map((t) => t.dueAt ?? null)}::timestamptz[],
      ${tasks.map((t) => t.orderId ?? null)}::uuid[],
      ${tasks.map((t) => t.locationId ?? null)}::int[]
    ) as t (id, cause, subject_kind, subject_id)
    order by t.subject_kind, t.subject_id, t.cause
    on conflict (subject_kind, subject_id, cause) where closed_at is null do nothing
    returning ${columns}`)
}

export async function closeOpen(
  tx: Tx,
  { subjects, outcome, by }: { subjects: readonly Subject[]; outcome: string; by: By },
): Promise<Task[]> {
  return tx.query<Task>(sql`
    update tasks.task as t set closed_at = ${by.now}, closed_by = ${by.actor},
      outcome = ${outcome}, version = t.version + 1
    where t.id in (
      select o.id from unnest(
        ${subjects.map((s) => s.subjectKind)}::text[], ${subjects.map((s) => s.subjectId)}::text[],
        ${subjects.map((s) => s.cause ?? null)}::text[]
      ) as s (kind, id, cause)
      join tasks.task as o on o.subject_kind = s.kind and o.subject_id = s.id
        and o.closed_at is null and (s.cause is null or s.cause = o.cause)
      order by o.subject_kind, o.subject_id, o.cause for update of o)
    returning ${columns}`)
}

/** The subjects of the open tasks of some causes, for the checks of who raises them. */
export function openTasksOf(...causes: string[]): Sql {
  return sql`select subject_kind, subject_id from tasks.task
    where closed_at is null and cause = any (${causes}::text[])`
}

/** Where something of these causes is open. */
export async function locationsWithOpen(
  db: Queryable,
  causes: readonly string[],
): Promise<number[]> {
  const rows = await db.query<{ id: number }>(sql`
    select distinct location_id as id from tasks.task
    where closed_at is null and cause = any (${causes}::text[]) and location_id is not null`)
  return rows.map(({ id }) => id)
}

/** The orders about which something of these causes is open at a location. */
export async function openOrdersAt(
  db: Queryable,
  causes: readonly string[],
  locationId: number,
): Promise<Required<Subject>[]> {
  return db.query(sql`
    select cause, subject_kind as "subjectKind", subject_id as "subjectId" from tasks.task
    where closed_at is null and cause = any (${causes}::text[]) and subject_kind = 'order'
      and location_id = ${locationId} order by subject_id, cause`)
}

/** How many tasks of each cause there are. */
export async function countTasks(
  db: Queryable,
): Promise<{ cause: string; raised: number; open: number }[]> {
  return db.query(sql`
    select cause, count(*) as raised, count(*) filter (where closed_at is null) as open
    from tasks.task group by cause order by cause`)
}

export async function lockTask(tx: Tx, scope: Scope, id: string): Promise<Task | undefined> {
  const [task] = await tx.query<Task>(sql`
    select ${columns} from tasks.task where id = ${id} and ${inScope(scope)} for update`)
  return task
}

/** Who holds a location sees its tasks; those of no location are for who sees everything. */
function inScope(scope: Scope): Sql {
  return scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
}

/** Which tasks: all that is given must be so. */
export type TaskFilter = {
  open: boolean
  cause?: string | undefined
  /** Whose; null for those of nobody. */
  owner?: string | null | undefined
  orderId?: string | undefined
}

/** Tasks by when they were raised, oldest first. */
export async function listTasks(
  db: Queryable,
  scope: Scope,
  of: TaskFilter & { after: string[] | undefined; limit: number },
): Promise<Task[]> {
  const [at, id] = of.after ?? ['-infinity', '00000000-0000-0000-0000-000000000000']
  const conditions = [
    inScope(scope),
    sql`(raised_at, id) > (${at}::timestamptz, ${id}::uuid)`,
    of.open ? sql`closed_at is null` : sql`closed_at is not null`,
    ...(of.cause === undefined ? [] : [sql`cause = ${of.cause}`]),
    ...(of.orderId === undefined ? [] : [sql`order_id = ${of.orderId}::uuid`]),
    ...(of.owner === undefined ? [] : [isOwnedBy(of.owner)]),
  ]
  return db.query<Task>(sql`
    select ${columns} from tasks.task where ${allOf(conditions)}
    order by raised_at, id limit ${of.limit}`)
}

function isOwnedBy(owner: string | null): Sql {
  return owner === null ? sql`owner is null` : sql`owner = ${owner}`
}

/** Open tasks by cause: how many, and how many of them are somebody's or nobody's. */
export async function countOpenTasks(
  db: Queryable,
  scope: Scope,
  owner: string,
): Promise<{ cause: string; count: number; mine: number; unassigned: number }[]> {
  return db.query(sql`
    select cause, count(*) as count, count(*) filter (where owner = ${owner}) as mine,
      count(*) filter (where owner is null) as unassigned
    from tasks.task where closed_at is null and ${inScope(scope)} group by cause order by cause`)
}

export async function findTask(db: Queryable, scope: Scope, id: string): Promise<Task | undefined> {
  const [task] = await db.query<Task>(sql`
    select ${columns} from tasks.task where id = ${id} and ${inScope(scope)}`)
  return task
}

/** Gives a task to somebody (null: to nobody); the version rises by one. */
export async function updateOwner(tx: Tx, id: string, owner: string | null): Promise<Task> {
  const [task] = await tx.query<Task>(sql`
    update tasks.task set owner = ${owner}, version = version + 1
    where id = ${id} returning ${columns}`)
  return task!
}

/** What somebody wrote down about a task. */
export type Note = { id: string; text: string; by: string; at: Temporal.Instant }

export async function insertNotes(tx: Tx, taskId: string, notes: readonly Note[]): Promise<void> {
  await tx.query(sql`
    insert into tasks.note (id, task_id, text, noted_by, noted_at)
    select n.id, ${taskId}::uuid, n.text, n.noted_by, n.noted_at from unnest(
      ${notes.map(({ id }) => id)}::uuid[], ${notes.map(({ text }) => text)}::text[],
      ${notes.map(({ by }) => by)}::text[], ${notes.map(({ at }) => at)}::timestamptz[]
    ) as n (id, text, noted_by, noted_at)`)
}

/** The notes of a task, oldest first. */
export async function listNotes(db: Queryable, taskId: string): Promise<Note[]> {
  return db.query<Note>(sql`
    select id, text, noted_by as by, noted_at as at from tasks.note
    where task_id = ${taskId} order by id`)
}
