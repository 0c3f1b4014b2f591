import { newId } from '../lib/ids.ts'
import { refuse } from '../lib/refusal.ts'
import type { Tx } from '../platform/db/index.ts'
import { saveEvents } from '../platform/events/index.ts'
import { taskClosed, taskRaised } from './events.ts'
import { closeOpen, insertOpen, lockTask, type Task } from './store.ts'

/** Something that needs a person: what it is about, why, and what to do next. */
export type NewTask = {
  cause: string
  subjectKind: string
  subjectId: string
  summary: string
  nextStep: string
  owner?: string
  dueAt?: Temporal.Instant
}

export type Subject = { subjectKind: string; subjectId: string; cause?: string }

/** Who does it, and when. */
export type By = { actor: string; now: Temporal.Instant; nowMs: number }

/** Raises tasks; where one is open for the same subject and cause, it stays as it is. */
export async function raiseTasks(tx: Tx, tasks: readonly NewTask[], by: By): Promise<void> {
  if (tasks.length === 0) return
  const raised = await insertOpen(
    tx,
    tasks.map((task) => ({ ...task, id: newId(by.nowMs) })),
    by,
  )
  await tell(tx, taskRaised, raised, by)
}

/** Closes the open tasks of a subject (of one cause, or all): what they asked for has happened. */
export async function closeTasksOf(
  tx: Tx,
  subjects: readonly Subject[],
  by: By,
  outcome: string,
): Promise<void> {
  if (subjects.length === 0) return
  const closed = await closeOpen(tx, { subjects, outcome, by })
  await tell(tx, taskClosed, closed, by)
}

/** Closes one task by hand. */
export async function closeTask(tx: Tx, id: string, outcome: string, by: By): Promise<Task> {
  const task = await lockTask(tx, id)
  if (!task) return refuse('not_found')
  if (task.closedAt) return refuse('task_closed')
  const { subjectKind, subjectId, cause } = task
  const subject = { subjectKind, subjectId, cause }
  await closeTasksOf(tx, [subject], by, outcome)
  return (await lockTask(tx, id))!
}

async function tell(
  tx: Tx,
  type: typeof taskRaised | typeof taskClosed,
  tasks: readonly Task[],
  by: By,
): Promise<void> {
  const events = tasks.map(({ id, cause, subjectKind, subjectId }) => ({
    id: newId(by.nowMs),
    subject: id,
    actor: by.actor,
    data: { cause, subjectKind, subjectId },
    occurredAt: by.now,
  }))
  await saveEvents(tx, type, events)
}
