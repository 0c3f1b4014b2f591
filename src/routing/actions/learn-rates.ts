import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SkuBook } from '../../catalog/index.ts'
import { sumSold, type AvailabilityIndex } from '../../inventory/index.ts'
import { digitsOf } from '../../lib/money.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Platform } from '../../platform/module.ts'
import type { CounterRow, OrderRow, Past } from '../domain/rates/past.ts'
import { zoneOf } from '../domain/rates/zone.ts'
import { ratesLearnt } from '../events.ts'
import type { Learnt, RateWork } from './rate-worker.ts'
import { dropRatesBefore, saveLearning, saveRates, type Learning } from '../store/demand.ts'
import { newId } from '../../lib/ids.ts'
import { saveEvents } from '../../platform/events/index.ts'

/** What orders were placed, from above: orders wires it (`src/modules.ts`). */
export type DemandSource = {
  firstPlaced(db: Queryable): Promise<Temporal.Instant | undefined>
  sums(db: Queryable, of: Span): Promise<DemandSum[]>
}
type Span = { from: Temporal.Instant; until: Temporal.Instant }

/** Lines of orders that were placed in some time, added up. */
export type DemandSum = {
  skuId: number
  channelId: number
  country: string | null
  /** The first two signs of the postal code. */
  postalSign: string | null
  /** Where the customer collects; null where it is sent. */
  pickupLocationId: number | null
  lines: number
  /** Whole units, and what was paid for them in minor units of the channel's currency. */
  units: number
  paid: number
  lat: number | null
  lon: number | null
}

export type DemandWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  index: AvailabilityIndex
  demand: DemandSource
}

/** So many weeks are learnt from, fewer where there are fewer orders. */
const WEEKS = 8
const DAYS = 7
/** Written in one transaction: none may last long. */
const CHUNK = 1000

/**
 * Learns what is to be expected, from orders and from what was sold over the counter, and keeps it
 * with how far off it was. Undefined without an order. It reads a day at a time, in statements of
 * their own, so it holds nobody up.
 */
export async function learnDemandRates(
  world: DemandWorld,
  now: Temporal.Instant,
): Promise<Learning | undefined> {
  const { db } = world.platform
  const firstAt = await world.demand.firstPlaced(db)
  if (!firstAt || Temporal.Instant.compare(firstAt, now) >= 0) return undefined
  const days = (now.epochMilliseconds - firstAt.epochMilliseconds) / 86_400_000
  const weeks = Math.min(WEEKS, Math.max(1, Math.floor(days / DAYS)))
  const all = await readPast(world, weeks, now)
  const work = await workOf(world, all)
  const { past } = work
  const { skus, spread, error } = await learnApart(work)
  const learning: Learning = {
    learntAt: now,
    fromAt: now.subtract({ hours: 24 * DAYS * weeks }),
    weeks,
    lines: past.orders.reduce((sum, { lines }) => sum + lines, 0),
    counterUnits: past.counter.reduce((sum, { units }) => sum + units, 0),
    spread,
    error,
  }
  for (let at = 0; at < skus.length; at += CHUNK) {
    await db.transaction((tx) => saveRates(tx, skus.slice(at, at + CHUNK), now))
  }
  await db.transaction(async (tx) => {
    await dropRatesBefore(tx, now)
    await saveLearning(tx, learning)
    const data = { learntAt: now.toString(), skus: skus.length, weeks }
    const event = { id: newId(now.epochMilliseconds), subject: null, actor: 'routing', data }
    await saveEvents(tx, ratesLearnt, [{ ...event, occurredAt: now }])
    tx.onCommit(world.platform.wake.committed)
  })
  return learning
}

/** So long a day may take to be added up, which holds nobody up. */
const DAY_MS = 60_000

/** Planned for the day that is asked for: how much of a large log it is decides how to read it. */
function ofDay<Rows>({ db }: Platform, read: (db: Queryable) => Promise<Rows>): Promise<Rows> {
  return db.transaction(
    async (tx) => {
      await tx.query(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`)
      return read(tx)
    },
    { readOnlySnapshot: true, timeoutMs: DAY_MS },
  )
}

async function readPast(world: DemandWorld, weeks: number, now: Temporal.Instant): Promise<Past> {
  const { platform, demand, network, skus } = world
  const { channelById } = await network.current()
  const orders: OrderRow[] = []
  const counter: CounterRow[] = []
  for (let day = 0; day < weeks * DAYS; day += 1) {
    const until = now.subtract({ hours: 24 * day })
    const span = { from: until.subtract({ hours: 24 }), until }
    const week = Math.floor(day / DAYS)
    const sums = await ofDay(platform, (db) => demand.sums(db, span))
    const sold = await ofDay(platform, (db) => sumSold(db, span))
    await skus.loadIds([...new Set(sold.map(({ skuId }) => skuId))])
    for (const { pickupLocationId, country, postalSign, lat, lon, paid, ...sum } of sums) {
      const { currency } = channelById.get(sum.channelId)!
      if (pickupLocationId !== null) {
        counter.push({ week, skuId: sum.skuId, locationId: pickupLocationId, units: sum.units })
        continue
      }
      orders.push({
        ...sum,
        week,
        zone: zoneOf(country, postalSign),
        paid: paid * 10 ** (4 - (digitsOf(currency) ?? 2)),
        at: lat === null || lon === null ? null : { lat, lon },
      })
    }
    for (const { skuId, locationId, quantity } of sold) {
      const decimals = skus.byId(skuId)?.decimals ?? 0
      counter.push({ week, skuId, locationId, units: quantity / 10 ** decimals })
    }
  }
  return { weeks, orders, counter }
}

/** What is not stocked is always there: nothing is expected of it. */
function ofSkus({ weeks, orders, counter }: Past, skuIds: readonly number[]): Past {
  const known = new Set(skuIds)
  const isKnown = ({ skuId }: { skuId: number }) => known.has(skuId)
  return { weeks, orders: orders.filter(isKnown), counter: counter.filter(isKnown) }
}

/** In a thread of its own: it takes seconds where there is much. */
async function learnApart(work: RateWork): Promise<Learnt> {
  const worker = new Worker(new URL('rate-worker.ts', import.meta.url), { workerData: work })
  try {
    const [learnt] = (await once(worker, 'message')) as [Learnt]
    return learnt
  } finally {
    await worker.terminate()
  }
}

/** SKUs that were asked for, or have stock somewhere. */
async function workOf({ skus, network, index }: DemandWorld, all: Past): Promise<RateWork> {
  const { channelById } = await network.current()
  const ids = new Set([...all.orders, ...all.counter].map(({ skuId }) => skuId))
  index.forEachSku((skuId) => ids.add(skuId))
  const known = [...ids].toSorted((a, b) => a - b)
  await skus.loadIds(known)
  const skuIds = known.filter((skuId) => skus.byId(skuId)?.kind !== 'not_stocked')
  const placesOf = (skuId: number) => {
    const places: number[] = []
    index.forEach(skuId, (locationId) => places.push(locationId))
    return places
  }
  return {
    past: ofSkus(all, skuIds),
    skuIds,
    categories: new Map(skuIds.map((skuId) => [skuId, skus.byId(skuId)?.category ?? null])),
    currencies: new Map([...channelById.values()].map(({ id, currency }) => [id, currency])),
    places: new Map(skuIds.map((skuId) => [skuId, placesOf(skuId)])),
  }
}
