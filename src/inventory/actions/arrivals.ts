import type { Precedence } from '../../lib/priority.ts'
import type { Tx } from '../../platform/db/index.ts'
import { addClaim, giveBack, supplyOf, type By, type Ledger } from '../domain/ledger.ts'
import { decideArrived } from '../domain/receipt.ts'
import { freeOf, type SupplyKey } from '../domain/supply.ts'
import { listAllocationsOn, lockClaims, type OpenClaim } from '../store/claims.ts'

/** Units of an order line that rest on stock on hand now. */
export type ArrivedUnits = {
  orderId: string
  lineNo: number
  skuId: number
  locationId: number
  quantity: number
}

/**
 * The orders whose units wait for goods, as those see to them who keep the orders: they are locked
 * before any stock is, and told of what has come in the same transaction.
 */
export type WaitingOrders = {
  /** Answers what says who of them is served first. */
  lock(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Precedence>>
  arrived(tx: Tx, units: readonly ArrivedUnits[], by: By): Promise<void>
}

/** Who was promised units of a receipt; their orders are locked. */
export type PromisedOf = {
  claims: readonly OpenClaim[]
  orders: ReadonlyMap<string, Precedence>
}

/** Locks the orders that were promised units of a receipt; before its row. */
export async function lockPromised(
  tx: Tx,
  receipt: SupplyKey,
  waiting: WaitingOrders,
): Promise<PromisedOf> {
  const claims = await listAllocationsOn(tx, receipt)
  if (claims.length === 0) return { claims, orders: new Map() }
  const ids = [...new Set(claims.map(({ orderId }) => orderId!))]
  return { claims, orders: await waiting.lock(tx, ids) }
}

/**
 * Turns claims on a receipt into claims on what has arrived of it, as orders are served, as far as
 * it is free: what the till has sold beyond what was recorded is not there. Lock both first.
 */
export async function claimArrived(
  tx: Tx,
  ledger: Ledger,
  of: { receipt: SupplyKey; units: number; promised: PromisedOf },
  by: By,
): Promise<ArrivedUnits[]> {
  const { receipt, promised } = of
  if (promised.claims.length === 0) return []
  const onHand = { ...receipt, supplyNo: 0 }
  // What was cancelled since it was read is not among them, and who came since waits.
  const claims = await lockClaims(
    tx,
    promised.claims.map(({ id }) => id),
  )
  const units = Math.min(of.units, freeOf(supplyOf(ledger, onHand)))
  return decideArrived(claims, units, promised.orders).map(({ claim, units: quantity }) => {
    giveBack(ledger, claim, quantity, { as: 'released', reason: 'release' }, by)
    const { id: _id, createdAt: _createdAt, ...rest } = claim
    addClaim(ledger, { ...rest, ...onHand, quantity }, by)
    const { orderId, lineNo, skuId, locationId } = claim
    return { orderId: orderId!, lineNo: lineNo!, skuId, locationId, quantity }
  })
}
