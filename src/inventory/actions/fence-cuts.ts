import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { CounterKey } from '../domain/counter.ts'
import {
  cutOf,
  sharesWith,
  type Cut,
  type FenceHere,
  type FenceLevel,
  type FenceRow,
  type Share,
} from '../domain/fences.ts'
import type { By } from '../domain/ledger.ts'
import { freeOf } from '../domain/supply.ts'
import { fencesCut } from '../events.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import type { InventoryWorld } from '../routes/stock.ts'
import { lockCounters } from '../store/counters.ts'
import {
  readFenceLevels,
  readShares,
  saveFenced,
  saveShares,
  tryLockCuts,
} from '../store/fences.ts'
import { lockLedger, lockOnHand } from '../store/ledger.ts'
import type { Fence, KnownFences } from './fences-in-force.ts'

const notBegun: FenceLevel = { used: 0, fenced: null, percent: null }

/**
 * Does some of the cutting in a transaction of its own: by one process at a time, and none that
 * goes by rules that are not in force any more. False where it is not this one's turn.
 */
export function inTurn(
  { platform }: InventoryWorld,
  { rules }: KnownFences,
  work: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  return platform.db.transaction(async (tx) => {
    if (!(await tryLockCuts(tx, rules.version))) return false
    await work(tx)
    return true
  })
}

/** What a ring-fence is counted by. */
export function keyOfFence({ rule, skuId }: Fence): CounterKey {
  return { ruleId: rule.id, skuId, key: '' }
}

/** Its rows on hand, as this process believes them. */
export function rowsOf(index: AvailabilityIndex, skuId: number): FenceRow[] {
  const rows: FenceRow[] = []
  index.forEach(skuId, (locationId, free, onHand) => rows.push({ locationId, free, onHand }))
  return rows
}

export function fenceOn(fence: Fence, level: FenceLevel = notBegun): FenceHere {
  const { rule, channelId, pool } = fence
  return { rule, channelId, level, isPlace: (locationId) => pool.ids.has(locationId) }
}

/** How a ring-fence is cut on such stock, and whether anything is to be written for it. */
export function tryCut(
  fence: Fence,
  stock: Parameters<typeof cutOf>[1],
  level: FenceLevel = notBegun,
  shares: readonly Share[] = [],
): { cut: Cut; changed: Share[]; isSame: boolean } {
  const { rule, channelId, skuId } = fence
  const cut = cutOf(fenceOn(fence, level), stock, shares)
  const mine = shares.filter(({ ruleId }) => ruleId === rule.id)
  const was = new Map(mine.map((share) => [share.locationId, share.quantity]))
  const places = [...new Set([...was.keys(), ...cut.shares.keys()])]
  const changed = places.flatMap((locationId): Share[] => {
    const quantity = cut.shares.get(locationId) ?? 0
    if (quantity === (was.get(locationId) ?? 0)) return []
    return [{ ruleId: rule.id, skuId, locationId, channelId, quantity }]
  })
  const isKnown = level.fenced === cut.fenced && level.percent === cut.percent
  return { cut, changed, isSame: isKnown && changed.length === 0 }
}

/** Cuts ring-fences on locked rows, those of one SKU one after the other. */
export async function cutAnew(
  tx: Tx,
  world: InventoryWorld,
  fences: readonly Fence[],
  by: By,
): Promise<void> {
  const skuIds = [...new Set(fences.map(({ skuId }) => skuId))]
  const keys = fences.map(keyOfFence)
  await lockCounters(tx, keys, by.now)
  const levels = await readFenceLevels(tx, keys, by.now)
  const before = await readShares(tx, skuIds)
  const places = new Set(before.map(({ locationId }) => locationId))
  for (const { pool } of fences) for (const id of pool.ids) places.add(id)
  const { supplies } = await lockOnHand(tx, skuIds, [...places])
  const rows = Map.groupBy(
    [...supplies.values()].map((row) => ({ ...row, onHand: row.quantity, free: freeOf(row) })),
    ({ skuId }) => skuId,
  )
  const shares = Map.groupBy(await readShares(tx, skuIds), ({ skuId }) => skuId)
  const changed: Share[] = []
  const fenced: Parameters<typeof saveFenced>[1] = fences.map((fence) => {
    const { name, skuId, rule } = fence
    const stock = { decimals: world.skus.byId(skuId)!.decimals, rows: rows.get(skuId) ?? [] }
    const of = shares.get(skuId) ?? []
    const { cut, changed: here } = tryCut(fence, stock, levels.get(name), of)
    changed.push(...here)
    shares.set(skuId, sharesWith(of, fence, { skuId, cut }))
    return { ruleId: rule.id, skuId, fenced: cut.fenced, percent: cut.percent }
  })
  await saveFenced(tx, fenced)
  await save(tx, world, changed, by)
}

/** Ends shares of ring-fences that have ended: what was set aside is everybody's. */
export async function release(
  tx: Tx,
  world: InventoryWorld,
  over: readonly Share[],
  by: By,
): Promise<void> {
  await lockLedger(
    tx,
    over.map(({ skuId, locationId }) => ({ skuId, locationId, supplyNo: 0 })),
  )
  const ended = over.map((share) => ({ ...share, quantity: 0 }))
  await save(tx, world, ended, by)
}

async function save(
  tx: Tx,
  { platform, rules }: InventoryWorld,
  changed: readonly Share[],
  { actor, now, nowMs }: By,
): Promise<void> {
  if (changed.length === 0) return
  // Not the time of who looked: another process may have cut since.
  await saveShares(tx, changed, platform.clock.nowMs())
  const skus = [...new Set(changed.map(({ skuId }) => skuId))]
  const told = { id: newId(nowMs), subject: null, actor, data: { skus }, occurredAt: now }
  await saveEvents(tx, fencesCut, [told])
  tx.onCommit(() => {
    rules.markFencesStale(skus)
    platform.wake.committed()
  })
}
