import { Type } from 'typebox'
import { code, instant, nullable, object, pageQuery, text, uuid } from '../platform/http/schemas.ts'

const fields = {
  id: uuid,
  version: Type.Integer(),
  cause: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
  order: nullable(object({ id: uuid, number: nullable(Type.String()) })),
  location: nullable(code),
  sku: Type.Union([code, Type.Null()], { description: 'Of a task about the stock of one SKU.' }),
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
}
export const taskAnswer = object(fields)

const note = object({ id: uuid, text: Type.String(), by: Type.String(), at: instant })
export const taskWithNotes = object({ ...fields, notes: Type.Array(note) })

export const taskQuery = object({
  ...pageQuery,
  state: Type.Optional(Type.Enum(['open', 'closed'], { default: 'open' })),
  cause: Type.Optional(text(100)),
  owner: Type.Optional(Type.Enum(['me', 'none', 'all'], { default: 'all' })),
  order: Type.Optional(uuid),
})

export const countsAnswer = object({
  open: Type.Integer(),
  mine: Type.Integer({ description: 'Of the open ones, those of the caller.' }),
  unassigned: Type.Integer({ description: 'Of the open ones, those of nobody.' }),
  causes: Type.Array(object({ cause: Type.String(), count: Type.Integer() })),
})

const person = Type.String({
  pattern: '^person:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'As GET /v1/people names them.',
})
export const taskChanges = object({
  version: Type.Integer(),
  changes: Type.Array(
    Type.Union([
      object({ action: Type.Literal('assign'), owner: nullable(person) }),
      object({ action: Type.Literal('note'), text: text(2000) }),
    ]),
    { minItems: 1, maxItems: 20 },
  ),
})
