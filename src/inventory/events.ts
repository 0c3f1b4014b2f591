import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { instant, nullable, object, tuple, uuid } from '../platform/http/schemas.ts'
import { stockAlertKinds } from './domain/alerts.ts'
import { feedKinds, feedNumbers } from './domain/feed.ts'

const sku = Type.Integer({ title: 'SKU' })
const location = Type.Integer({ title: 'location' })
const units = Type.Integer({ title: 'units' })

const touched = object({ supplies: Type.Array(tuple(sku, location)) })
const keptFields = { supplies: Type.Array(tuple(sku, location, units)) }
const kept = object(keptFields)

export const stockSet = defineEvent('stock.set', 1, {
  says: 'Stock was counted, or told by its owner. The movements of these rows say what changed.',
  subject: null,
  data: touched,
})

export const stockAdjusted = defineEvent('stock.adjusted', 1, {
  says: 'Receipts, till sales, damage or finds were recorded.',
  subject: null,
  data: touched,
})

export const stockHoldPlaced = defineEvent('stock_hold.placed', 1, {
  says: 'Units are kept for a cart or checkout.',
  subject: 'stock hold',
  data: kept,
})

export const stockHoldReleased = defineEvent('stock_hold.released', 1, {
  says: 'A hold was ended before its time; these units are free again.',
  subject: 'stock hold',
  data: kept,
})

export const stockHoldExpired = defineEvent('stock_hold.expired', 1, {
  says: 'Holds have expired, perhaps several; these units are free again.',
  subject: null,
  data: kept,
})

export const stockHoldExtended = defineEvent('stock_hold.extended', 1, {
  says: 'A hold counts until later than before.',
  subject: 'stock hold',
  data: object({ expiresAt: instant }),
})

export const stockHoldConverted = defineEvent('stock_hold.converted', 1, {
  says: 'A hold became an order: these units were given back to it, and what it left is free.',
  subject: 'stock hold',
  data: object({ orderId: uuid, ...keptFields }),
})

export const fencesCut = defineEvent('ring_fence.rebalanced', 1, {
  says: 'What ring-fences set aside of these SKUs has changed, or where it lies.',
  subject: null,
  data: object({ skus: Type.Array(sku) }),
})

const number = Type.Integer({ title: 'number' })
const due = Type.String({ format: 'date', title: 'due on' })
const receipts = Type.Array(tuple(sku, location, number, units, due))

export const receiptAnnounced = defineEvent('expected_receipt.announced', 1, {
  says: 'Goods were announced for a day; what is on hand does not change.',
  subject: null,
  data: object({ receipts }),
})

export const receiptChanged = defineEvent('expected_receipt.changed', 1, {
  says: 'The day or the quantity of an announced receipt was changed.',
  subject: null,
  data: object({ receipts }),
})

export const receiptCancelled = defineEvent('expected_receipt.cancelled', 1, {
  says: 'An announced receipt will not come.',
  subject: null,
  data: object({ receipts }),
})

export const receiptArrived = defineEvent('expected_receipt.arrived', 1, {
  says: 'Goods of an announced receipt were booked in, all or some.',
  subject: null,
  data: object({ receipts, arrived: units }),
})

export const receiptDelayed = defineEvent('expected_receipt.delayed', 1, {
  says: 'The day of announced receipts has passed, and they have not come. Told once of each.',
  subject: null,
  data: object({ receipts }),
})

const alerts = Type.Array(
  object({
    id: uuid,
    ruleId: uuid,
    kind: Type.Enum([...stockAlertKinds]),
    skuId: Type.Integer(),
    locationId: Type.Integer(),
  }),
)

export const stockAlertRaised = defineEvent('stock_alert.raised', 1, {
  says: 'Stock is as a rule tells of, perhaps in several places; told once, until it is over.',
  subject: null,
  data: object({ alerts }),
})

export const stockAlertCleared = defineEvent('stock_alert.cleared', 1, {
  says: 'Stock is no longer as a rule tells of, or the rule has ended.',
  subject: null,
  data: object({ alerts }),
})

const feedAlerts = Type.Array(
  object({
    id: uuid,
    ruleId: uuid,
    source: Type.String({ description: 'The system that is late.' }),
    locationId: Type.Integer(),
  }),
)

export const feedAlertRaised = defineEvent('feed_alert.raised', 1, {
  says: 'Feeds are overdue, as a rule tells of; told once, until numbers have come.',
  subject: null,
  data: object({ alerts: feedAlerts }),
})

export const feedAlertCleared = defineEvent('feed_alert.cleared', 1, {
  says: 'Numbers of an overdue feed have come, or the rule has ended.',
  subject: null,
  data: object({ alerts: feedAlerts }),
})

const counted = Type.Integer({ minimum: 0 })

export const stockFeedFinished = defineEvent('stock_feed.finished', 1, {
  says: 'A stock feed was taken to its end. The movements of its rows say what changed.',
  subject: 'stock feed',
  data: object({
    source: Type.String(),
    kind: Type.Enum([...feedKinds]),
    number: Type.Enum([...feedNumbers]),
    rows: counted,
    changed: counted,
    zeroed: counted,
    refused: counted,
    overtaken: counted,
    state: Type.Enum(['done', 'partial']),
  }),
})

export const rulesPublished = defineEvent('availability_rules.published', 1, {
  says: 'A version of the availability rules was published; it is in force from now on.',
  subject: null,
  tells: ({ data: { version } }) => [{ topic: 'rules', id: String(version), version }],
  data: object({
    version: Type.Integer({ minimum: 1 }),
    added: counted,
    changed: counted,
    removed: counted,
    restores: nullable(Type.Integer({ minimum: 1 })),
  }),
})

export const events = [
  rulesPublished,
  stockFeedFinished,
  stockSet,
  stockAdjusted,
  stockHoldPlaced,
  stockHoldReleased,
  stockHoldExpired,
  stockHoldExtended,
  stockHoldConverted,
  fencesCut,
  receiptAnnounced,
  receiptChanged,
  receiptCancelled,
  receiptArrived,
  receiptDelayed,
  stockAlertRaised,
  stockAlertCleared,
  feedAlertRaised,
  feedAlertCleared,
]
