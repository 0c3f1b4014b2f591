import type { Scope } from '../lib/scope.ts'
import { sql, type Sql } from '../platform/db/sql.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import type { By, NewTask, Subject } from './actions.ts'

/** A task as it stands. */
export type Task = {
  id: string
  cause: string
  subjectKind: string
  subjectId: string
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

const columns = sql`id, cause, subject_kind as "subjectKind", subject_id as "subjectId", summary,
  next_step as "nextStep", owner, due_at as "dueAt", raised_at as "raisedAt",
  raised_by as "raisedBy", closed_at as "closedAt", closed_by as "closedBy", outcome, version`

export async function insertOpen(
  tx: Tx,
  tasks: readonly (NewTask & { id: string })[],
  by: By,
): Promise<Task[]> {
  return tx.query<Task>(sql`
    insert into tasks.task (id, cause, subject_kind, subject_id, summary, next_step, owner, due_at,
      raised_at, raised_by)
    select t.*, ${by.now}::timestamptz, ${by.actor}::text
    from unnest(
      ${tasks.map((t) => t.id)}::uuid[], ${tasks.map((t) => t.cause)}::text[],
      ${tasks.map((t) => t.subjectKind)}::text[], ${tasks.map((t) => t.subjectId)}::text[],
      ${tasks.map((t) => t.summary)}::text[], ${tasks.map((t) => t.nextStep)}::text[],
      ${tasks.map((t) => t.owner ?? null)}::text[],
      ${tasks.map((t) => t.dueAt ?? null)}::timestamptz[]
    ) as t (id, cause, subject_kind, subject_id, summary, next_step, owner, due_at)
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

/** The subjects of the open tasks of one cause, for the checks of who raises it. */
export function openTasksOf(cause: string): Sql {
  return sql`select subject_kind, subject_id from tasks.task
    where closed_at is null and cause = ${cause}`
}

/** How many tasks of each cause there are. */
export async function countTasks(
  db: Queryable,
): Promise<{ cause: string; raised: number; open: number }[]> {
  return db.query(sql`
    select cause, count(*) as raised, count(*) filter (where closed_at is null) as open
    from tasks.task group by cause order by cause`)
}

export async function lockTask(tx: Tx, id: string): Promise<Task | undefined> {
  const [task] = await tx.query<Task>(
    sql`select ${columns} from tasks.task where id = ${id} for update`,
  )
  return task
}

/**
 * Tasks by when they were raised, oldest first. Tasks have no location yet, so only the full scope
 * sees any.
 */
export async function listTasks(
  db: Queryable,
  scope: Scope,
  page: { open: boolean; after: string[] | undefined; limit: number },
): Promise<Task[]> {
  if (scope !== 'all') return []
  const [at, id] = page.after ?? ['-infinity', '00000000-0000-0000-0000-000000000000']
  return db.query<Task>(sql`
    select ${columns} from tasks.task
    where (raised_at, id) > (${at}::timestamptz, ${id}::uuid)
      and (closed_at is null) = ${page.open}
    order by raised_at, id limit ${page.limit}`)
}

export async function findTask(db: Queryable, scope: Scope, id: string): Promise<Task | undefined> {
  if (scope !== 'all') return undefined
  const [task] = await db.query<Task>(sql`select ${columns} from tasks.task where id = ${id}`)
  return task
}
