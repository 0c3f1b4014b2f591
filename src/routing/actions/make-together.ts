import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { untilQuiet } from '../../platform/commands.ts'
import { outlookTogether, priceLayers, sharesOf, type PricedSku } from '../domain/outlook.ts'
import {
  CELLS_MOST,
  decideFutures,
  meanLines,
  ORDERS_MOST,
  type Found,
  type Network,
} from '../domain/prices/index.ts'
import { listRates, type Learning } from '../store/demand.ts'
import {
  listBases,
  listPriceSets,
  listStockPrices,
  type SkuPrices,
  type SlotPrices,
} from '../store/stock-prices.ts'
import {
  lanesFor,
  PAGE,
  skusOf,
  type Basis,
  type Named,
  type PricingWorld,
} from './priced-range.ts'
import type { TogetherData } from './together-worker.ts'
import { finishPrices, goneOf, pricesOf, SEED, writePrices } from './write-prices.ts'

const LAYER = priceLayers.together
/** With how many units of the SKU there were. */
const BASIS = 'together'
/** So long it waits for a busy server to be quiet before it takes a core. */
const QUIET_MS = 60_000

/** All that is priced together, and the SKUs that are not any more. */
type Range = { lanes: Named; skus: PricedSku[]; gone: SkuPrices[] }

/**
 * Finds prices of all SKUs of a currency and of the room of places together, in a thread, on from
 * those found last; answers of how many SKUs. Undefined where there are too many orders or places
 * for that: then nothing is written.
 */
export async function makeTogether(
  world: PricingWorld,
  basis: Basis,
  now: Temporal.Instant,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { platform } = world
  const { currency, days } = basis.lookAhead
  const { sizes = [] } = basis.learning.spread
  const ordersPerDay = ordersIn(basis.learning)
  const range = ordersPerDay * days <= ORDERS_MOST && (await rangeOf(world, basis, now))
  if (!range) return undefined
  const { lanes, skus, gone } = range
  const { network, demand, units } = outlookTogether(lanes, skus, { sizes, days })
  // As in the simulator by all that is sent, whether it is there now or not.
  const scenarios = decideFutures(network, { ...demand, ordersPerDay }, days)
  if (scenarios === 0) return undefined
  const before = await foundBefore(world, currency, { lanes, skus, network, days })
  await untilQuiet(platform.commands, QUIET_MS, signal)
  const draws = { scenarios, seed: SEED }
  const data = { network, demand, now: { units, days }, draws, before }
  const found = await findInThread(data, signal)
  const prices = skus.map((sku, s) => {
    const own = found.stock.subarray(network.first[s]!, network.first[s + 1]!)
    return pricesOf(lanes, sku, own, { layer: LAYER, basis: `${BASIS} ${found.held[s]!}` })
  })
  await writePrices(platform, { currency, madeAt: now }, [...prices, ...gone])
  const slots = slotsOf(lanes, found.slot, days)
  const set = { currency, skus: skus.length, made: true, layer: LAYER, slots }
  await finishPrices(world, set, now)
  return skus.length
}

/** Deliveries a day that were learnt from. */
function ordersIn({ lines, weeks, spread }: Learning): number {
  return lines / (7 * Math.max(1, weeks)) / meanLines(sharesOf(spread.sizes ?? []))
}

async function rangeOf(
  world: PricingWorld,
  basis: Basis,
  now: Temporal.Instant,
): Promise<Range | undefined> {
  const { db } = world.platform
  const known = await listBases(db, basis.lookAhead.currency)
  const range: Range = { lanes: await lanesFor(world, basis, now), skus: [], gone: [] }
  let cells = 0
  for (let after = 0; ;) {
    const rates = await listRates(db, { after, limit: PAGE })
    const priced = await skusOf(world, basis, range.lanes, rates)
    cells = priced.reduce((sum, sku) => sum + sku.cells.length, cells)
    if (cells > CELLS_MOST) return undefined
    range.skus.push(...priced)
    range.gone.push(...goneOf(rates, priced, known, LAYER))
    if (rates.length < PAGE) return range
    after = rates.at(-1)!.skuId
  }
}

/** Prices that were found together last, as far as they are of what is there now. */
async function foundBefore(
  { platform: { db } }: PricingWorld,
  currency: string,
  of: Pick<Range, 'lanes' | 'skus'> & { network: Network; days: number },
): Promise<Found | undefined> {
  const { lanes, skus, network, days } = of
  const set = (await listPriceSets(db)).find((one) => one.currency === currency)
  if (set?.layer !== LAYER) return undefined
  const outlook = {
    stock: new Float64Array(network.node.length),
    slot: new Float64Array(days * network.nodes),
    held: new Float64Array(skus.length).fill(NaN),
  }
  const placeOf = new Map(skus.map(({ skuId }, s) => [skuId, s]))
  for (let after = 0; ;) {
    const rows = await listStockPrices(db, { currency, since: null, after, limit: PAGE })
    for (const { skuId, locationIds, amounts, basis } of rows) {
      const sku = placeOf.get(skuId)
      if (sku === undefined || !basis.startsWith(BASIS)) continue
      outlook.held[sku] = Number(basis.slice(BASIS.length))
      const known = new Map(locationIds.map((id, at) => [id, amounts[at]!]))
      skus[sku]!.cells.forEach(({ node }, at) => {
        outlook.stock[network.first[sku]! + at] = known.get(lanes.locations[node]!.id) ?? 0
      })
    }
    if (rows.length < PAGE) break
    after = rows.at(-1)!.skuId
  }
  for (const [id, amounts] of set.slots ?? []) {
    const node = lanes.nodeOf.get(id)
    if (node === undefined) continue
    amounts.slice(0, days).forEach((amount, day) => {
      outlook.slot[day * network.nodes + node] = amount
    })
  }
  return outlook
}

async function findInThread(data: TogetherData, signal: AbortSignal): Promise<Found> {
  const worker = new Worker(new URL('together-worker.ts', import.meta.url), { workerData: data })
  try {
    const [found] = (await once(worker, 'message', { signal })) as [Found]
    return found
  } finally {
    await worker.terminate()
  }
}

/** Of places where room is worth anything on any day. */
function slotsOf({ locations }: Named, found: Float64Array, days: number): SlotPrices {
  return locations.flatMap(({ id }, node): SlotPrices => {
    const amounts = Array.from({ length: days }, (_, day) => {
      return Math.round(found[day * locations.length + node]!)
    })
    return amounts.some((amount) => amount > 0) ? [[id, amounts]] : []
  })
}
