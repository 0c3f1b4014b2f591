import type { Tx } from '../../platform/db/index.ts'
import type { DataOf } from '../../platform/events/define.ts'
import { stockAdjusted, stockSet } from '../events.ts'
import { addFact, supplyOf, type Reason } from '../domain/ledger.ts'
import type { Supply, SupplyKey } from '../domain/supply.ts'
import { lockLedger } from '../store/ledger.ts'
import { settleFacts, type StockContext } from './settle.ts'

/** Sets what was counted or told: the quantity on hand, what of it is unavailable, or both. */
export type StockLevel = {
  skuId: number
  locationId: number
  onHand?: number
  unavailable?: number
  reference: string | null
  occurredAt?: Temporal.Instant
}

/** Adds to or takes from what is on hand or unavailable; signed base units. */
export type StockAdjustment = {
  skuId: number
  locationId: number
  change: number
  unavailableChange: number
  reason: Exclude<Reason, 'hold' | 'allocation' | 'release' | 'not_stocked'>
  reference: string | null
  occurredAt?: Temporal.Instant
}

/**
 * Sets stock levels, in the given order. A fact: never refused, claims may be left without cover.
 * Answers each row as it is afterwards. A level that is as recorded already writes nothing.
 */
export async function setStock(
  tx: Tx,
  levels: readonly StockLevel[],
  context: StockContext,
): Promise<Supply[]> {
  const keys = levels.map(onHandKey)
  const ledger = await lockLedger(tx, keys, { create: true })
  const rows = levels.map((level, i) => {
    const now = supplyOf(ledger, keys[i]!)
    const quantity = level.onHand === undefined ? 0 : level.onHand - now.quantity
    const unavailable = level.unavailable === undefined ? 0 : level.unavailable - now.unavailable
    if (quantity === 0 && unavailable === 0) return now
    const { reference, occurredAt } = level
    const fact = { quantity, unavailable, reason: 'count' as const, reference }
    return addFact(ledger, keys[i]!, { ...fact, ...whenOf(occurredAt) }, context.by)
  })
  await settleFacts(tx, ledger, { type: stockSet, data: dataOf(keys) }, context)
  return rows.map((_, i) => supplyOf(ledger, keys[i]!))
}

/**
 * Adjusts stock, in the given order; a fact like `setStock`. Answers each row as it is afterwards.
 */
export async function adjustStock(
  tx: Tx,
  adjustments: readonly StockAdjustment[],
  context: StockContext,
): Promise<Supply[]> {
  const keys = adjustments.map(onHandKey)
  const ledger = await lockLedger(tx, keys, { create: true })
  adjustments.forEach((adjustment, i) => {
    const { change, unavailableChange, reason, reference, occurredAt } = adjustment
    // No more can become available again than was unavailable.
    const unavailable = Math.max(unavailableChange, -supplyOf(ledger, keys[i]!).unavailable)
    const fact = { quantity: change, unavailable, reason, reference }
    addFact(ledger, keys[i]!, { ...fact, ...whenOf(occurredAt) }, context.by)
  })
  await settleFacts(tx, ledger, { type: stockAdjusted, data: dataOf(keys) }, context)
  return keys.map((key) => supplyOf(ledger, key))
}

function onHandKey({ skuId, locationId }: { skuId: number; locationId: number }): SupplyKey {
  return { skuId, locationId, supplyNo: 0 }
}

function whenOf(occurredAt: Temporal.Instant | undefined) {
  return occurredAt === undefined ? {} : { occurredAt }
}

function dataOf(keys: readonly SupplyKey[]): DataOf<typeof stockSet> {
  return { supplies: keys.map(({ skuId, locationId }) => [skuId, locationId]) }
}
