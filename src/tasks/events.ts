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

export const events = [taskRaised, taskClosed]
