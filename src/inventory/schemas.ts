import { Type, type Static } from 'typebox'
import { problemAnswer } from '../platform/http/problem.ts'
import {
  code,
  date,
  instant,
  nullable,
  object,
  partial,
  quantity,
  text,
  uuid,
} from '../platform/http/schemas.ts'

const reference = text(100, 'Of the purchase order, transfer or return.')

/** Goods that are on their way, as they are announced. */
export const receiptBody = object({
  sku: code,
  location: code,
  quantity,
  dueOn: date,
  reference: Type.Optional(reference),
})

export type ReceiptBody = Static<typeof receiptBody>

const receiptChange = Type.Union([
  object({
    action: Type.Literal('set'),
    fields: partial({ quantity, dueOn: date, reference }),
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
  dueOn: date,
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

const units = Type.Number()

/** Stock of one SKU over locations. */
export const stockItemAnswer = object({
  sku: code,
  name: Type.String(),
  category: nullable(Type.String()),
  unit: Type.String(),
  decimals: Type.Integer(),
  picture: nullable(Type.String()),
  onHand: units,
  unavailable: units,
  held: units,
  allocated: units,
  uncovered: Type.Number({ description: 'Claims without cover, of the locations that lack some.' }),
  available: Type.Number({ description: 'Free units, of the locations that have some.' }),
  expected: Type.Number({ description: 'Still to come on announced receipts.' }),
  nextOn: nullable(date),
  locations: Type.Integer({ description: 'Locations that keep it.' }),
  soldOutAt: Type.Integer({ description: 'Those of them that have none available.' }),
})

/** One line of the stock ledger. */
export const movementAnswer = object({
  id: uuid,
  location: code,
  receipt: nullable(Type.Integer({ description: 'Number of the receipt; null: stock on hand.' })),
  reason: Type.String(),
  reference: nullable(Type.String()),
  order: nullable(uuid),
  actor: Type.String(),
  occurredAt: Type.String(),
  changes: partial({
    onHand: units,
    unavailable: units,
    held: units,
    allocated: units,
    expected: units,
  }),
  after: partial({
    onHand: units,
    unavailable: units,
    held: units,
    allocated: units,
    uncovered: units,
    available: units,
    expected: units,
  }),
})

/** How fresh the numbers of a location are, where it is fed. */
export const freshnessAnswer = nullable(
  object({
    source: code,
    asOf: nullable(instant),
    overdue: Type.Boolean(),
    bufferPercent: Type.Integer({ description: 'Held back from sale for that, in percent.' }),
  }),
)

/** Stock of one location over all SKUs. */
export const healthAnswer = object({
  location: code,
  skus: Type.Integer({ description: 'SKUs that it keeps.' }),
  onHand: units,
  available: units,
  soldOut: Type.Integer({ description: 'SKUs of which none are available.' }),
  uncovered: units,
  feed: freshnessAnswer,
})
