import { newId } from '../../lib/ids.ts'
import { compareKeys } from '../../lib/sort.ts'
import { afterChanges, type Condition, type ConditionLevels } from './condition.ts'
import { changed, claimed, type Change, type Supply, type SupplyKey } from './supply.ts'
import { happenedBy } from '../../lib/told.ts'

/** Why a supply row changed. */
export type Reason =
  | 'receipt'
  | 'receipt_expected'
  | 'receipt_changed'
  | 'receipt_cancelled'
  | 'receipt_arrived'
  | 'backorder_limit'
  | 'sale'
  | 'adjustment'
  | 'count'
  | 'damage'
  | 'theft'
  | 'found'
  | 'correction'
  | 'transfer_out'
  | 'transfer_in'
  | 'return'
  | 'hold'
  | 'hold_released'
  | 'hold_expired'
  | 'hold_lost'
  | 'hold_converted'
  | 'allocation'
  | 'release'
  | 'shipment'
  | 'found_missing'
  | 'not_stocked'
  | 'owner_changed'
  | 'feed'

/** One line of the stock ledger: the change and the row's values after it. */
export type Movement = {
  id: string
  reason: Reason
  before: Supply
  after: Supply
  /** Of the units that it made unavailable, or available again. */
  condition: Condition | null
  claimId: string | null
  expiresAt: Temporal.Instant | null
  reference: string | null
  actor: string
  occurredAt: Temporal.Instant
}

/** A unit promised from one supply row. */
export type Claim = SupplyKey & {
  id: string
  kind: 'hold' | 'allocation'
  quantity: number
  orderId: string | null
  lineNo: number | null
  reference: string | null
  expiresAt: Temporal.Instant | null
  /** The day that the customer was told, where the units were not there when they were promised. */
  promisedOn?: Temporal.PlainDate | null
  /** The day (ISO) of whose capacity it takes a part, where that of its location is limited. */
  workOn?: string | null
}

export type Ending = 'released' | 'expired' | 'fulfilled' | 'lost'

/** What all changes of one action have in common. */
export type By = { actor: string; now: Temporal.Instant; nowMs: number }

/**
 * The changes of one transaction to locked supply rows, gathered in memory and written together by
 * `saveLedger`. Pure: it decides on the values that were locked, and nothing else can have changed
 * them meanwhile.
 */
export type Ledger = {
  /** Rows as locked, by key; the versions that the write must still find. */
  locked: ReadonlyMap<string, Supply>
  /** Rows as they are now. */
  supplies: Map<string, Supply>
  /** SKUs of which ring-fences set something aside on some of the rows. */
  fenced: ReadonlySet<number>
  movements: Movement[]
  /** What changed of the units by condition, signed, by row. */
  conditions: Map<string, Map<Condition, number>>
  newClaims: Claim[]
  /** Claims with fewer units than before; 0 left is an end. */
  changedClaims: { id: string; left: number; endedAs: Ending }[]
  /** Units of claims that were counted for a day, given back: of that day they take none now. */
  undone: Claim[]
}

export function keyOf(key: SupplyKey): string {
  return `${key.skuId}/${key.locationId}/${key.supplyNo}`
}

/** The supply row that such a key names. */
export function rowOfKey(key: string): SupplyKey {
  const [skuId, locationId, supplyNo] = key.split('/').map(Number) as [number, number, number]
  return { skuId, locationId, supplyNo }
}

/** The id of the SKU that such a key is about. */
export const skuIdOf = (key: string): number => rowOfKey(key).skuId

/** The order in which supply rows are locked, everywhere. */
export function compareSupplyKeys(a: SupplyKey, b: SupplyKey): number {
  return compareKeys([a.skuId, a.locationId, a.supplyNo], [b.skuId, b.locationId, b.supplyNo])
}

export function openLedger(
  locked: readonly Supply[],
  fenced: ReadonlySet<number> = new Set(),
): Ledger {
  const rows = new Map(locked.map((supply) => [keyOf(supply), supply]))
  const nothing = { movements: [], newClaims: [], changedClaims: [], undone: [] }
  return { locked: rows, supplies: new Map(rows), fenced, conditions: new Map(), ...nothing }
}

/** The row as it is now in this ledger; it must have been locked. */
export function supplyOf(ledger: Ledger, key: SupplyKey): Supply {
  const supply = ledger.supplies.get(keyOf(key))
  if (!supply) throw new Error(`supply ${keyOf(key)} was not locked`)
  return supply
}

/** Units by condition as they are now in this ledger; `found` as they were when it was locked. */
export function conditionsOf(
  ledger: Ledger,
  key: SupplyKey,
  found: ReadonlyMap<string, ConditionLevels>,
): ConditionLevels {
  const id = keyOf(key)
  return afterChanges(found.get(id) ?? {}, ledger.conditions.get(id) ?? [])
}

/** Stock on hand with what of it is not to be sold, by condition. */
export type StockRow = Supply & { conditions: ConditionLevels }

export function stockRowOf(
  ledger: Ledger,
  key: SupplyKey,
  found: ReadonlyMap<string, ConditionLevels>,
): StockRow {
  return { ...supplyOf(ledger, key), conditions: conditionsOf(ledger, key, found) }
}

/**
 * Claims units, or answers undefined and changes nothing where fewer than wanted are free besides
 * those to keep.
 */
export function addClaim(
  ledger: Ledger,
  wanted: Omit<Claim, 'id'>,
  by: By,
  keep = 0,
): Claim | undefined {
  const before = supplyOf(ledger, wanted)
  const after = claimed(before, wanted.kind, wanted.quantity, keep)
  if (!after) return undefined
  const claim = { ...wanted, id: newId(by.nowMs) }
  ledger.newClaims.push(claim)
  record(ledger, before, after, {
    reason: wanted.kind,
    claimId: claim.id,
    expiresAt: wanted.expiresAt,
    reference: wanted.reference,
    by,
  })
  return claim
}

/** Gives back `quantity` units of a claim, all of them or some. */
export function giveBack(
  ledger: Ledger,
  claim: Claim,
  quantity: number,
  end: { as: Ending; reason: Reason },
  by: By,
): void {
  const column = claim.kind === 'hold' ? 'held' : 'allocated'
  const left = claim.quantity - quantity
  if (quantity <= 0 || left < 0) throw new Error(`claim ${claim.id} has no ${quantity} units`)
  ledger.changedClaims.push({ id: claim.id, left, endedAs: end.as })
  if (claim.workOn) ledger.undone.push({ ...claim, quantity })
  const before = supplyOf(ledger, claim)
  const after = changed(before, { [column]: -quantity })
  record(ledger, before, after, {
    reason: end.reason,
    claimId: claim.id,
    expiresAt: null,
    reference: claim.reference,
    by,
  })
}

/**
 * Takes claimed units out of stock: they have left. The claim ends, the quantity falls with it.
 * With `awaitsOwner` the system in charge still counts them: they stay in the quantity and are not
 * for sale, until it has heard of them.
 */
export function consume(
  ledger: Ledger,
  claim: Claim,
  quantity: number,
  { awaitsOwner, occurredAt }: { awaitsOwner: boolean; occurredAt: Temporal.Instant },
  by: By,
): void {
  const left = claim.quantity - quantity
  if (quantity <= 0 || left < 0) throw new Error(`claim ${claim.id} has no ${quantity} units`)
  ledger.changedClaims.push({ id: claim.id, left, endedAs: 'fulfilled' })
  const before = supplyOf(ledger, claim)
  const gone = awaitsOwner ? { unavailable: quantity } : { quantity: -quantity }
  const condition = awaitsOwner ? ('awaiting_owner' as const) : null
  if (condition) addCondition(ledger, claim, condition, quantity)
  record(ledger, before, changed(before, { allocated: -quantity, ...gone }), {
    reason: 'shipment',
    claimId: claim.id,
    expiresAt: null,
    reference: claim.reference,
    by,
    condition,
    occurredAt,
  })
}

/** Something that has happened. `condition` is of the units that it makes (un)available. */
export type Fact = Change & {
  condition?: Condition
  reason: Reason
  reference: string | null
  occurredAt?: Temporal.Instant
}

/**
 * Records a fact: something that has happened and so is never refused. Units that become
 * unavailable, or available again, are of one condition (`other` where none is named); take no more
 * out of a condition than it has.
 */
export function addFact(ledger: Ledger, key: SupplyKey, fact: Fact, by: By): Supply {
  const before = supplyOf(ledger, key)
  const after = changed(before, fact)
  const { reason, reference, occurredAt } = fact
  const condition = after.unavailable === before.unavailable ? null : (fact.condition ?? 'other')
  if (condition) addCondition(ledger, key, condition, after.unavailable - before.unavailable)
  record(ledger, before, after, {
    reason,
    claimId: null,
    expiresAt: null,
    reference,
    by,
    condition,
    ...(occurredAt === undefined ? {} : { occurredAt }),
  })
  return after
}

function addCondition(ledger: Ledger, key: SupplyKey, condition: Condition, change: number): void {
  const id = keyOf(key)
  if (key.supplyNo !== 0) throw new Error(`supply ${id} is not on hand: it has no conditions`)
  const changes = ledger.conditions.get(id) ?? new Map<Condition, number>()
  changes.set(condition, (changes.get(condition) ?? 0) + change)
  ledger.conditions.set(id, changes)
}

function record(
  ledger: Ledger,
  before: Supply,
  after: Supply,
  of: {
    reason: Reason
    claimId: string | null
    expiresAt: Temporal.Instant | null
    reference: string | null
    by: By
    condition?: Condition | null
    occurredAt?: Temporal.Instant
  },
): void {
  ledger.supplies.set(keyOf(after), after)
  ledger.movements.push({
    id: newId(of.by.nowMs),
    reason: of.reason,
    before,
    after,
    condition: of.condition ?? null,
    claimId: of.claimId,
    expiresAt: of.expiresAt,
    reference: of.reference,
    actor: of.by.actor,
    occurredAt: happenedBy(of.by.now, of.occurredAt),
  })
}
