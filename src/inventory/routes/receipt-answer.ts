import type { Static } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import type { ExpectedReceipt } from '../domain/receipt.ts'
import type { receiptAnswer } from '../schemas/receipt.ts'

/** What and where, as people write it. */
export type At = { sku: string; location: string; decimals: number }

/** A receipt as the API shows it. */
export function answerOf(receipt: ExpectedReceipt, at: At): Static<typeof receiptAnswer> {
  return {
    sku: at.sku,
    location: at.location,
    no: receipt.supplyNo,
    quantity: quantityOf(receipt.quantity, at.decimals),
    promised: quantityOf(receipt.allocated, at.decimals),
    dueOn: receipt.dueOn.toString(),
    late: receipt.late,
    kind: receipt.kind,
    confidence: receipt.confidence,
    reference: receipt.reference,
    closed: receipt.closed,
    version: receipt.version,
    can: receipt.closed ? ['arrive'] : ['set', 'cancel', 'arrive'],
  }
}
