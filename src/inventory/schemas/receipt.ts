import { Type, type Static } from 'typebox'
import { problemAnswer } from '../../platform/http/problem.ts'
import {
  code,
  date,
  instant,
  nullable,
  object,
  partial,
  quantity,
  text,
} from '../../platform/http/schemas.ts'
import { receiptKinds } from '../domain/receipt.ts'

const reference = text(100, 'Of the purchase order, transfer or return.')
const kind = Type.Enum([...receiptKinds], {
  description: 'Where the goods come from; a purchase order where it is left out.',
})
const confidence = Type.Integer({
  minimum: 0,
  maximum: 100,
  description: 'How sure it is that they come as announced, in percent; 100 where it is left out.',
})

/** Goods that are on their way, as they are announced. */
export const receiptBody = object({
  sku: code,
  location: code,
  quantity,
  dueOn: date,
  kind: Type.Optional(kind),
  confidence: Type.Optional(confidence),
  reference: Type.Optional(reference),
})

export type ReceiptBody = Static<typeof receiptBody>

const receiptChange = Type.Union([
  object({
    action: Type.Literal('set'),
    fields: partial({ quantity, dueOn: date, kind, confidence, reference: nullable(reference) }),
  }),
  object({ action: Type.Literal('cancel') }),
])

export type ReceiptChangeBody = Static<typeof receiptChange>

export const receiptChanges = object({
  version: Type.Integer(),
  changes: Type.Array(receiptChange, { minItems: 1, maxItems: 20 }),
  dryRun: Type.Optional(Type.Boolean()),
})

/** Goods of a receipt that have arrived. */
export const arrivalBody = object({
  quantity,
  reference: Type.Optional(text(100, 'Of the delivery; else that of the receipt.')),
  occurredAt: Type.Optional(instant),
})

/** An expected receipt as it stands. */
export const receiptAnswer = object({
  sku: code,
  location: code,
  no: Type.Integer({ description: 'Of this SKU at this location.' }),
  quantity: Type.Number({ description: 'What is still to come.' }),
  promised: Type.Number({ description: 'What of it orders have been promised.' }),
  dueOn: date,
  late: Type.Boolean({ description: 'Its day has passed, and it has not come.' }),
  kind: Type.Enum([...receiptKinds]),
  confidence: Type.Integer(),
  reference: nullable(Type.String()),
  closed: Type.Boolean({ description: 'Nothing more is expected: arrived or cancelled.' }),
  version: Type.Integer(),
  can: Type.Array(Type.String()),
})

export const receiptOutcomes = object({
  outcomes: Type.Array(
    object({
      index: Type.Integer(),
      outcome: Type.Enum(['recorded', 'refused']),
      receipt: Type.Optional(receiptAnswer),
      problem: Type.Optional(problemAnswer),
    }),
  ),
})

/** How an address names one receipt. */
export const whichReceipt = object({
  sku: code,
  location: code,
  no: Type.String({ pattern: '^[1-9]\\d{0,8}$', description: 'Number of the receipt.' }),
})
