import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import {
  basisOf,
  outlookOf,
  priceLayers,
  type LookAhead,
  type PricedSku,
} from '../domain/outlook.ts'
import { USUAL } from '../domain/prices/index.ts'
import { findNewestLearning, listRates, type Learning } from '../store/demand.ts'
import { listBases, saveFailure, type SkuPrices } from '../store/stock-prices.ts'
import { listPlans } from '../store.ts'
import { makeTogether } from './make-together.ts'
import { openPricePool } from './price-pool.ts'
import {
  lanesFor,
  PAGE,
  skusOf,
  type Basis,
  type Named,
  type PricingWorld,
} from './priced-range.ts'
import { finishPrices, goneOf, pricesOf, SEED, writePrices } from './write-prices.ts'

const LAYER = priceLayers.alone

/** How many SKUs were priced anew, by currency. */
export type Made = { currency: string; skus: number }

/** Which currencies; all where none are named. `signal` ends it early, threads at once. */
type Asked = { currencies?: ReadonlySet<string>; signal?: AbortSignal }

/**
 * Finds the prices of currencies whose plans go by them: of SKUs whose stock or forecast has moved
 * since theirs were found, or of all together. Where that fails, the last good ones stay, and the
 * other currencies have theirs before it is told.
 */
export async function makePrices(
  world: PricingWorld,
  now: Temporal.Instant,
  { currencies, signal = new AbortController().signal }: Asked = {},
): Promise<Made[]> {
  const { db } = world.platform
  const learning = await findNewestLearning(db)
  if (!learning) return []
  const made: Made[] = []
  const failures: unknown[] = []
  for (const basis of await basesOf(world, learning)) {
    const { currency } = basis.lookAhead
    if (currencies && !currencies.has(currency)) continue
    signal.throwIfAborted()
    try {
      made.push({ currency, skus: await makeOf(world, basis, now, signal) })
    } catch (error) {
      failures.push(error)
      if (!signal.aborted) await saveFailure(db, currency, now)
    }
  }
  if (failures.length > 0) throw failures[0]
  return made
}

async function basesOf({ platform, plans }: PricingWorld, learning: Learning): Promise<Basis[]> {
  const stored = await listPlans(platform.db)
  const shares = new Map(learning.spread.channels)
  const busiest = new Map<string, (typeof stored)[number]>()
  const shareOf = (channelId: number) => shares.get(channelId) ?? 0
  for (const plan of stored) {
    if (!plan.lookAhead) continue
    const { currency } = plan.lookAhead
    const other = busiest.get(currency)
    if (!other || shareOf(plan.channelId) > shareOf(other.channelId)) busiest.set(currency, plan)
  }
  return Promise.all(
    Array.from(busiest.values(), async ({ channelId, lookAhead }) => {
      return { channelId, plan: await plans.of(channelId, null), lookAhead: lookAhead!, learning }
    }),
  )
}

async function makeOf(
  world: PricingWorld,
  basis: Basis,
  now: Temporal.Instant,
  signal: AbortSignal,
): Promise<number> {
  const { db } = world.platform
  const { currency, together } = basis.lookAhead
  const done = together ? await makeTogether(world, basis, now, signal) : undefined
  if (done !== undefined) return done
  const [known, lanes] = [await listBases(db, currency), await lanesFor(world, basis, now)]
  let skus = 0
  for (let after = 0; ;) {
    signal.throwIfAborted()
    const rates = await listRates(db, { after, limit: PAGE })
    const priced = await skusOf(world, basis, lanes, rates)
    const moved = priced
      .map((sku) => ({ sku, basis: basisOf(lanes.name, sku) }))
      .filter(({ sku, basis: by }) => known.get(sku.skuId) !== by)
    skus += moved.length
    const found = await priceSome(lanes, basis.lookAhead, moved, signal)
    const gone = goneOf(rates, priced, known, LAYER)
    await writePrices(world.platform, { currency, madeAt: now }, [...found, ...gone])
    if (rates.length < PAGE) break
    after = rates.at(-1)!.skuId
  }
  await finishPrices(world, { currency, skus, made: skus > 0, layer: LAYER, slots: null }, now)
  return skus
}

async function priceSome(
  lanes: Named,
  { days }: LookAhead,
  moved: readonly { sku: PricedSku; basis: string }[],
  signal: AbortSignal,
): Promise<SkuPrices[]> {
  if (moved.length === 0) return []
  // What other work waits is done before and after: this process serves requests besides.
  await setImmediate()
  const { network, demand, units } = outlookOf(
    lanes,
    moved.map(({ sku }) => sku),
  )
  await using pool = openPricePool(network, demand, Math.max(1, availableParallelism() - 1))
  const all = Int32Array.from(moved.keys())
  const draws = { scenarios: USUAL.scenarios, seed: SEED }
  const found = await pool.price({ units, days }, all, draws, signal)
  return moved.map(({ sku, basis }, s) => {
    const own = found.subarray(network.first[s]!, network.first[s + 1]!)
    return pricesOf(lanes, sku, own, { layer: LAYER, basis })
  })
}
