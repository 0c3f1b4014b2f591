import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import { baseUnitsOf, nameOf } from '../domain/counter.ts'
import { decideShares, type Share } from '../domain/fences.ts'
import type { By } from '../domain/ledger.ts'
import { isAbout } from '../domain/rules/places.ts'
import type { Rule } from '../domain/rules/rule.ts'
import { freeOf, type Supply } from '../domain/supply.ts'
import { fencesCut } from '../events.ts'
import type { InventoryWorld } from '../routes/stock.ts'
import { lockCounters, readCounters } from '../store/counters.ts'
import { findFenced, readAllShares, readShares, saveFenced, saveShares } from '../store/fences.ts'
import { lockLedger } from '../store/ledger.ts'

/** A ring-fence of one SKU that is in force, and where its channel sells from. */
type Fence = { rule: Rule; skuId: number; channelId: number; pool: readonly number[] }

/** What a process remembers from one look to the next. */
export type FencesSeen = {
  /** What every fence looked like when its shares were last right, by rule and SKU. */
  looks: Map<string, string>
  /** SKUs that ring-fences may be about, by which rules, and when (performance.now). */
  skus?: { version: number; at: number; ids: readonly number[] }
}

/** All SKUs are gone through this often at most: new ones are fenced so much later. */
const SKUS_MS = 10_000

/**
 * Cuts ring-fences into shares anew where stock has moved, where their channel took units or gave
 * some back, and where a rule began, changed or ended. What nobody may see any more of a change
 * between two looks is that others may claim a moment later what it set free.
 */
export async function cutFences(world: InventoryWorld, seen: FencesSeen, by: By): Promise<void> {
  const { db } = world.platform
  const fences = await fencesInForce(world, seen, by.now)
  if (fences.length === 0 && !(await world.rules.fences()).isAny) return
  const shares = await readAllShares(db)
  const keys = fences.map(({ rule, skuId }) => ({ ruleId: rule.id, skuId, key: '' }))
  const used = await readCounters(db, keys, by.now)
  const names = new Set(keys.map(nameOf))
  for (const fence of fences) {
    const name = nameOf({ ruleId: fence.rule.id, skuId: fence.skuId, key: '' })
    const looks = looksOf(world, fence, used.get(name) ?? 0)
    if (seen.looks.get(name) === looks) continue
    await db.transaction((tx) => cutAnew(tx, world, fence, by))
    seen.looks.set(name, looks)
  }
  const over = shares.filter((share) => !names.has(nameOf({ ...share, key: '' })))
  if (over.length > 0) await db.transaction((tx) => release(tx, world, over, by))
  for (const name of seen.looks.keys()) if (!names.has(name)) seen.looks.delete(name)
}

/** Of each SKU and channel the most specific ring-fence that is for the channel. */
async function fencesInForce(
  world: InventoryWorld,
  seen: FencesSeen,
  now: Temporal.Instant,
): Promise<Fence[]> {
  const rules = await world.rules.current()
  const all = rules.ofKind('ring_fence').filter(({ scope }) => scope.channelId !== null)
  if (all.length === 0) return []
  const network = await world.network.current()
  const last = seen.skus
  const isKnown = last?.version === rules.version && performance.now() - last.at < SKUS_MS
  const skuIds = isKnown ? last.ids : await skusOf(world, all)
  if (!isKnown) seen.skus = { version: rules.version, at: performance.now(), ids: skuIds }
  await world.skus.loadIds(skuIds)
  const channelIds = [...new Set(all.map(({ scope }) => scope.channelId!))]
  return channelIds.flatMap((channelId) =>
    skuIds.flatMap((skuId): Fence[] => {
      const asking = { channelId, method: null, now }
      const rule = rules
        .matching('ring_fence', skuId, asking)
        .find(({ scope }) => scope.channelId === channelId)
      if (!rule) return []
      const pool = [...network.poolOf(channelId).keys()].filter((id) => {
        const location = network.locationById.get(id)
        return location !== undefined && !location.archived && isAbout(rule.scope, location)
      })
      return [{ rule, skuId, channelId, pool }]
    }),
  )
}

/** The SKUs that ring-fences may be about: those named, or all that have stock somewhere. */
async function skusOf(world: InventoryWorld, all: readonly Rule[]): Promise<number[]> {
  const ids = new Set(all.flatMap(({ scope }) => scope.skuId ?? []))
  if (all.some(({ scope }) => scope.skuId === null)) world.index.forEachSku((id) => ids.add(id))
  const skuIds = [...ids]
  await world.skus.loadIds(skuIds)
  return skuIds.filter((id) => world.skus.byId(id)?.kind === 'stocked')
}

/** What its shares depend on, as this process believes it; the same text: nothing to do. */
function looksOf({ index }: InventoryWorld, { rule, skuId, pool }: Fence, used: number): string {
  const here = new Set(pool)
  const stock: string[] = []
  index.forEach(skuId, (at, free, onHand) => {
    if (here.has(at)) stock.push(`${at}:${free}:${onHand}`)
  })
  return JSON.stringify([rule.terms, used, pool, stock])
}

async function cutAnew(tx: Tx, world: InventoryWorld, fence: Fence, by: By): Promise<void> {
  const { rule, skuId, channelId, pool } = fence
  const key = { ruleId: rule.id, skuId, key: '' }
  const used = (await lockCounters(tx, [key], by.now)).get(nameOf(key)) ?? 0
  const before = (await readShares(tx, [skuId])).filter(({ ruleId }) => ruleId === rule.id)
  const places = [...new Set([...pool, ...before.map(({ locationId }) => locationId)])]
  const ledger = await lockLedger(
    tx,
    places.map((locationId) => ({ skuId, locationId, supplyNo: 0 })),
  )
  const shares = await readShares(tx, [skuId])
  const rows = [...ledger.supplies.values()].filter((row) => pool.includes(row.locationId))
  const fenced = fencedBy(world, fence, await findFenced(tx, key), rows)
  const mine = shares.filter(({ ruleId }) => ruleId === rule.id)
  const was = new Map(mine.map((share) => [share.locationId, share.quantity]))
  const there = rows.map((row) => {
    const others = shares.filter((one) => one.locationId === row.locationId && !mine.includes(one))
    const aside = others.reduce((sum, { quantity }) => sum + quantity, 0)
    return { locationId: row.locationId, free: freeOf(row) - aside }
  })
  const now = decideShares(fenced - used, there, was)
  const changed = places.flatMap((locationId): Share[] => {
    const quantity = now.get(locationId) ?? 0
    if (quantity === (was.get(locationId) ?? 0)) return []
    return [{ ruleId: rule.id, skuId, locationId, channelId, quantity }]
  })
  await saveFenced(tx, { ...key, fenced })
  await save(tx, world, changed, by)
}

/** Units that it is about: a percentage is taken once, of what is on hand when it begins. */
function fencedBy(
  { skus }: InventoryWorld,
  { rule: { terms }, skuId }: Fence,
  known: number | null,
  rows: readonly Supply[],
): number {
  if (terms.kind !== 'ring_fence') throw new Error(`a ring-fence by a rule of ${terms.kind}`)
  if (terms.quantity !== null) return baseUnitsOf(terms.quantity, skus.byId(skuId)!.decimals)
  if (known !== null) return known
  const onHand = rows.reduce((sum, { quantity }) => sum + Math.max(0, quantity), 0)
  return Math.floor((onHand * terms.percent!) / 100)
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
