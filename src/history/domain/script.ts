import type { OrderBody } from '../../orders/index.ts'
import type { WriteOffReason } from './stock-taking.ts'

/** Something of a file that was not taken (`what`: a row, an order), and why. */
export type Rejected = { file: string; line: number | null; what: string; reason: string }

/** What may happen, in the order in which it does where times are equal. */
export const entryKinds = [
  'receipt',
  'adjustment',
  'order',
  'approval',
  'shipment',
  'delivery',
  'cancellation',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** Goods arrive at locations: SKU, location, units. */
export type ReceiptBody = { units: [skuId: number, locationId: number, units: number][] }

/** Stock is found to be more or less than the books say; the note says why. */
export type AdjustmentBody = {
  skuId: number
  locationId: number
  change: number
  note: string
  /** Left out by imports from before reasons were told apart. */
  reason?: WriteOffReason
}

/** One parcel as it really was: who sent it, how far, what was paid for carriage in minor units. */
export type RealParcel = {
  locationId: number
  km: number | null
  paid: number | null
  grams: number
}

/** An order as the channel sends it; when its payment was approved; what really became of it. */
export type OrderEntry = { order: OrderBody; approvedAt: string | null; real: RealParcel[] }

/** Something that is told of an order. */
export type FactBody = { order: string; reason?: string }

/** One entry of the script before its body is written out: `of` says what it is made from. */
export type Mark<Of> = { at: number; kind: EntryKind; key: string; of: Of }

const rank = new Map(entryKinds.map((kind, i) => [kind, i]))

/** The order of the script: time, kind, key. */
export function compareMarks(a: Mark<unknown>, b: Mark<unknown>): number {
  return (
    a.at - b.at ||
    rank.get(a.kind)! - rank.get(b.kind)! ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  )
}
