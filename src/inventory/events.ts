import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { object, tuple } from '../platform/http/schemas.ts'

const sku = Type.Integer({ title: 'SKU' })
const location = Type.Integer({ title: 'location' })
const units = Type.Integer({ title: 'units' })

const touched = object({ supplies: Type.Array(tuple(sku, location)) })
const kept = object({ supplies: Type.Array(tuple(sku, location, units)) })

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

export const events = [
  stockSet,
  stockAdjusted,
  stockHoldPlaced,
  stockHoldReleased,
  stockHoldExpired,
]
