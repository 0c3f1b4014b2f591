import { Type, type Static } from 'typebox'
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

const hit = object({
  id: uuid,
  number: Type.String(),
  group: Type.Integer({ description: 'The delivery group; see the candidates of the order.' }),
  line: Type.Integer(),
  quantity: Type.Number({ description: 'Units of the line that are missing.' }),
  stays: Type.Enum(['collected', 'not_elsewhere'], {
    description:
      'Why nothing was done by itself: `collected` (the customer comes to this place for it), ' +
      '`not_elsewhere` (no other place that may send it has it now).',
  }),
})
const uncovered = object(
  { missing: Type.Number(), orders: Type.Array(hit) },
  'Of a `stock_uncovered` task that is open: how many units are missing now, and the orders that ' +
    'are hit if they are not found, the newest first. What is picked already is there and not hit.',
)
export type Uncovered = Static<typeof uncovered>

export const taskInFull = object({
  ...fields,
  uncovered: nullable(uncovered),
  notes: Type.Array(note),
})

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
