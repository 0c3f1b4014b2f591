import { Type } from 'typebox'
import { code, instant, nullable, object, uuid } from '../http/schemas.ts'
import { topics } from './topics.ts'

const id = Type.String({ description: 'Send the last one heard as Last-Event-ID to go on there.' })

/** What a client is sent: the fields of a message, its data as JSON. */
export const messageSchema = Type.Union([
  object({
    event: Type.Literal('ready'),
    id,
    data: object({ at: instant, resumed: Type.Boolean() }),
  }),
  object({
    event: Type.Literal('change'),
    id: Type.Optional(id),
    data: object({
      topic: Type.Enum([...topics]),
      id: Type.String({ description: 'Of the order or task; code of the SKU, location, channel.' }),
      version: nullable(Type.Integer()),
      change: Type.String({ description: 'An event type of the guide, or `stock.moved`.' }),
      work: Type.Optional(nullable(uuid)),
      location: Type.Optional(nullable(code)),
    }),
  }),
  object({
    event: Type.Literal('presence'),
    id,
    data: object({
      topic: Type.Enum([...topics]),
      id: Type.String({ description: 'As it was given in `at`.' }),
      others: Type.Array(object({ id: Type.String(), name: Type.String() }), {
        description: 'Who else has it open; people are named once.',
      }),
    }),
  }),
  object({ event: Type.Literal('beat'), id, data: object({ at: instant }) }),
  object({ event: Type.Literal('reset'), id, data: object({}) }),
])
