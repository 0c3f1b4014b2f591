import { refuse, Refusal } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { addFact, stockRowOf, supplyOf, type Ledger, type StockRow } from '../domain/ledger.ts'
import {
  decideArrival,
  decideReceiptChanges,
  isDoubtful,
  isSameReceipt,
  numberReceipts,
  type ExpectedReceipt,
  type ReceiptChange,
  type ReceiptTerms,
} from '../domain/receipt.ts'
import type { Supply, SupplyKey } from '../domain/supply.ts'
import { receiptAnnounced, receiptArrived, receiptCancelled, receiptChanged } from '../events.ts'
import { findConditions } from '../store/conditions.ts'
import { lockLedger } from '../store/ledger.ts'
import {
  findReceipt,
  insertReceipts,
  reserveReceiptNumbers,
  updateReceipt,
} from '../store/receipts.ts'
import { claimArrived, lockPromised, type WaitingOrders } from './arrivals.ts'
import { settleFacts, type StockContext } from './settle.ts'

/** Goods that are on their way: base units, and the day they are due. */
export type Announcement = ReceiptTerms & { skuId: number; locationId: number; quantity: number }

/**
 * Announces receipts; answers each with its number, in the given order. What is on hand and
 * available does not change.
 */
export async function announceReceipts(
  tx: Tx,
  announced: readonly Announcement[],
  context: StockContext,
): Promise<ExpectedReceipt[]> {
  if (announced.length === 0) return []
  const receipts = numberReceipts(announced, await reserveReceiptNumbers(tx, announced))
  await insertReceipts(tx, receipts)
  const ledger = await lockLedger(tx, receipts)
  for (const receipt of receipts) {
    const { quantity, reference } = receipt
    addFact(ledger, receipt, { quantity, reason: 'receipt_expected', reference }, context.by)
  }
  const rows = receipts.map((receipt) => rowOf(ledger, { ...receipt, closed: false, late: false }))
  const event = { type: receiptAnnounced, data: dataOf(rows) }
  await settleFacts(tx, ledger, event, context)
  return rows
}

/** Which receipt, and what the caller may see. */
export type OnReceipt = { key: SupplyKey; scope: Scope }

/**
 * Changes a receipt or cancels it. Refuses what is not there (`not_found`), another version
 * (`version_conflict`) and what is closed (`receipt_closed`). Changes that say what is known write
 * nothing; a dry run neither.
 */
export async function changeReceipt(
  tx: Tx,
  on: OnReceipt,
  request: { version: number; changes: readonly ReceiptChange[]; dryRun: boolean },
  context: StockContext,
): Promise<ExpectedReceipt> {
  const { ledger, receipt } = await lockReceipt(tx, on, [on.key])
  refuseOtherVersion(request.version, receipt.version)
  const next = decideReceiptChanges(receipt, request.changes)
  if (next instanceof Refusal) throw next
  if (request.dryRun || isSameReceipt(receipt, next)) return next
  const [reason, type] = next.closed
    ? (['receipt_cancelled', receiptCancelled] as const)
    : (['receipt_changed', receiptChanged] as const)
  const quantity = next.quantity - receipt.quantity
  addFact(ledger, on.key, { quantity, reason, reference: next.reference }, context.by)
  await settleFacts(tx, ledger, { type, data: dataOf([next]) }, context)
  await updateReceipt(tx, next, { isDoubtful: isDoubtful(receipt, next), now: context.by.now })
  return rowOf(ledger, next)
}

/**
 * Books in goods of a receipt, all or some: they are taken off what is to come and are on hand
 * afterwards, for the orders that were promised them, as they are served. A fact: more than
 * expected is booked in as well, also where nothing was expected any more. Refuses only what is not
 * there.
 */
export async function bookArrival(
  tx: Tx,
  on: OnReceipt,
  arrival: { quantity: number; reference: string | null; occurredAt?: Temporal.Instant },
  { waiting, ...context }: StockContext & { waiting: WaitingOrders },
): Promise<{ receipt: ExpectedReceipt; onHand: StockRow }> {
  if (!(await findReceipt(tx, on.scope, on.key))) return refuse('not_found')
  const promised = await lockPromised(tx, on.key, waiting)
  const onHandKey = { ...on.key, supplyNo: 0 }
  const { ledger, receipt } = await lockReceipt(tx, on, [onHandKey, on.key])
  const found = await findConditions(tx, ledger)
  const { fulfils, closed } = decideArrival(receipt, arrival.quantity)
  const late = receipt.late && !closed
  const next = { ...receipt, quantity: receipt.quantity - fulfils, closed, late }
  const told = { ...arrival, reference: arrival.reference ?? receipt.reference }
  addFact(ledger, on.key, { ...told, quantity: -fulfils, reason: 'receipt_arrived' }, context.by)
  addFact(ledger, onHandKey, { ...told, reason: 'receipt' }, context.by)
  const coming = { receipt: on.key, units: arrival.quantity, promised }
  const arrived = await claimArrived(tx, ledger, coming, context.by)
  const data = { ...dataOf([next]), arrived: arrival.quantity }
  await settleFacts(tx, ledger, { type: receiptArrived, data }, context)
  const after = rowOf(ledger, next)
  await updateReceipt(tx, after, { isDoubtful: after.uncovered > 0, now: context.by.now })
  await waiting.arrived(tx, arrived, context.by)
  return { receipt: rowOf(ledger, next), onHand: stockRowOf(ledger, onHandKey, found) }
}

/** Locks rows, those on hand made where missing, then reads the receipt, which that protects. */
async function lockReceipt(
  tx: Tx,
  { key, scope }: OnReceipt,
  keys: readonly SupplyKey[],
): Promise<{ ledger: Ledger; receipt: ExpectedReceipt }> {
  if (!(await findReceipt(tx, scope, key))) return refuse('not_found')
  const ledger = await lockLedger(tx, keys, { create: true })
  const receipt = await findReceipt(tx, scope, key)
  return { ledger, receipt: receipt! }
}

/** A receipt with its row as it is now in the ledger. */
function rowOf(
  ledger: Ledger,
  {
    dueOn,
    reference,
    kind,
    confidence,
    closed,
    late,
    ...key
  }: Omit<ExpectedReceipt, keyof Supply> & SupplyKey,
): ExpectedReceipt {
  return { ...supplyOf(ledger, key), dueOn, kind, confidence, reference, closed, late }
}

function dataOf(receipts: readonly ExpectedReceipt[]) {
  return {
    receipts: receipts.map((r): [number, number, number, number, string] => {
      return [r.skuId, r.locationId, r.supplyNo, r.quantity, r.dueOn.toString()]
    }),
  }
}
