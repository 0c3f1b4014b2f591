import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { DataOf } from '../../platform/events/define.ts'
import { stockAdjusted, stockSet } from '../events.ts'
import {
  decideConditionChange,
  decideConditionLevels,
  type Condition,
  type ConditionChange,
  type SettableLevels,
} from '../domain/condition.ts'
import {
  addFact,
  conditionsOf,
  stockRowOf,
  supplyOf,
  type Fact,
  type Ledger,
  type Reason,
  type StockRow,
} from '../domain/ledger.ts'
import type { SupplyKey } from '../domain/supply.ts'
import { findConditions } from '../store/conditions.ts'
import { lockLedger } from '../store/ledger.ts'
import { settleFacts, type StockContext } from './settle.ts'

/**
 * Sets what was counted or told: what lies there, what of it is unavailable and why. Units that
 * have left and that the system in charge still counts do not lie there; they stay on top of it.
 */
export type StockLevel = {
  skuId: number
  locationId: number
  onHand?: number
  unavailable?: number
  conditions?: SettableLevels
  reference: string | null
  occurredAt?: Temporal.Instant
}

/** Adds to or takes from what is on hand or unavailable; signed base units. */
export type StockAdjustment = {
  skuId: number
  locationId: number
  change: number
  unavailableChange: number
  /** Of the units that become unavailable or available again; `other` where left out. */
  condition?: Condition
  reason: Exclude<Reason, 'hold' | 'allocation' | 'release' | 'not_stocked' | 'owner_changed'>
  reference: string | null
  occurredAt?: Temporal.Instant
}

/**
 * Sets stock levels, in the given order. A fact: never refused for lack, claims may be left without
 * cover; only a level that contradicts itself is (`conditions_exceed`), and the others go on.
 * Answers each row as it is afterwards. A count that finds the number recorded is a movement
 * without a change: it stands against older feeds like any other. What else is as recorded writes
 * nothing.
 */
export async function setStock(
  tx: Tx,
  levels: readonly StockLevel[],
  context: StockContext,
): Promise<(StockRow | Refusal)[]> {
  const { keys, ledger, found } = await lockOnHand(tx, levels)
  const refused = levels.map((level, i) => {
    const key = keys[i]!
    const now = conditionsOf(ledger, key, found)
    const changes = decideConditionLevels(now, level)
    if (changes instanceof Refusal) return changes
    const { onHand, reference, occurredAt } = level
    const there = supplyOf(ledger, key).quantity - (now.awaiting_owner ?? 0)
    const quantity = onHand === undefined ? 0 : onHand - there
    const fact = { reason: 'count' as const, reference, ...whenOf(occurredAt) }
    // Alone and before the conditions, so that it is known from a count of those only.
    if (onHand !== undefined && quantity === 0) addFact(ledger, key, fact, context.by)
    addFacts(ledger, key, { ...fact, quantity }, changes, context)
    return undefined
  })
  await settleFacts(tx, ledger, { type: stockSet, data: dataOf(keys) }, context)
  return keys.map((key, i) => refused[i] ?? stockRowOf(ledger, key, found))
}

/**
 * Adjusts stock, in the given order; a fact like `setStock`. Answers each row as it is afterwards.
 */
export async function adjustStock(
  tx: Tx,
  adjustments: readonly StockAdjustment[],
  context: StockContext,
): Promise<StockRow[]> {
  const { keys, ledger, found } = await lockOnHand(tx, adjustments)
  adjustments.forEach((adjustment, i) => {
    const key = keys[i]!
    const { change, unavailableChange, condition = 'other', reason, reference } = adjustment
    const now = conditionsOf(ledger, key, found)
    const one = decideConditionChange(now, { condition, change: unavailableChange })
    const when = whenOf(adjustment.occurredAt)
    const fact = { quantity: change, unavailable: one.change, condition, reason, reference }
    addFact(ledger, key, { ...fact, ...when }, context.by)
  })
  await settleFacts(tx, ledger, { type: stockAdjusted, data: dataOf(keys) }, context)
  return keys.map((key) => stockRowOf(ledger, key, found))
}

/** Rows on hand of some facts, locked, made where missing, with what is unavailable of them. */
async function lockOnHand(tx: Tx, of: readonly { skuId: number; locationId: number }[]) {
  const keys = of.map(({ skuId, locationId }): SupplyKey => ({ skuId, locationId, supplyNo: 0 }))
  const ledger = await lockLedger(tx, keys, { create: true })
  return { keys, ledger, found: await findConditions(tx, ledger) }
}

/** A movement is of one condition at most, so several changes are several; nothing is none. */
function addFacts(
  ledger: Ledger,
  key: SupplyKey,
  { quantity, ...fact }: Omit<Fact, 'unavailable' | 'condition'>,
  [first, ...more]: readonly ConditionChange[],
  { by }: StockContext,
): void {
  if (!first && !quantity) return
  const ofFirst = first && { unavailable: first.change, condition: first.condition }
  addFact(ledger, key, { ...fact, quantity: quantity ?? 0, ...ofFirst }, by)
  for (const { change, condition } of more) {
    addFact(ledger, key, { ...fact, unavailable: change, condition }, by)
  }
}

function whenOf(occurredAt: Temporal.Instant | undefined) {
  return occurredAt === undefined ? {} : { occurredAt }
}

function dataOf(keys: readonly SupplyKey[]): DataOf<typeof stockSet> {
  return { supplies: keys.map(({ skuId, locationId }) => [skuId, locationId]) }
}
