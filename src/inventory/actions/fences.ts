import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { baseUnitsOf, nameOf } from '../domain/counter.ts'
import { decideShares, type Fences, type Share } from '../domain/fences.ts'
import type { By } from '../domain/ledger.ts'
import { freeOf, type Supply } from '../domain/supply.ts'
import { fencesCut } from '../events.ts'
import type { InventoryWorld } from '../routes/stock.ts'
import { lockCounters, readCounters } from '../store/counters.ts'
import { findFenced, readShares, saveFenced, saveShares, type Fenced } from '../store/fences.ts'
import { lockLedger } from '../store/ledger.ts'
import {
  fencesInForce,
  inSlices,
  othersTurn,
  type Fence,
  type KnownFences,
} from './fences-in-force.ts'

/** What a process remembers of a fence: its shares are right while this is the same. */
type Look = {
  terms: string
  pool: string
  stamp: number
  stock: string
  used: number
  others: string
}

/** What a process remembers from one look to the next. */
export type FencesSeen = {
  known?: KnownFences
  /** By name of the fence. */
  looks: Map<string, Look>
  /** Which of the slices is looked at whether or not its stock has moved. */
  turn: number
}

/** So many are looked at in one go; others get their turn between. */
const SLICE = 1000

/**
 * Cuts ring-fences into shares anew where stock has moved, where their channel took units or gave
 * some back, and where a rule began, changed or ended. What nobody may see any more of a change
 * between two looks is that others may claim a moment later what it set free.
 */
export async function cutFences(world: InventoryWorld, seen: FencesSeen, by: By): Promise<void> {
  seen.known = await fencesInForce(world, seen.known, by.now)
  const { fences, names } = seen.known
  // First of all: what they let go, another may be short of.
  await releaseOver(world, names, by)
  const { believed } = await world.rules.fences()
  const slices = inSlices(fences, SLICE)
  seen.turn = (seen.turn + 1) % Math.max(1, slices.length)
  for (const [i, slice] of slices.entries()) {
    // Units may be counted without any that moves; and few are looked at each time.
    const due = slice.filter((fence) => i === seen.turn || mayDiffer(world, seen, fence, believed))
    if (due.length > 0) await cutSome(world, seen, { due, believed }, by)
    await othersTurn()
  }
  for (const name of seen.looks.keys()) if (!names.has(name)) seen.looks.delete(name)
}

type Believed = Fences['believed']

/** Cheap, for all of them: most have not moved. */
function mayDiffer(
  { index }: InventoryWorld,
  { looks }: FencesSeen,
  fence: Fence,
  believed: Believed,
): boolean {
  const look = looks.get(fence.name)
  if (!look || look.stamp !== index.stampOf(fence.skuId)) return true
  if (look.terms !== fence.terms || look.pool !== fence.pool.text) return true
  return look.others !== othersOf(fence, believed)
}

async function cutSome(
  world: InventoryWorld,
  { looks }: FencesSeen,
  { due, believed }: { due: readonly Fence[]; believed: Believed },
  by: By,
): Promise<void> {
  const { db } = world.platform
  const keys = due.map(({ rule, skuId }) => ({ ruleId: rule.id, skuId, key: '' }))
  const used = await readCounters(db, keys, by.now)
  for (const fence of due) {
    const { name, terms, pool, skuId } = fence
    const look: Look = {
      terms,
      pool: pool.text,
      stamp: world.index.stampOf(skuId),
      stock: stockOf(world, fence),
      used: used.get(name) ?? 0,
      others: othersOf(fence, believed),
    }
    const last = looks.get(name)
    const isSame =
      last?.terms === terms &&
      last.pool === look.pool &&
      last.stock === look.stock &&
      last.used === look.used &&
      last.others === look.others
    if (!isSame) await db.transaction((tx) => cutAnew(tx, world, fence, by))
    looks.set(name, look)
  }
}

/** A mark of what the process believes to be in its places: 64 bits, since there may be many. */
function stockOf({ index }: InventoryWorld, { skuId, pool }: Fence): string {
  const mark = new Uint32Array([1, 2])
  index.forEach(skuId, (at, free, onHand) => {
    if (!pool.ids.has(at)) return
    for (const n of [at, free, onHand]) {
      mark[0] = Math.imul(mark[0]! ^ n, 0x01000193)
      mark[1] = Math.imul(mark[1]! + n, 0x9e3779b1) ^ (mark[1]! >>> 15)
    }
  })
  return mark.join()
}

/** What other ring-fences have of the SKU. */
function othersOf({ rule, skuId }: Fence, believed: Believed): string {
  const shares = believed.get(skuId)
  if (!shares) return ''
  const others = shares.filter(({ ruleId }) => ruleId !== rule.id)
  return others.map((s) => `${s.ruleId} ${s.locationId} ${s.quantity}`).join()
}

/** Ends shares of ring-fences that are over. */
async function releaseOver(
  world: InventoryWorld,
  names: ReadonlySet<string>,
  by: By,
): Promise<void> {
  const { isAny, believed } = await world.rules.fences()
  if (!isAny) return
  const over: Share[] = []
  for (const shares of believed.values()) {
    for (const share of shares) if (!names.has(nameOf({ ...share, key: '' }))) over.push(share)
  }
  for (const some of inSlices(over, SLICE)) {
    await world.platform.db.transaction((tx) => release(tx, world, some, by))
  }
}

async function cutAnew(tx: Tx, world: InventoryWorld, fence: Fence, by: By): Promise<void> {
  const { rule, skuId, channelId, pool } = fence
  const key = { ruleId: rule.id, skuId, key: '' }
  const used = (await lockCounters(tx, [key], by.now)).get(nameOf(key)) ?? 0
  const before = (await readShares(tx, [skuId])).filter(({ ruleId }) => ruleId === rule.id)
  const places = [...new Set([...pool.ids, ...before.map(({ locationId }) => locationId)])]
  const ledger = await lockLedger(
    tx,
    places.map((locationId) => ({ skuId, locationId, supplyNo: 0 })),
  )
  const shares = await readShares(tx, [skuId])
  const rows = [...ledger.supplies.values()].filter((row) => pool.ids.has(row.locationId))
  const taken = fencedBy(world, fence, { ...(await findFenced(tx, key)), used }, rows)
  const mine = shares.filter(({ ruleId }) => ruleId === rule.id)
  const was = new Map(mine.map((share) => [share.locationId, share.quantity]))
  const there = rows.map((row) => {
    const others = shares.filter((one) => one.locationId === row.locationId && !mine.includes(one))
    const aside = others.reduce((sum, { quantity }) => sum + quantity, 0)
    return { locationId: row.locationId, free: freeOf(row) - aside }
  })
  const now = decideShares(taken.fenced - used, there, was)
  const changed = places.flatMap((locationId): Share[] => {
    const quantity = now.get(locationId) ?? 0
    if (quantity === (was.get(locationId) ?? 0)) return []
    return [{ ruleId: rule.id, skuId, locationId, channelId, quantity }]
  })
  await saveFenced(tx, { ...key, ...taken })
  await save(tx, world, changed, by)
}

/**
 * Units that it is about: a percentage is taken once, of what is on hand when it begins; where
 * nothing is yet, when some comes. Another percentage begins anew: what was used up before it does
 * not count.
 */
function fencedBy(
  { skus }: InventoryWorld,
  { rule: { terms }, skuId }: Fence,
  known: Fenced & { used: number },
  rows: readonly Supply[],
): Fenced & { fenced: number } {
  if (terms.kind !== 'ring_fence') throw new Error(`a ring-fence by a rule of ${terms.kind}`)
  const { quantity, percent } = terms
  if (quantity !== null) {
    return { fenced: baseUnitsOf(quantity, skus.byId(skuId)!.decimals), percent: null }
  }
  if (known.fenced !== null && known.percent === percent) return { fenced: known.fenced, percent }
  const onHand = rows.reduce((sum, row) => sum + Math.max(0, row.quantity), 0)
  if (onHand === 0) return { fenced: 0, percent: null }
  const before = known.fenced ? known.used : 0
  return { fenced: before + Math.floor((onHand * percent!) / 100), percent }
}

/** Ends shares of ring-fences that have ended: what was set aside is everybody's. */
async function release(
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
  await saveShares(tx, changed)
  const skus = [...new Set(changed.map(({ skuId }) => skuId))]
  const told = { id: newId(nowMs), subject: null, actor, data: { skus }, occurredAt: now }
  await saveEvents(tx, fencesCut, [told])
  tx.onCommit(() => {
    rules.markFencesStale()
    platform.wake.committed()
  })
}
