import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import type { Told } from '../platform/stream/topics.ts'
import { object } from '../platform/http/schemas.ts'

const data = object({
  cause: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
})

/** Events do not say the location of a task, so only the full scope hears of any. */
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

export const taskAssigned = defineEvent('task.assigned', 1, {
  says: 'A task was given to a person, or taken from one.',
  subject: 'task',
  tells,
  data: object({
    ...data.properties,
    version: Type.Integer(),
    owner: Type.Union([Type.String(), Type.Null()], { description: '`person:<id>` or nobody.' }),
  }),
})

export const taskNoted = defineEvent('task.noted', 1, {
  says: 'Somebody wrote down something about a task; the task has the words.',
  subject: 'task',
  tells,
  data: object({ ...data.properties, version: Type.Integer() }),
})

export const events = [taskRaised, taskClosed, taskAssigned, taskNoted]
