import type { Sku, SkuBook } from '../../catalog/index.ts'
import { listStockedPlaces } from '../../inventory/index.ts'
import { newId } from '../../lib/ids.ts'
import { inSlices } from '../../lib/slices.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import { decideBeginning } from '../domain/rates/beginning.ts'
import { decideError } from '../domain/rates/error.ts'
import { learnRates } from '../domain/rates/learn.ts'
import type { Goods, Past } from '../domain/rates/past.ts'
import { ratesLearnt } from '../events.ts'
import { dropRatesBefore, saveLearning, saveRates, type Learning } from '../store/demand.ts'
import { DAYS, readPast, type DemandSource } from './read-past.ts'

export type DemandWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  demand: DemandSource
}

/** So many weeks are learnt from, fewer where there are fewer orders. */
const WEEKS = 8
/** Written in one transaction: none may last long. */
const CHUNK = 1000

/**
 * Learns what is to be expected, from orders and from what was sold over the counter, and keeps it
 * with how far off it was. Undefined without an order. Of much it takes minutes, and seconds of
 * thinking: it is for a thread of its own (`src/background-worker.ts`).
 */
export async function learnDemandRates(
  world: DemandWorld,
  now: Temporal.Instant,
): Promise<Learning | undefined> {
  const { platform, demand } = world
  const { db } = platform
  const firstAt = await findBeginning(db, demand, now)
  if (!firstAt || Temporal.Instant.compare(firstAt, now) >= 0) return undefined
  const days = (now.epochMilliseconds - firstAt.epochMilliseconds) / 86_400_000
  const weeks = Math.min(WEEKS, Math.max(1, Math.floor(days / DAYS)))
  const network = await world.network.current()
  const known = createKnown(world.skus)
  const all = await readPast({ platform, demand, network }, known, { weeks, until: now })
  const currencyOf = (channelId: number) => network.channelById.get(channelId)!.currency
  const goods = { ...(await goodsOf(world, known, all)), currencyOf }
  const past = ofSkus(all, goods.skuIds)
  const { skus, spread } = learnRates(past, goods)
  const learning: Learning = {
    learntAt: now,
    fromAt: now.subtract({ hours: 24 * DAYS * weeks }),
    weeks,
    lines: linesOf(past.orders),
    importedLines: linesOf(past.orders.filter(({ isImported }) => isImported)),
    counterUnits: past.counter.reduce((sum, { units }) => sum + units, 0),
    spread,
    error: decideError(past, goods),
  }
  for (const some of inSlices(skus, CHUNK)) await db.transaction((tx) => saveRates(tx, some, now))
  await db.transaction(async (tx) => {
    await dropRatesBefore(tx, now)
    await saveLearning(tx, learning)
    const data = { learntAt: now.toString(), skus: skus.length, weeks }
    const event = { id: newId(now.epochMilliseconds), subject: null, actor: 'routing', data }
    await saveEvents(tx, ratesLearnt, [{ ...event, occurredAt: now }])
    tx.onCommit(platform.wake.committed)
  })
  return learning
}

/** From when on it is known what was asked for; undefined where there is nothing to learn from. */
export async function findBeginning(
  db: Queryable,
  demand: DemandSource,
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const own = await demand.firstPlaced(db)
  const learnt = { from: now.subtract({ hours: 24 * DAYS * WEEKS }), until: now }
  return decideBeginning(own, await demand.imported?.span(db, learnt), now)
}

function linesOf(orders: Past['orders']): number {
  return orders.reduce((sum, { lines }) => sum + lines, 0)
}

type KnownSku = Pick<Sku, 'category' | 'decimals' | 'kind'>

/** What is learnt with of SKUs, however many: the book forgets some of very many. */
function createKnown(book: SkuBook) {
  const known = new Map<number, KnownSku>()
  async function load(skuIds: readonly number[]): Promise<void> {
    for (const some of inSlices(
      skuIds.filter((skuId) => !known.has(skuId)),
      CHUNK,
    )) {
      await book.loadIds(some)
      for (const skuId of some) {
        const { category = null, decimals = 0, kind = 'stocked' } = book.byId(skuId) ?? {}
        known.set(skuId, { category, decimals, kind })
      }
    }
  }
  return {
    load,
    of: (skuId: number) => known.get(skuId)!,
  }
}

/** SKUs that were asked for, or have stock somewhere. */
async function goodsOf(
  { platform: { db } }: DemandWorld,
  known: ReturnType<typeof createKnown>,
  past: Past,
): Promise<Omit<Goods, 'currencyOf'>> {
  const ids = new Set([...past.orders, ...past.counter].map(({ skuId }) => skuId))
  const places = new Map<number, readonly number[]>()
  for await (const { skuId, locationIds } of listStockedPlaces(db)) {
    ids.add(skuId)
    places.set(skuId, locationIds)
  }
  const all = [...ids].toSorted((a, b) => a - b)
  await known.load(all)
  return {
    // What is not stocked is always there: nothing is expected of it.
    skuIds: all.filter((skuId) => known.of(skuId).kind !== 'not_stocked'),
    categoryOf: (skuId) => known.of(skuId).category,
    placesOf: (skuId) => places.get(skuId) ?? [],
  }
}

function ofSkus({ orders, counter, ...rest }: Past, skuIds: readonly number[]): Past {
  const wanted = new Set(skuIds)
  const isWanted = ({ skuId }: { skuId: number }) => wanted.has(skuId)
  return { ...rest, orders: orders.filter(isWanted), counter: counter.filter(isWanted) }
}
