import type { Platform } from '../../platform/module.ts'
import type { PriceRow, StockPrices } from '../domain/ahead.ts'
import { pricesMade } from '../events.ts'
import {
  listPriceSets,
  listStockPrices,
  type PriceSet,
  type SkuPrices,
} from '../store/stock-prices.ts'

/** Prices of scarce stock in memory; those of a currency once somebody asks for them. */
export type PriceBook = {
  /** Reads them first where nobody has. */
  load(currency: string): Promise<StockPrices | undefined>
  /** As far as they are in memory: waits for nothing. */
  known(currency: string): StockPrices | undefined
}

/** Places by their ids, ascending. */
type Own = Omit<PriceRow, 'at'>
type Held = { skus: Map<number, Own>; prices: StockPrices }

const PAGE = 2000
/** What others wrote in one transaction after the moment that they name; none lasts so long. */
const OVERLAP = { seconds: 10 }

export function createPriceBook({ books, events, log }: Platform): PriceBook {
  const held = new Map<string, Held>()
  const reading = new Map<string, Promise<void>>()
  events.on([pricesMade.type], (told) => {
    for (const currency of new Set(
      told.map(({ data }) => (data as { currency: string }).currency),
    )) {
      if (!reading.has(currency)) continue
      read(currency).catch((error: unknown) => {
        log.error({ err: error, currency }, 'new prices could not be read; the old ones count')
      })
    }
  })

  /** One after the other, so that the last has what was told last. */
  function read(currency: string): Promise<void> {
    const before = reading.get(currency) ?? Promise.resolve()
    const now = before.catch(() => undefined).then(() => readNow(currency))
    reading.set(currency, now)
    return now
  }

  async function readNow(currency: string): Promise<void> {
    const sets = await listPriceSets(books)
    const set = sets.find((one) => one.currency === currency)
    if (!set?.checkedAt) return
    const known = held.get(currency)
    const since = known ? Temporal.Instant.from(known.prices.at).subtract(OVERLAP) : null
    const skus = known?.skus ?? new Map<number, Own>()
    for (let after = 0; ;) {
      const rows = await listStockPrices(books, { currency, since, after, limit: PAGE })
      for (const row of rows) keep(skus, row)
      if (rows.length < PAGE) break
      after = rows.at(-1)!.skuId
    }
    const at = set.checkedAt.toString()
    held.set(currency, { skus, prices: { ...pricesIn(skus, at), ...slotsIn(set, at) } })
  }

  return {
    async load(currency) {
      if (!held.has(currency)) await (reading.get(currency) ?? read(currency))
      return held.get(currency)?.prices
    },
    known: (currency) => held.get(currency)?.prices,
  }
}

function keep(skus: Map<number, Own>, { skuId, locationIds, amounts, layer }: SkuPrices): void {
  if (amounts.length === 0) skus.delete(skuId)
  else {
    const order = [...locationIds.keys()].toSorted((a, b) => locationIds[a]! - locationIds[b]!)
    const places = Int32Array.from(order, (at) => locationIds[at]!)
    skus.set(skuId, { places, amounts: Int32Array.from(order, (at) => amounts[at]!), layer })
  }
}

function pricesIn(skus: ReadonlyMap<number, Own>, at: string): StockPrices {
  return {
    at,
    has: (skuId) => skus.has(skuId),
    row(skuId) {
      const own = skus.get(skuId)
      return own && { ...own, at }
    },
    price(skuId, locationId) {
      const own = skus.get(skuId)
      const place = own ? placeIn(own.places, locationId) : -1
      return place < 0 ? undefined : { amount: own!.amounts[place]!, layer: own!.layer, at }
    },
  }
}

/** A decision asks this of every place and SKU, mostly twice. */
function placeIn(places: Int32Array, locationId: number): number {
  let low = 0
  let high = places.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = places[middle]!
    if (found === locationId) return middle
    if (found < locationId) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** What room is worth today, where that is anything anywhere. */
function slotsIn({ slots, layer }: PriceSet, at: string): Pick<StockPrices, 'slot'> {
  const today = (slots ?? []).flatMap(([id, [amount]]) =>
    amount ? [[id, { amount, layer: layer!, at }] as const] : [],
  )
  const known = new Map(today)
  return known.size === 0 ? {} : { slot: (locationId) => known.get(locationId) }
}
