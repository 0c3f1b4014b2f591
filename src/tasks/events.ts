import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { object } from '../platform/http/schemas.ts'

const data = object({
  cause: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
})

export const taskRaised = defineEvent('task.raised', 1, {
  says: 'Something needs a person.',
  subject: 'task',
  data,
})

export const taskClosed = defineEvent('task.closed', 1, {
  says: 'A task was closed, by hand or because what it asked for has happened.',
  subject: 'task',
  data,
})

export const taskAssigned = defineEvent('task.assigned', 1, {
  says: 'A task was given to a person, or taken from one.',
  subject: 'task',
  data: object({
    ...data.properties,
    version: Type.Integer(),
    owner: Type.Union([Type.String(), Type.Null()], { description: '`person:<id>` or nobody.' }),
  }),
})

export const taskNoted = defineEvent('task.noted', 1, {
  says: 'Somebody wrote down something about a task; the task has the words.',
  subject: 'task',
  data: object({ ...data.properties, version: Type.Integer() }),
})

export const events = [taskRaised, taskClosed, taskAssigned, taskNoted]
