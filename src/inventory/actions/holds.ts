import { newId } from '../../lib/ids.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { DataOf, NewEvent } from '../../platform/events/define.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { addClaim, giveBack, type By, type Claim, type Ledger } from '../domain/ledger.ts'
import {
  stockHoldExpired,
  stockHoldPlaced,
  stockHoldReleased,
  type stockHoldConverted,
  type stockHoldExtended,
} from '../events.ts'
import { decideHold, type HoldLine } from '../domain/hold.ts'
import type { Wish } from '../domain/counter.ts'
import type { Offer, Offering } from '../domain/rules/offering.ts'
import type { OpenLimit } from '../domain/hold-terms.ts'
import {
  listExpiredHolds,
  listHold,
  lockClaims,
  lockHoldsOn,
  type OpenClaim,
} from '../store/claims.ts'
import { addUses } from '../store/counters.ts'
import { closeHolds, countOpenHolds, insertHold, lockHolds, type NewHold } from '../store/holds.ts'
import { lockLedger, lockSums } from '../store/ledger.ts'
import { countNext, endCount, lockCounting } from './counted.ts'
import { readAside, summedOf } from './offering.ts'
import { tellUncovered, writeLedger, type StockContext } from './settle.ts'

/** A hold: units kept for a cart or a checkout until it expires. */
export type Hold = { id: string; expiresAt: Temporal.Instant; claims: Claim[] }

/** Whose the hold is, and how many that one may have open. */
export type HoldOf = Omit<NewHold, 'id' | 'expiresAt'> & {
  limits: readonly OpenLimit[]
  /** Units that are counted against quotas. */
  wishes: readonly Wish[]
}

/**
 * Holds units for a cart or checkout, all lines or none. Lines of one SKU are summed. `pool` is the
 * locations that may give them, in order of preference; where the hold says at which of them they
 * are to be collected, only that one gives any.
 */
export async function holdStock(
  tx: Tx,
  wanted: {
    lines: readonly HoldLine[]
    pool: readonly number[]
    isSkuPaused: (skuId: number, locationId: number) => boolean
    /** What of it the channel may sell. */
    offer: Offer
    /** What the offer is part of, where ring-fences may set something aside. */
    offering?: Offering
    expiresAt: Temporal.Instant
    of: HoldOf
  },
  context: StockContext,
): Promise<Hold | Refusal> {
  const tooMany = await refuseTooMany(tx, wanted.of, context.by.now)
  if (tooMany) return tooMany
  const counting = await lockCounting(tx, wanted.of.wishes, [], context.by.now)
  const beyond = countNext(counting, wanted.of.wishes, undefined)
  if (beyond) return new Refusal(beyond.wish.code, { facts: beyond })
  const skuIds = [...new Set(wanted.lines.map(({ skuId }) => skuId))]
  const only = wanted.of.pickupLocationId
  const summed = summedOf(wanted.offer, skuIds)
  const keys = skuIds.flatMap((skuId) =>
    wanted.pool
      .filter((locationId) => !wanted.isSkuPaused(skuId, locationId))
      // The other places matter only where the channel keeps the last units of all.
      .filter((locationId) => only === null || locationId === only || summed.includes(skuId))
      .map((locationId) => ({ skuId, locationId, supplyNo: 0 })),
  )
  await lockSums(tx, summed)
  const ledger = await lockLedger(tx, keys)
  await giveBackExpired(tx, ledger, context.by)
  if (wanted.offering) await readAside(tx, wanted.offering, ledger)
  const rows = [...ledger.supplies.values()]
  const parts = decideHold(wanted.lines, rows, { pool: wanted.pool, only }, wanted.offer)
  if (parts instanceof Refusal) return parts
  const id = newId(context.by.nowMs)
  const claims = parts.map((part) => keep(ledger, part, id, wanted.expiresAt, context.by))
  await writeLedger(tx, ledger, context)
  await insertHold(tx, { ...wanted.of, id, expiresAt: wanted.expiresAt }, context.by)
  const until = wanted.expiresAt
  await addUses(
    tx,
    wanted.of.wishes.map((wish) => ({ ...wish, ownerId: id, until })),
    context.by.now,
  )
  await tell(tx, stockHoldPlaced, id, keptBy(claims), context.by)
  return { id, expiresAt: wanted.expiresAt, claims }
}

/** Refuses one more hold to who has as many open as the rules allow; counted under a lock. */
async function refuseTooMany(
  tx: Tx,
  { limits, channelId, ...of }: HoldOf,
  now: Temporal.Instant,
): Promise<Refusal | undefined> {
  for (const { field, open, rule } of limits) {
    const hash = of[field]
    if (!hash) return new Refusal('hold_by_whom', { field: `/${field}`, facts: { rule } })
    if ((await countOpenHolds(tx, { field, channelId, hash }, now)) < open) continue
    return new Refusal('holds_open_enough', { field: `/${field}`, facts: { most: open, rule } })
  }
  return undefined
}

function keep(
  ledger: Ledger,
  part: { skuId: number; locationId: number; quantity: number },
  holdId: string,
  expiresAt: Temporal.Instant,
  by: By,
): Claim {
  const claim = {
    ...part,
    kind: 'hold' as const,
    supplyNo: 0,
    orderId: null,
    lineNo: null,
    reference: holdId,
    expiresAt,
  }
  const added = addClaim(ledger, claim, by)
  if (!added) throw new Error('a hold was decided on more units than are free')
  return added
}

/**
 * Gives back what expired holds keep on rows of this ledger, so that nobody waits for the sweep.
 */
export async function giveBackExpired(tx: Tx, ledger: Ledger, by: By): Promise<void> {
  const rows = [...ledger.supplies.values()].filter(({ held }) => held > 0)
  if (rows.length === 0) return
  for (const hold of await lockHoldsOn(tx, rows)) {
    if (!isExpired(hold, by.now)) continue
    giveBack(ledger, hold, hold.quantity, { as: 'expired', reason: 'hold_expired' }, by)
  }
}

function isExpired({ expiresAt }: OpenClaim, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(expiresAt!, now) <= 0
}

/** Ends a hold before its time; false where it has ended already or never was. */
export async function releaseHold(
  tx: Tx,
  id: string,
  context: StockContext,
  sees: (channelId: number) => boolean = () => true,
): Promise<boolean> {
  const [hold] = await lockHolds(tx, [id])
  if (!hold || hold.closedAs || (hold.channelId !== null && !sees(hold.channelId))) return false
  await endCount(tx, [id], context.by.now)
  const seen = await listHold(tx, id)
  const { ledger, claims } = await lockSeen(tx, seen)
  for (const claim of claims) {
    giveBack(ledger, claim, claim.quantity, { as: 'released', reason: 'hold_released' }, context.by)
  }
  await writeLedger(tx, ledger, context)
  if (claims.length === 0) return false
  await closeHolds(tx, [{ id, orderId: null }], context.by.now)
  await tellUncovered(tx, ledger, context.by)
  await tell(tx, stockHoldReleased, id, keptBy(claims), context.by)
  return true
}

const SWEEP = 500

/** Gives back what expired holds keep, some at a time; true if there may be more. */
export async function expireHolds(db: Database, context: StockContext): Promise<boolean> {
  const expired = await listExpiredHolds(db, context.by.now, SWEEP)
  if (expired.length === 0) return false
  return db.transaction(async (tx) => {
    const { ledger, claims: open } = await lockSeen(tx, expired)
    // One may have been extended since it was seen.
    const claims = open.filter((claim) => isExpired(claim, context.by.now))
    for (const claim of claims) {
      giveBack(ledger, claim, claim.quantity, { as: 'expired', reason: 'hold_expired' }, context.by)
    }
    await writeLedger(tx, ledger, context)
    await tellUncovered(tx, ledger, context.by)
    if (claims.length > 0) {
      await tell(tx, stockHoldExpired, null, keptBy(claims), context.by)
    }
    return expired.length === SWEEP
  })
}

/** Locks supply rows first, then the claims that are still open. */
async function lockSeen(
  tx: Tx,
  seen: readonly OpenClaim[],
): Promise<{ ledger: Ledger; claims: OpenClaim[] }> {
  const ledger = await lockLedger(tx, seen)
  const ids = seen.map(({ id }) => id)
  return { ledger, claims: await lockClaims(tx, ids) }
}

export function keptBy(claims: readonly Claim[]): DataOf<typeof stockHoldPlaced> {
  return {
    supplies: claims.map(({ skuId, locationId, quantity }) => [skuId, locationId, quantity]),
  }
}

type HoldEvent =
  | typeof stockHoldPlaced
  | typeof stockHoldReleased
  | typeof stockHoldExpired
  | typeof stockHoldExtended
  | typeof stockHoldConverted

export async function tell<Type extends HoldEvent>(
  tx: Tx,
  type: Type,
  subject: NewEvent<Type>['subject'],
  data: DataOf<Type>,
  { actor, now, nowMs }: By,
): Promise<void> {
  await saveEvents(tx, type, [{ id: newId(nowMs), subject, actor, data, occurredAt: now }])
}
