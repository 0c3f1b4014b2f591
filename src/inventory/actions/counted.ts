import type { Database, Queryable, Tx } from '../../platform/db/index.ts'
import {
  addToLevels,
  baseUnitsOf,
  decideCount,
  decideLowered,
  nameOf,
  quotaOf,
  type CounterKey,
  type CountedSku,
  type Levels,
  type Use,
  type Wanted,
  type Wish,
} from '../domain/counter.ts'
import type { QuotaLeft } from '../domain/selling.ts'
import type { Asking, SalesRules } from '../domain/rules/offer.ts'
import {
  addUses,
  listExpiredCounters,
  listUses,
  lockCounters,
  lowerUses,
  readCounters,
} from '../store/counters.ts'

/** Locked counters, and what holds that orders are placed against have of them. */
export type Counting = { levels: Levels; ofHolds: ReadonlyMap<string, readonly Use[]> }

/**
 * Locks all counters that these wishes are counted by, and those that these holds are counted by,
 * since a hold that becomes an order leaves them.
 */
export async function lockCounting(
  tx: Tx,
  wishes: readonly Wish[],
  holdIds: readonly string[],
  now: Temporal.Instant,
): Promise<Counting> {
  const before = await listUses(tx, holdIds)
  if (wishes.length === 0 && before.length === 0) return { levels: new Map(), ofHolds: new Map() }
  const levels = await lockCounters(tx, [...wishes, ...before], now)
  // Only now nobody changes them any more.
  const ofHolds = before.length === 0 ? [] : await listUses(tx, holdIds)
  return { levels, ofHolds: Map.groupBy(ofHolds, ({ ownerId }) => ownerId) }
}

/**
 * Counts the units of one who is next, in place of those of its hold; or answers what is left where
 * that is too little, and counts nothing.
 */
export function countNext(
  { levels, ofHolds }: Counting,
  wishes: readonly Wish[],
  holdId: string | undefined,
): { wish: Wish; left: number } | undefined {
  const own = (holdId && ofHolds.get(holdId)) || []
  addToLevels(levels, own, -1)
  const tooMany = decideCount(wishes, levels)
  addToLevels(levels, tooMany ? own : wishes)
  return tooMany
}

/** Keeps what was counted of orders; the counters must be locked. */
export function keepCount(
  tx: Tx,
  orders: readonly { id: string; wishes: readonly Wish[] }[],
  now: Temporal.Instant,
): Promise<void> {
  const uses = orders.flatMap(({ id, wishes }) =>
    wishes.map((wish) => ({ ...wish, ownerId: id, until: null })),
  )
  return addUses(tx, uses, now)
}

/** Locks what counts a hold; false where a part of that was taken off meanwhile, as expired. */
export async function lockCountOf(tx: Tx, holdId: string, now: Temporal.Instant): Promise<boolean> {
  const seen = await listUses(tx, [holdId])
  if (seen.length === 0) return true
  await lockCounters(tx, seen, now)
  return (await listUses(tx, [holdId])).length === seen.length
}

/** Takes all that orders or holds have off the counters: they have ended. */
export async function endCount(
  tx: Tx,
  ownerIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await endUses(tx, await listUses(tx, ownerIds), now)
}

/** Takes these units off their counters. */
export async function endUses(tx: Tx, uses: readonly Use[], now: Temporal.Instant): Promise<void> {
  if (uses.length === 0) return
  await lockCounters(tx, uses, now)
  await lowerUses(
    tx,
    uses.map((use) => ({ ...use, left: 0 })),
  )
}

/** Leaves of orders no more units counted than they still want where they were counted. */
export async function lowerCount(
  tx: Tx,
  wanted: readonly Wanted[],
  now: Temporal.Instant,
): Promise<void> {
  const seen = await listUses(tx, [...new Set(wanted.map(({ orderId }) => orderId))])
  const lowered = decideLowered(seen, wanted)
  if (lowered.length === 0) return
  await lockCounters(tx, lowered, now)
  await lowerUses(tx, lowered)
}

const SWEEP = 500

/** Takes the units of expired holds off their counters, some at a time; true if there are more. */
export async function sweepCounters(db: Database, now: Temporal.Instant): Promise<boolean> {
  const keys = await listExpiredCounters(db, now, SWEEP)
  if (keys.length === 0) return false
  await db.transaction((tx) => lockCounters(tx, keys, now))
  return keys.length === SWEEP
}

/** Of those of the SKUs that have a quota for who asks; the others are not limited. */
export async function quotasLeft(
  db: Queryable,
  rules: SalesRules,
  skus: readonly CountedSku[],
  asking: Asking,
): Promise<Map<number, QuotaLeft>> {
  const quotas = skus.flatMap((sku) => {
    const quota = quotaOf(rules, sku.id, asking)
    if (!quota) return []
    const key: CounterKey = { ruleId: quota.rule.id, skuId: sku.id, key: '' }
    return [{ sku, key, rule: quota.rule, limit: baseUnitsOf(quota.quantity, sku.decimals) }]
  })
  if (quotas.length === 0) return new Map()
  const used = await readCounters(
    db,
    quotas.map(({ key }) => key),
    asking.now,
  )
  return new Map(
    quotas.map(({ sku, key, rule, limit }) => {
      const left = Math.max(0, limit - (used.get(nameOf(key)) ?? 0))
      return [sku.id, { left, rule: { id: rule.id, name: rule.name } }]
    }),
  )
}
