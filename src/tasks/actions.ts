import { holdsCardNumber } from '../lib/card.ts'
import { newId } from '../lib/ids.ts'
import { refuse } from '../lib/refusal.ts'
import type { Scope } from '../lib/scope.ts'
import type { Tx } from '../platform/db/index.ts'
import { saveEvents } from '../platform/events/index.ts'
import { refuseOtherVersion } from '../platform/outcomes.ts'
import { taskAssigned, taskClosed, taskNoted, taskRaised } from './events.ts'
import {
  closeOpen,
  insertNotes,
  insertOpen,
  lockTask,
  updateOwner,
  type Note,
  type Task,
} from './store.ts'

/** Something that needs a person: what it is about, why, and what to do next. */
export type NewTask = {
  cause: string
  subjectKind: string
  subjectId: string
  summary: string
  nextStep: string
  /** The order it belongs to; the location whose people can see to it. */
  orderId?: string | undefined
  locationId?: number | undefined
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

/** Closes one task by hand; refuses those of causes that only end by themselves. */
export async function closeTask(
  tx: Tx,
  { id, scope }: { id: string; scope: Scope },
  outcome: string,
  { by, endThemselves }: { by: By; endThemselves: ReadonlySet<string> },
): Promise<Task> {
  const task = await lockOpen(tx, scope, id)
  if (endThemselves.has(task.cause)) return refuse('task_ends_itself')
  const { subjectKind, subjectId, cause } = task
  const subject = { subjectKind, subjectId, cause }
  await closeTasksOf(tx, [subject], by, outcome)
  return (await lockTask(tx, scope, id))!
}

async function lockOpen(tx: Tx, scope: Scope, id: string): Promise<Task> {
  const task = (await lockTask(tx, scope, id)) ?? refuse('not_found')
  return task.closedAt ? refuse('task_closed') : task
}

/** What people do to an open task beside closing it. */
export type TaskChange =
  | { action: 'assign'; owner: string | null }
  | { action: 'note'; text: string }

/**
 * Gives an open task to a person, or writes down something about it. The last of several owners
 * counts. Refusals: `task_closed`, `version_conflict`, `person_unknown`, `card_number_refused`.
 */
export async function changeTask(
  tx: Tx,
  { id, scope, version }: { id: string; scope: Scope; version: number },
  changes: readonly TaskChange[],
  { by, isPerson }: { by: By; isPerson: (tx: Tx, id: string) => Promise<boolean> },
): Promise<Task> {
  const task = await lockOpen(tx, scope, id)
  refuseOtherVersion(version, task.version)
  let { owner } = task
  const notes: Note[] = []
  for (const [index, change] of changes.entries()) {
    const at = `/changes/${index}`
    if (change.action === 'note') {
      if (holdsCardNumber(change.text)) refuse('card_number_refused', { field: `${at}/text` })
      notes.push({ id: newId(by.nowMs), text: change.text, by: by.actor, at: by.now })
    } else {
      const isKnown = change.owner === null || (await isPerson(tx, change.owner))
      if (!isKnown) refuse('person_unknown', { field: `${at}/owner` })
      owner = change.owner
    }
  }
  if (notes.length > 0) await insertNotes(tx, id, notes)
  const saved = await updateOwner(tx, id, owner)
  const about = { ...dataOf(saved), version: saved.version }
  if (owner !== task.owner) {
    await saveEvents(tx, taskAssigned, [eventOf(id, { ...about, owner }, by)])
  }
  const noted = notes.map(() => eventOf(id, about, by))
  await saveEvents(tx, taskNoted, noted)
  return saved
}

async function tell(
  tx: Tx,
  type: typeof taskRaised | typeof taskClosed,
  tasks: readonly Task[],
  by: By,
): Promise<void> {
  const events = tasks.map((task) => eventOf(task.id, dataOf(task), by))
  await saveEvents(tx, type, events)
}

function dataOf({ cause, subjectKind, subjectId }: Task) {
  return { cause, subjectKind, subjectId }
}

function eventOf<Data>(subject: string, data: Data, by: By) {
  return { id: newId(by.nowMs), subject, actor: by.actor, data, occurredAt: by.now }
}
