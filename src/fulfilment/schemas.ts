import { Type } from 'typebox'
import { code, instant, nullable, object, quantity, text, uuid } from '../platform/http/schemas.ts'
import { declineReasons, type DeclineReason } from './domain/decline.ts'
import { factKinds } from './domain/fact.ts'
import { requestStates, workStates } from './domain/work.ts'

const no = Type.Integer({ minimum: 1, maximum: 1_000_000 })

/** Units of some lines; all that are possible where it is left out. */
export const namedLines = Type.Array(object({ no, quantity }), { minItems: 1, maxItems: 2000 })
export const someLines = Type.Optional(namedLines)

export const reasons = Object.keys(declineReasons) as DeclineReason[]

const units = Type.Number()
const workLine = object({
  no,
  sku: code,
  name: Type.String(),
  quantity: units,
  withdrawn: units,
  picked: units,
  packed: units,
  fulfilled: units,
})

export const parcelAnswer = object({
  id: uuid,
  kind: Type.Enum(['shipment', 'handover']),
  carrier: nullable(Type.String()),
  trackingNumber: nullable(Type.String()),
  shippedAt: Type.String(),
  deliveredAt: nullable(Type.String()),
  lines: Type.Array(object({ no, quantity: units })),
})

const head = {
  id: uuid,
  order: object({ id: uuid, number: Type.String() }),
  group: Type.Integer(),
  method: Type.String(),
  location: code,
  state: Type.Enum([...workStates]),
  request: Type.Enum([...requestStates]),
  dueAt: nullable(Type.String()),
  version: Type.Integer(),
  createdAt: Type.String(),
  can: Type.Array(Type.String()),
}

export const workSummary = object({ ...head, lines: Type.Array(workLine) })
export const workAnswer = object({
  ...head,
  lines: Type.Array(workLine),
  parcels: Type.Array(parcelAnswer),
})

/** What is answered to a step: no more than may be stored. */
export const stepAnswer = object({
  id: uuid,
  state: Type.Enum([...workStates]),
  request: Type.Enum([...requestStates]),
  version: Type.Integer(),
  can: Type.Array(Type.String()),
  parcelId: Type.Optional(uuid),
})

export const newFact = object({
  kind: Type.Enum([...factKinds]),
  channel: code,
  externalId: text(100),
  reference: text(100, "The teller's own id of it: told twice, it counts once."),
  occurredAt: instant,
  carrier: Type.Optional(text(60)),
  trackingNumber: Type.Optional(text(100)),
  reason: Type.Optional(text()),
})

export const factAnswer = object({
  id: uuid,
  kind: Type.Enum([...factKinds]),
  channel: code,
  externalId: Type.String(),
  reference: Type.String(),
  state: Type.Enum(['parked', 'applied', 'given_up']),
  why: nullable(Type.String()),
  orderId: nullable(uuid),
  occurredAt: Type.String(),
  toldAt: Type.String(),
  nextTryAt: nullable(Type.String()),
})

/** How much work lies at a location. */
export const countAnswer = object({
  location: code,
  open: Type.Integer({ description: 'Nothing is picked yet.' }),
  inWork: Type.Integer({ description: 'Picked or packed, and not gone.' }),
  late: Type.Integer({ description: 'Of both, those whose next step is overdue.' }),
  oldestAt: nullable(Type.String()),
})
