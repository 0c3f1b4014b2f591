import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { object } from '../platform/http/schemas.ts'
import type { Told } from '../platform/stream/topics.ts'

const data = object({
  cause: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
})

/** Tasks have no location yet, so only the full scope hears of any. */
const tells = ({ subject: id }: { subject: string }): Told[] => [
  { topic: 'tasks', id, version: null, within: {} },
]

export const taskRaised = defineEvent('task.raised', 1, {
  says: 'Something needs a person.',
  subject: 'task',
  tells,
  data,
})

export const taskClosed = defineEvent('task.closed', 1, {
  says: 'A task was closed, by hand or because what it asked for has happened.',
  subject: 'task',
  tells,
  data,
})

export const events = [taskRaised, taskClosed]
