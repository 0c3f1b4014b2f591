import { setTimeout } from 'node:timers/promises'
import type { Sku } from '../../catalog/index.ts'
import { sumSold } from '../../inventory/index.ts'
import { digitsOf } from '../../lib/money.ts'
import type { Network } from '../../network/index.ts'
import { untilQuiet } from '../../platform/commands.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Platform } from '../../platform/module.ts'
import { gatherPast } from '../domain/rates/gather.ts'
import type { CounterRow, OrderRow, Past } from '../domain/rates/past.ts'
import { zoneOf } from '../domain/rates/zone.ts'

/** What orders were placed, from above: orders wires it (`src/modules.ts`). */
export type DemandSource = Asked & {
  firstPlaced(db: Queryable): Promise<Temporal.Instant | undefined>
  /** An imported history, without orders that are our own as well. */
  imported?: Asked & {
    /** When its first and last order of some time were placed. */
    span(db: Queryable, of: Span): Promise<Span | undefined>
  }
}
type Asked = {
  sums(db: Queryable, of: Span): Promise<DemandSum[]>
  sizes(db: Queryable, of: Span & Counted): Promise<DeliverySize[]>
}
type Span = { from: Temporal.Instant; until: Temporal.Instant }

/** Without some SKUs; of one order in so many, the same whenever it is asked. */
type Counted = { without: readonly number[]; oneIn: number }

/** Deliveries that are sent to customers, by how many SKUs each has. */
export type DeliverySize = { lines: number; deliveries: number }

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

/** What has to be known of SKUs meanwhile. */
export type KnownSkus = {
  load(skuIds: readonly number[]): Promise<void>
  /** Of a SKU that was loaded. */
  of(skuId: number): Pick<Sku, 'decimals' | 'kind'>
}

export type PastWorld = { platform: Platform; demand: DemandSource; network: Network }

export const DAYS = 7
/**
 * So long a day may take to be added up. It is a statement of its own, on one core, with a pause
 * behind it so many times as long: who places orders meanwhile hardly notices.
 */
const DAY_MS = 60_000
const RESTS = 3
/** Of a day with more lines not all orders are counted by size: shares are known well by then. */
const LINES_COUNTED = 10_000
/** So much longer at most where a server is busy: learning must end some time. */
const QUIET_MS = 60_000

/** Weeks of the past up to `until`, read a day at a time. */
export async function readPast(
  { platform, demand, network }: PastWorld,
  known: KnownSkus,
  { weeks, until }: { weeks: number; until: Temporal.Instant },
): Promise<Past> {
  const gathering = gatherPast(weeks)
  for (let day = 0; day < weeks * DAYS; day += 1) {
    const end = until.subtract({ hours: 24 * day })
    const span = { from: end.subtract({ hours: 24 }), until: end }
    const week = Math.floor(day / DAYS)
    const began = performance.now()
    const own = await atLeisure(platform, (db) => demand.sums(db, span))
    const imported = await importedIn(platform, demand, span)
    const sums = [...own, ...imported]
    const ofImport = new Set(imported)
    const sold = await atLeisure(platform, (db) => sumSold(db, span))
    await known.load([...new Set([...sums, ...sold].map(({ skuId }) => skuId))])
    const sent = sums.filter(({ pickupLocationId }) => pickupLocationId === null)
    const counted = countedOf(sent, known)
    const sizes = await sizesOf(platform, demand, { ...span, ...counted })
    const tookMs = performance.now() - began
    const counter = sold.map(({ skuId, locationId, quantity }): CounterRow => {
      return { week, skuId, locationId, units: quantity / 10 ** known.of(skuId).decimals }
    })
    for (const { pickupLocationId: locationId, skuId, units } of sums) {
      if (locationId !== null) counter.push({ week, skuId, locationId, units })
    }
    gathering.add(
      sent.map((sum) => {
        return { ...orderRowOf(sum, week, network), isImported: ofImport.has(sum) }
      }),
      counter,
      sizes.map(({ lines, deliveries }) => {
        return { week, lines, deliveries: deliveries * counted.oneIn }
      }),
    )
    await setTimeout(RESTS * tookMs)
    await untilQuiet(platform.commands, QUIET_MS)
  }
  return gathering.past()
}

async function importedIn(
  platform: Platform,
  { imported }: DemandSource,
  span: Span,
): Promise<DemandSum[]> {
  return imported ? atLeisure(platform, (db) => imported.sums(db, span)) : []
}

/** Of our own orders and imported ones. */
async function sizesOf(
  platform: Platform,
  demand: DemandSource,
  of: Span & Counted,
): Promise<DeliverySize[]> {
  const sizes = await atLeisure(platform, (db) => demand.sizes(db, of))
  const { imported } = demand
  if (!imported) return sizes
  return [...sizes, ...(await atLeisure(platform, (db) => imported.sizes(db, of)))]
}

/** Nothing is expected of what is not stocked, so it is no line of a delivery either. */
function countedOf(sent: readonly DemandSum[], known: KnownSkus): Counted {
  const skuIds = [...new Set(sent.map(({ skuId }) => skuId))]
  const all = sent.reduce((sum, { lines }) => sum + lines, 0)
  return {
    without: skuIds.filter((skuId) => known.of(skuId).kind === 'not_stocked'),
    oneIn: Math.max(1, Math.floor(all / LINES_COUNTED)),
  }
}

function orderRowOf(
  { country, postalSign, paid, lat, lon, skuId, channelId, lines, units }: DemandSum,
  week: number,
  { channelById }: Network,
): OrderRow {
  const { currency } = channelById.get(channelId)!
  return {
    week,
    skuId,
    channelId,
    zone: zoneOf(country, postalSign),
    lines,
    units,
    paid: paid * 10 ** (4 - (digitsOf(currency) ?? 2)),
    at: lat === null || lon === null ? null : { lat, lon },
  }
}

/**
 * Planned for the day that is asked for (how much of a large log it is decides how to read it), and
 * without helpers, which would take the cores of those who wait for an answer.
 */
function atLeisure<Rows>({ db }: Platform, read: (db: Queryable) => Promise<Rows>): Promise<Rows> {
  return db.transaction(
    async (tx) => {
      await tx.query(sql`
        select set_config('plan_cache_mode', 'force_custom_plan', true),
          set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`)
      return read(tx)
    },
    { readOnlySnapshot: true, timeoutMs: DAY_MS },
  )
}
