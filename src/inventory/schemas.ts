import { Type, type Static } from 'typebox'
import { problemAnswer } from '../platform/http/problem.ts'
import {
  code,
  date,
  instant,
  nullable,
  object,
  partial,
  text,
  uuid,
} from '../platform/http/schemas.ts'
import { conditions, settableConditions } from './domain/condition.ts'

const units = Type.Number()

/** Why units are unavailable; they add up to `unavailable`. */
const conditionsAnswer = partial({
  damaged: units,
  on_display: units,
  quarantine: units,
  in_inspection: units,
  awaiting_owner: units,
  other: units,
})

export const stockNumbers = {
  onHand: units,
  unavailable: units,
  conditions: conditionsAnswer,
  held: units,
  allocated: units,
  uncovered: units,
  available: units,
  version: Type.Integer(),
}

/** Stock of one SKU at one location. */
export const stockAnswer = object({ sku: code, location: code, ...stockNumbers })

export const stockOutcomes = object({
  outcomes: Type.Array(
    object({
      index: Type.Integer(),
      outcome: Type.Enum(['recorded', 'overtaken', 'refused'], {
        description: '`overtaken`: not taken, a newer count or feed has spoken; levels only.',
      }),
      stock: Type.Optional(stockAnswer),
      problem: Type.Optional(problemAnswer),
    }),
  ),
})

/** What an adjustment can say has happened; a count is a level. */
const toldReasons = [
  'receipt',
  'sale',
  'adjustment',
  'damage',
  'theft',
  'found',
  'transfer_out',
  'transfer_in',
  'return',
  'correction',
] as const

const signed = Type.Number({ minimum: -1e12, maximum: 1e12 })
const positive = Type.Number({ minimum: 0, maximum: 1e12 })
const told = {
  sku: code,
  location: code,
  reference: Type.Optional(text(100)),
  occurredAt: Type.Optional(instant),
}

/** Stock as it was counted, or told by its owner. */
export const levelBody = object({
  ...told,
  onHand: Type.Optional(positive),
  unavailable: Type.Optional(positive),
  conditions: Type.Optional(
    partial({
      damaged: positive,
      on_display: positive,
      quarantine: positive,
      in_inspection: positive,
      other: positive,
    }),
  ),
})

export type LevelBody = Static<typeof levelBody>

export const adjustmentBody = object({
  ...told,
  change: Type.Optional(signed),
  unavailableChange: Type.Optional(signed),
  condition: Type.Optional(
    Type.Enum([...settableConditions], {
      description:
        'Of the units of `unavailableChange`; else `damaged` for damage and `other` for the rest.',
    }),
  ),
  reason: Type.Enum([...toldReasons]),
})

export type AdjustmentBody = Static<typeof adjustmentBody>

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
  conditions: conditionsAnswer,
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
  condition: nullable(
    Type.Enum([...conditions], { description: 'Of the units that became (un)available.' }),
  ),
  reference: nullable(Type.String()),
  order: nullable(uuid),
  actor: Type.String(),
  occurredAt: Type.String({ description: 'When it happened.' }),
  recordedAt: Type.String({ description: 'When Tutti learnt of it.' }),
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
