import { refuse } from '../lib/refusal.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import { object, pageOf, text, uuid } from '../platform/http/schemas.ts'
import type { Platform } from '../platform/module.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../platform/page.ts'
import { changeTask, closeTask } from './actions.ts'
import {
  countsAnswer,
  taskAnswer,
  taskChanges,
  taskInFull,
  taskQuery,
  type Uncovered,
} from './schemas.ts'
import { countOpenTasks, findTask, listNotes, listTasks, type Task } from './store.ts'

type TaskSubject = Pick<Task, 'subjectKind' | 'subjectId'>

/** What tasks are told by the modules that know: those above, and identity beside it. */
export type TaskWorld = {
  /** The causes whose tasks nobody closes by hand while they last. */
  endThemselves: ReadonlySet<string>
  /** The numbers of orders by their ids. */
  numbersOf(db: Queryable, orderIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The codes of locations by their ids. */
  locationCodes(): Promise<{ codeOf(id: number): string | undefined }>
  /** The codes of the SKUs that tasks are about, where they are about one. */
  skuCodes(subjects: readonly TaskSubject[]): Promise<{ codeOf(of: TaskSubject): string | null }>
  /** The orders that are hit by stock that is missing, where a task is about such stock. */
  uncovered(db: Queryable, task: Task): Promise<Uncovered | null>
  /** Whether a person of this id (`person:<uuid>`) can be given a task. */
  isPerson(tx: Tx, id: string): Promise<boolean>
}

const tag = 'Tasks'

export function taskRoutes(platform: Platform, world: TaskWorld): Route[] {
  return [...readRoutes(world), ...writeRoutes(platform, world)]
}

function readRoutes(world: TaskWorld): Route[] {
  return [
    read(
      {
        path: '/v1/tasks',
        access: 'tasks:read',
        tag,
        summary: 'List what needs a person',
        query: taskQuery,
        answers: { 200: pageOf(taskAnswer) },
      },
      async (db, { query, caller }) => {
        const limit = query.limit ?? PAGE_DEFAULT
        const rows = await listTasks(db, caller.scope, {
          open: query.state !== 'closed',
          cause: query.cause,
          owner: { me: caller.id, none: null, all: undefined }[query.owner ?? 'all'],
          orderId: query.order,
          after: decodeCursor(query.cursor, ['instant', 'uuid']),
          limit: limit + 1,
        })
        const page = pageOfRows(rows, limit, (task) => [task.raisedAt.toString(), task.id])
        return { items: await answersOf(world, db, page.items), next: page.next }
      },
    ),
    read(
      {
        path: '/v1/tasks/counts',
        access: 'tasks:read',
        tag,
        summary: 'Count the open tasks, in all and by cause',
        answers: { 200: countsAnswer },
      },
      async (db, { caller }) => {
        const rows = await countOpenTasks(db, caller.scope, caller.id)
        const sum = (of: (row: (typeof rows)[number]) => number) =>
          rows.reduce((total, row) => total + of(row), 0)
        return {
          open: sum(({ count }) => count),
          mine: sum(({ mine }) => mine),
          unassigned: sum(({ unassigned }) => unassigned),
          causes: rows.map(({ cause, count }) => ({ cause, count })),
        }
      },
    ),
    read(
      {
        path: '/v1/tasks/:id',
        access: 'tasks:read',
        tag,
        summary: 'Read one task, with what people wrote down about it and the orders that are hit',
        params: object({ id: uuid }),
        answers: { 200: taskInFull },
      },
      async (db, { params, caller }) => {
        const task = (await findTask(db, caller.scope, params.id)) ?? refuse('not_found')
        const [[answer], notes] = [await answersOf(world, db, [task]), await listNotes(db, task.id)]
        return { ...answer!, uncovered: await world.uncovered(db, task), notes }
      },
    ),
  ]
}

function writeRoutes(platform: Platform, world: TaskWorld): Route[] {
  const byOf = (actor: string, now: Temporal.Instant) => {
    return { actor, now, nowMs: platform.clock.nowMs() }
  }
  return [
    command(
      {
        path: '/v1/tasks/:id/changes',
        access: 'tasks:write',
        tag,
        summary: 'Give a task to a person, or write down something about it',
        description: 'The words of a note are in `GET /v1/tasks/{id}` only.',
        params: object({ id: uuid }),
        body: taskChanges,
        answers: { 200: taskAnswer },
      },
      async (tx, { params, body: { version, changes }, caller, now }) => {
        const which = { id: params.id, scope: caller.scope, version }
        const { isPerson } = world
        const task = await changeTask(tx, which, changes, { by: byOf(caller.id, now), isPerson })
        tx.onCommit(platform.wake.committed)
        return { status: 200, body: (await answersOf(world, tx, [task]))[0]! }
      },
    ),
    command(
      {
        path: '/v1/tasks/:id/closures',
        access: 'tasks:write',
        tag,
        summary: 'Close a task by hand',
        params: object({ id: uuid }),
        body: object({ outcome: text(500) }),
        answers: { 200: taskAnswer },
      },
      async (tx, { params, body, caller, now }) => {
        const which = { id: params.id, scope: caller.scope }
        const { endThemselves } = world
        const by = byOf(caller.id, now)
        const task = await closeTask(tx, which, body.outcome, { by, endThemselves })
        tx.onCommit(platform.wake.committed)
        return { status: 200, body: (await answersOf(world, tx, [task]))[0]! }
      },
    ),
  ]
}

/** Tasks as they are answered: ids with what people call the things. */
async function answersOf(world: TaskWorld, db: Queryable, tasks: readonly Task[]) {
  const orderIds = [...new Set(tasks.flatMap(({ orderId }) => orderId ?? []))]
  const [numbers, locations] = [await world.numbersOf(db, orderIds), await world.locationCodes()]
  const skus = await world.skuCodes(tasks)
  return tasks.map(({ orderId, locationId, ...task }) => ({
    ...task,
    order: orderId === null ? null : { id: orderId, number: numbers.get(orderId) ?? null },
    location: locationId === null ? null : (locations.codeOf(locationId) ?? null),
    sku: skus.codeOf(task),
    can: canOf(task, world),
  }))
}

function canOf(task: Pick<Task, 'closedAt' | 'cause'>, { endThemselves }: TaskWorld): string[] {
  if (task.closedAt) return []
  return endThemselves.has(task.cause) ? ['assign', 'note'] : ['assign', 'note', 'close']
}
