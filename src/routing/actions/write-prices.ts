import { newId } from '../../lib/ids.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import { decidePrice, type PricedSku } from '../domain/outlook.ts'
import { pricesMade } from '../events.ts'
import type { StoredRates } from '../store/demand.ts'
import {
  savePriceSet,
  saveStockPrices,
  type PriceSet,
  type SkuPrices,
} from '../store/stock-prices.ts'
import type { Named, PricingWorld } from './priced-range.ts'

const WRITTEN_AT_ONCE = 500
/** What futures are drawn by. */
export const SEED = 1
const NOTHING = 'nothing'

/** Prices of a SKU as they are written: `found` by cell, places where they are nought left out. */
export function pricesOf(
  { locations }: Pick<Named, 'locations'>,
  sku: PricedSku,
  found: Float64Array,
  by: { layer: string; basis: string },
): SkuPrices {
  const cells = sku.cells
    .map(({ node }, at) => {
      return { id: locations[node]!.id, amount: decidePrice(found[at]!, sku.worth) }
    })
    .filter(({ amount }) => amount > 0)
  const locationIds = cells.map(({ id }) => id)
  return { skuId: sku.skuId, locationIds, amounts: cells.map((c) => c.amount), seed: SEED, ...by }
}

/** What nobody has any more, or is worth nothing, has no price. */
export function goneOf(
  rates: readonly StoredRates[],
  priced: readonly PricedSku[],
  known: ReadonlyMap<number, string>,
  layer: string,
): SkuPrices[] {
  const there = new Set(priced.map(({ skuId }) => skuId))
  return rates
    .filter(({ skuId }) => !there.has(skuId) && (known.get(skuId) ?? NOTHING) !== NOTHING)
    .map(({ skuId }) => {
      return { skuId, locationIds: [], amounts: [], layer, seed: SEED, basis: NOTHING }
    })
}

export async function writePrices(
  { db }: Platform,
  of: { currency: string; madeAt: Temporal.Instant },
  prices: readonly SkuPrices[],
): Promise<void> {
  for (let at = 0; at < prices.length; at += WRITTEN_AT_ONCE) {
    const some = prices.slice(at, at + WRITTEN_AT_ONCE)
    await db.transaction((tx) => saveStockPrices(tx, of, some))
  }
}

/** Says that all prices of a currency are right now, and tells all processes. */
export async function finishPrices(
  { platform: { db, wake } }: Pick<PricingWorld, 'platform'>,
  set: Pick<PriceSet, 'currency' | 'layer' | 'slots' | 'skus'> & { made: boolean },
  now: Temporal.Instant,
): Promise<void> {
  await db.transaction(async (tx) => {
    await savePriceSet(tx, set, now)
    const data = { currency: set.currency, madeAt: now.toString(), skus: set.skus }
    const event = { id: newId(now.epochMilliseconds), subject: null, actor: 'routing', data }
    await saveEvents(tx, pricesMade, [{ ...event, occurredAt: now }])
    tx.onCommit(wake.committed)
  })
}
