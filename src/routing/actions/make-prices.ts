import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { SkuBook } from '../../catalog/index.ts'
import type { AvailabilityIndex } from '../../inventory/index.ts'
import { newId } from '../../lib/ids.ts'
import type { NetworkBook } from '../../network/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { PlanBook } from '../book/plans.ts'
import type { Plan } from '../domain/decide.ts'
import {
  basisOf,
  decidePrice,
  lanesOf,
  outlookOf,
  type Lanes,
  type LookAhead,
  type PricedSku,
} from '../domain/outlook.ts'
import { USUAL } from '../domain/prices/index.ts'
import { pricesMade } from '../events.ts'
import { findNewestLearning, listRates, type Learning, type StoredRates } from '../store/demand.ts'
import {
  listBases,
  saveFailure,
  savePriceSet,
  saveStockPrices,
  type SkuPrices,
} from '../store/stock-prices.ts'
import { listPlans } from '../store.ts'
import { openPricePool } from './price-pool.ts'

export type PricingWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  index: AvailabilityIndex
  plans: PlanBook
}

/** Zones beyond those with most orders are left out: they hardly move a price. */
const ZONES_MOST = 200
const PAGE = 2000
const WRITTEN_AT_ONCE = 500
const SEED = 1
/** P1 and P2 of the mathematics of routing: each SKU for itself, with what its tills lose. */
const LAYER = 'P2'
const NOTHING = 'nothing'

/** What prices of a currency are found by: those of one plan, the busiest channel's. */
type Basis = { channelId: number; plan: Plan; lookAhead: LookAhead; learning: Learning }

/** How many SKUs were priced anew, by currency. */
export type Made = { currency: string; skus: number }

/**
 * Finds the prices of every currency whose plans go by them: of SKUs whose stock or forecast has
 * moved since theirs were found. Where that fails, the last good ones stay.
 */
export async function makePrices(world: PricingWorld, now: Temporal.Instant): Promise<Made[]> {
  const { db } = world.platform
  const learning = await findNewestLearning(db)
  if (!learning) return []
  const made: Made[] = []
  for (const basis of await basesOf(world, learning)) {
    const { currency } = basis.lookAhead
    try {
      made.push({ currency, skus: await makeOf(world, basis, now) })
    } catch (error) {
      await saveFailure(db, currency, now)
      throw error
    }
  }
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

async function makeOf(world: PricingWorld, basis: Basis, now: Temporal.Instant): Promise<number> {
  const { db, wake } = world.platform
  const { currency } = basis.lookAhead
  const [known, lanes] = [await listBases(db, currency), await lanesFor(world, basis)]
  let skus = 0
  for (let after = 0; ;) {
    const rates = await listRates(db, { after, limit: PAGE })
    const priced = await skusOf(world, basis, lanes, rates)
    const moved = priced
      .map((sku) => ({ sku, basis: basisOf(lanes.name, sku) }))
      .filter(({ sku, basis: by }) => known.get(sku.skuId) !== by)
    skus += moved.length
    const found = await priceSome(lanes, basis.lookAhead, moved)
    const gone = goneOf(rates, priced, known)
    await save(world, { currency, madeAt: now }, [...found, ...gone])
    if (rates.length < PAGE) break
    after = rates.at(-1)!.skuId
  }
  await db.transaction(async (tx) => {
    await savePriceSet(tx, { currency, made: skus > 0 }, now)
    const data = { currency, madeAt: now.toString(), skus }
    const event = { id: newId(now.epochMilliseconds), subject: null, actor: 'routing', data }
    await saveEvents(tx, pricesMade, [{ ...event, occurredAt: now }])
    tx.onCommit(wake.committed)
  })
  return skus
}

/** What nobody has any more, or is worth nothing, has no price. */
function goneOf(
  rates: readonly StoredRates[],
  priced: readonly PricedSku[],
  known: ReadonlyMap<number, string>,
): SkuPrices[] {
  const there = new Set(priced.map(({ skuId }) => skuId))
  return rates
    .filter(({ skuId }) => !there.has(skuId) && (known.get(skuId) ?? NOTHING) !== NOTHING)
    .map(({ skuId }) => {
      return { skuId, locationIds: [], amounts: [], layer: LAYER, seed: SEED, basis: NOTHING }
    })
}

type Named = Lanes & { name: string; nodeOf: ReadonlyMap<number, number> }

/** From the places of the channel's pool that send parcels. */
async function lanesFor({ platform, network, skus }: PricingWorld, of: Basis): Promise<Named> {
  const known = await network.current()
  const pool = known.poolOf(of.channelId)
  const locations = [...known.locationById.values()]
    .filter(({ id, ships, archived }) => pool.has(id) && ships && !archived)
    .toSorted((a, b) => a.id - b.id)
  const zones = of.learning.spread.zones.slice(0, ZONES_MOST).map(([zone, share, at]) => {
    return { zone, share, at }
  })
  const grams = await meanGrams({ platform, skus })
  const lanes = lanesOf(of.plan.tariff, locations, zones, grams)
  const name = [of.plan.id, of.lookAhead.days, locations.map(({ id }) => id).join(',')].join(' ')
  return { ...lanes, name, nodeOf: new Map(locations.map(({ id }, node) => [id, node])) }
}

/** What a line weighs on average, of those that are asked for most. */
async function meanGrams({
  platform,
  skus,
}: Pick<PricingWorld, 'platform' | 'skus'>): Promise<number> {
  const rates = await listRates(platform.db, { after: 0, limit: PAGE })
  await skus.loadIds(rates.map(({ skuId }) => skuId))
  let [grams, lines] = [0, 0]
  for (const { skuId, linesPerDay, unitsPerLine } of rates) {
    grams += (skus.byId(skuId)?.weightG ?? 0) * linesPerDay * unitsPerLine
    lines += linesPerDay
  }
  return lines > 0 ? Math.round(grams / lines) : 0
}

/** Those that somebody may ask for and that have units at one of the places. */
async function skusOf(
  { skus, index }: PricingWorld,
  { plan, lookAhead }: Basis,
  { nodeOf }: Named,
  rates: readonly StoredRates[],
): Promise<PricedSku[]> {
  await skus.loadIds(rates.map(({ skuId }) => skuId))
  return rates.flatMap(({ skuId, linesPerDay, unitsPerLine, counter, paid }) => {
    const { weightG, decimals } = skus.byId(skuId)!
    const value = paid.find(([currency]) => currency === lookAhead.currency)?.[1] ?? 0
    const lost = Math.round((value * lookAhead.marginPercent) / 100)
    const worth = plan.objective?.unfilledPerUnit ?? lost
    const tills = new Map(counter)
    const cells: PricedSku['cells'][number][] = []
    index.forEach(skuId, (locationId, available) => {
      const node = nodeOf.get(locationId)
      const units = Math.floor(available / 10 ** decimals)
      if (node === undefined || units <= 0) return
      cells.push({ node, units, tillPerDay: tills.get(locationId) ?? 0 })
    })
    if (cells.length === 0 || worth <= 0) return []
    const kg = (weightG ?? 0) / 1000
    return [{ skuId, kg, worth, linesPerDay, unitsPerLine, cells }]
  })
}

async function priceSome(
  lanes: Named,
  { days }: LookAhead,
  moved: readonly { sku: PricedSku; basis: string }[],
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
  const found = await pool.price({ units, days }, all, { scenarios: USUAL.scenarios, seed: SEED })
  return moved.map(({ sku, basis }, s) => {
    const cells = sku.cells
      .map(({ node }, at) => {
        const amount = decidePrice(found[network.first[s]! + at]!, sku.worth)
        return { id: lanes.locations[node]!.id, amount }
      })
      .filter(({ amount }) => amount > 0)
    const locationIds = cells.map(({ id }) => id)
    const amounts = cells.map(({ amount }) => amount)
    return { skuId: sku.skuId, locationIds, amounts, layer: LAYER, seed: SEED, basis }
  })
}

async function save(
  { platform }: PricingWorld,
  of: { currency: string; madeAt: Temporal.Instant },
  prices: readonly SkuPrices[],
): Promise<void> {
  for (let at = 0; at < prices.length; at += WRITTEN_AT_ONCE) {
    const some = prices.slice(at, at + WRITTEN_AT_ONCE)
    await platform.db.transaction((tx) => saveStockPrices(tx, of, some))
  }
}
