import { compareServed, type Precedence } from '../../lib/priority.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Supply, SupplyKey } from './supply.ts'

/** Where goods that are on their way come from. */
export const receiptKinds = ['purchase_order', 'transfer', 'return'] as const
export type ReceiptKind = (typeof receiptKinds)[number]

/** What is said of goods on their way besides how many and where. */
export type ReceiptTerms = {
  dueOn: Temporal.PlainDate
  kind: ReceiptKind
  /** How sure it is that they come, in percent. */
  confidence: number
  reference: string | null
}

/**
 * A dated receipt: goods on their way to a location (a purchase order, a transfer, a return). Its
 * `quantity` is what is still to come, in base units; closed is what nothing more is expected on.
 */
export type ExpectedReceipt = Supply &
  ReceiptTerms & {
    closed: boolean
    /** Its day has passed, and it has not come. */
    late: boolean
  }

/** What can be changed of a receipt that is still expected. */
export type ReceiptChange =
  | { action: 'cancel' }
  | {
      action: 'set'
      dueOn?: Temporal.PlainDate | undefined
      quantity?: number | undefined
      /** Null: none any more. */
      reference?: string | null | undefined
      kind?: ReceiptKind | undefined
      confidence?: number | undefined
    }

/**
 * Numbers receipts per SKU and location, in the given order. `last` are the last numbers of those,
 * with as many reserved as there are receipts.
 */
export function numberReceipts<Receipt extends Omit<SupplyKey, 'supplyNo'>>(
  receipts: readonly Receipt[],
  last: readonly SupplyKey[],
): (Receipt & SupplyKey)[] {
  const next = new Map(last.map((key) => [placeOf(key), key.supplyNo]))
  const numbered = receipts.toReversed().map((receipt) => {
    const place = placeOf(receipt)
    const supplyNo = next.get(place)!
    next.set(place, supplyNo - 1)
    return { ...receipt, supplyNo }
  })
  return numbered.toReversed()
}

function placeOf({ skuId, locationId }: Omit<SupplyKey, 'supplyNo'>): string {
  return `${skuId}/${locationId}`
}

/** The receipt after these changes, one after the other. A closed one cannot be changed. */
export function decideReceiptChanges(
  receipt: ExpectedReceipt,
  changes: readonly ReceiptChange[],
): ExpectedReceipt | Refusal {
  let next = receipt
  for (const [i, change] of changes.entries()) {
    if (next.closed) return new Refusal('receipt_closed', { field: `/changes/${i}` })
    if (change.action === 'cancel') next = { ...next, quantity: 0, closed: true, late: false }
    else {
      const { dueOn = next.dueOn, quantity = next.quantity, reference = next.reference } = change
      const { kind = next.kind, confidence = next.confidence } = change
      const late = next.late && dueOn.equals(next.dueOn)
      next = { ...next, dueOn, quantity, reference, kind, confidence, late }
    }
  }
  return next
}

/** True where two states of one receipt say the same. */
export function isSameReceipt(a: ExpectedReceipt, b: ExpectedReceipt): boolean {
  return (
    a.quantity === b.quantity &&
    a.closed === b.closed &&
    a.reference === b.reference &&
    a.kind === b.kind &&
    a.confidence === b.confidence &&
    a.dueOn.equals(b.dueOn)
  )
}

/**
 * What goods that have arrived take off a receipt: at most what was still to come. A fact, so any
 * quantity is right, also on a closed one; all of it is on hand afterwards.
 */
export function decideArrival(
  receipt: Pick<ExpectedReceipt, 'quantity' | 'closed'>,
  arrived: number,
): { fulfils: number; closed: boolean } {
  const fulfils = Math.min(arrived, receipt.quantity)
  return { fulfils, closed: receipt.closed || fulfils === receipt.quantity }
}

/**
 * Whether a change lets those down who were promised units of a receipt: fewer come than are
 * promised, they come later, or it is less sure that they do.
 */
export function isDoubtful(before: ExpectedReceipt, after: ExpectedReceipt): boolean {
  if (before.allocated === 0) return false
  const isLater = Temporal.PlainDate.compare(after.dueOn, before.dueOn) > 0
  return isLater || after.quantity < before.allocated || after.confidence < before.confidence
}

/** Units that an order line was promised of a receipt. */
export type PromisedUnits = {
  id: string
  orderId: string | null
  quantity: number
}

/**
 * Who gets goods that have arrived: the orders that were promised them, those of the highest
 * priority first, of them the oldest. The others wait for what is still to come.
 */
export function decideArrived<Claim extends PromisedUnits>(
  claims: readonly Claim[],
  units: number,
  orders: ReadonlyMap<string, Precedence>,
): { claim: Claim; units: number }[] {
  const sorted = claims
    .filter(({ orderId }) => orders.has(orderId!))
    .toSorted((a, b) => {
      const [one, other] = [orders.get(a.orderId!)!, orders.get(b.orderId!)!]
      return compareServed(one, other) || (a.id < b.id ? -1 : 1)
    })
  let left = Math.max(0, units)
  return sorted.flatMap((claim) => {
    const some = Math.min(left, claim.quantity)
    left -= some
    return some > 0 ? [{ claim, units: some }] : []
  })
}
