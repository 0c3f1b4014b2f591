import { Type } from 'typebox'
import { refuse } from '../lib/refusal.ts'
import type { Platform } from '../platform/module.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import {
  instant,
  nullable,
  object,
  pageOf,
  pageQuery,
  text,
  uuid,
} from '../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../platform/page.ts'
import { closeTask } from './actions.ts'
import { findTask, listTasks, type Task } from './store.ts'

const taskAnswer = object({
  id: uuid,
  version: Type.Integer(),
  cause: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
  summary: Type.String(),
  nextStep: Type.String(),
  owner: nullable(Type.String()),
  dueAt: nullable(instant),
  raisedAt: instant,
  raisedBy: Type.String(),
  closedAt: nullable(instant),
  closedBy: nullable(Type.String()),
  outcome: nullable(Type.String()),
  can: Type.Array(Type.String()),
})

export function taskRoutes(platform: Platform, endThemselves: ReadonlySet<string>): Route[] {
  const tag = 'Tasks'
  const answerOf = (task: Task) => {
    const can = task.closedAt || endThemselves.has(task.cause) ? [] : ['close']
    return { ...task, can }
  }
  return [
    read(
      {
        path: '/v1/tasks',
        access: 'tasks:read',
        tag,
        summary: 'List what needs a person',
        query: object({
          ...pageQuery,
          state: Type.Optional(Type.Enum(['open', 'closed'], { default: 'open' })),
        }),
        answers: { 200: pageOf(taskAnswer) },
      },
      async (db, { query, caller }) => {
        const limit = query.limit ?? PAGE_DEFAULT
        const after = decodeCursor(query.cursor, ['instant', 'uuid'])
        const open = query.state !== 'closed'
        const rows = await listTasks(db, caller.scope, { open, after, limit: limit + 1 })
        const page = pageOfRows(rows, limit, (task) => [task.raisedAt.toString(), task.id])
        return { items: page.items.map(answerOf), next: page.next }
      },
    ),
    read(
      {
        path: '/v1/tasks/:id',
        access: 'tasks:read',
        tag,
        summary: 'Read one task',
        params: object({ id: uuid }),
        answers: { 200: taskAnswer },
      },
      async (db, { params, caller }) => {
        const task = await findTask(db, caller.scope, params.id)
        return task ? answerOf(task) : refuse('not_found')
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
        const by = { actor: caller.id, now, nowMs: platform.clock.nowMs() }
        const task = await closeTask(tx, params.id, body.outcome, { by, endThemselves })
        tx.onCommit(platform.wake.committed)
        return { status: 200, body: answerOf(task) }
      },
    ),
  ]
}
