import { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { DataOf } from '../../platform/events/define.ts'
import { stockAdjusted, stockSet } from '../events.ts'
import {
  decideConditionChange,
  type Condition,
  type ConditionChange,
  type SettableLevels,
} from '../domain/condition.ts'
import {
  addFact,
  conditionsOf,
  keyOf,
  stockRowOf,
  supplyOf,
  type Fact,
  type Ledger,
  type Movement,
  type Reason,
  type StockRow,
} from '../domain/ledger.ts'
import { decideStockCount, movedBy, type MovedSince } from '../domain/stock-count.ts'
import type { SupplyKey } from '../domain/supply.ts'
import { findConditions } from '../store/conditions.ts'
import { lockPlaces } from '../store/feeds.ts'
import { lockLedger } from '../store/ledger.ts'
import { listMovedSince, type LateCount } from '../store/stock-counts.ts'
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

/** A count that is not taken: of what it says, something newer is known. The row as it is. */
export type OvertakenLevel = { overtaken: StockRow }

/**
 * Sets stock levels, in the given order. A fact: never refused for lack, claims may be left without
 * cover; only a level that contradicts itself is (`conditions_exceed`), and the others go on.
 * What happened after it was counted counts on top; what newer counts and feeds have said stands.
 * Answers each row as it is afterwards. A count that finds the number recorded is a movement
 * without a change: it stands against older feeds like any other. What else is as recorded writes
 * nothing.
 */
export async function setStock(
  tx: Tx,
  levels: readonly StockLevel[],
  context: StockContext,
): Promise<(StockRow | OvertakenLevel | Refusal)[]> {
  const late = lateOf(levels, context.by.now)
  // Before the rows, as feeds do: one that changes no number locks no row, and counts all the same.
  const places = late.map(({ locationId }) => locationId)
  if (places.length > 0) await lockPlaces(tx, places)
  const { keys, ledger, found } = await lockOnHand(tx, levels)
  const moved = await listMovedSince(tx, late, context.by.now)
  const since = new Map(late.map(({ i }, n) => [i, moved[n]!]))
  const left = levels.map((level, i) => {
    const key = keys[i]!
    const now = conditionsOf(ledger, key, found)
    const there = supplyOf(ledger, key).quantity - (now.awaiting_owner ?? 0)
    const { onHand, reference, occurredAt } = level
    const all = [...(since.get(i) ?? []), ...movedIn(ledger, key, occurredAt)]
    const change = decideStockCount({ there, conditions: now }, level, all)
    if (change === 'overtaken' || change instanceof Refusal) return change
    const { quantity, conditions } = change
    const fact = { reason: 'count' as const, reference, ...whenOf(occurredAt) }
    // Alone and before the conditions, so that it is known from a count of those only.
    if (onHand !== undefined && quantity === 0) addFact(ledger, key, fact, context.by)
    addFacts(ledger, key, { ...fact, quantity }, conditions, context)
    return undefined
  })
  await settleFacts(tx, ledger, { type: stockSet, data: dataOf(keys) }, context)
  return keys.map((key, i) => {
    const row = stockRowOf(ledger, key, found)
    return left[i] === 'overtaken' ? { overtaken: row } : (left[i] ?? row)
  })
}

/** Those that were counted before now, each with its place in the list. */
function lateOf(
  levels: readonly StockLevel[],
  now: Temporal.Instant,
): (LateCount & { i: number })[] {
  return levels.flatMap(({ skuId, locationId, occurredAt }, i) =>
    occurredAt && Temporal.Instant.compare(occurredAt, now) < 0
      ? [{ i, skuId, locationId, occurredAt }]
      : [],
  )
}

/** What this transaction has counted already of later: a list may name a row twice. */
function movedIn(
  { movements }: Ledger,
  key: SupplyKey,
  occurredAt: Temporal.Instant | undefined,
): MovedSince[] {
  if (!occurredAt) return []
  const isLater = (one: Movement) =>
    keyOf(one.after) === keyOf(key) && Temporal.Instant.compare(one.occurredAt, occurredAt) > 0
  return movements.filter(isLater).map(movedBy)
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
