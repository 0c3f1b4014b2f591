import { setTimeout } from 'node:timers/promises'
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

/** By SKU: how many of its smallest units are a whole one, in decimals. */
export type DecimalsOf = (skuIds: readonly number[]) => Promise<(skuId: number) => number>

export type PastWorld = { platform: Platform; demand: DemandSource; network: Network }

export const DAYS = 7
/**
 * So long a day may take to be added up. It is a statement of its own, on one core, with a pause
 * behind it so many times as long: who places orders meanwhile hardly notices.
 */
const DAY_MS = 60_000
const RESTS = 3
/** So much longer at most where a server is busy: learning must end some time. */
const QUIET_MS = 60_000

/** Weeks of the past up to `until`, read a day at a time. */
export async function readPast(
  { platform, demand, network }: PastWorld,
  decimalsOf: DecimalsOf,
  { weeks, until }: { weeks: number; until: Temporal.Instant },
): Promise<Past> {
  const gathering = gatherPast(weeks)
  for (let day = 0; day < weeks * DAYS; day += 1) {
    const end = until.subtract({ hours: 24 * day })
    const span = { from: end.subtract({ hours: 24 }), until: end }
    const week = Math.floor(day / DAYS)
    const began = performance.now()
    const sums = await atLeisure(platform, (db) => demand.sums(db, span))
    const sold = await atLeisure(platform, (db) => sumSold(db, span))
    const tookMs = performance.now() - began
    const decimals = await decimalsOf([...new Set(sold.map(({ skuId }) => skuId))])
    const sent = sums.filter(({ pickupLocationId }) => pickupLocationId === null)
    const counter = sold.map(({ skuId, locationId, quantity }): CounterRow => {
      return { week, skuId, locationId, units: quantity / 10 ** decimals(skuId) }
    })
    for (const { pickupLocationId: locationId, skuId, units } of sums) {
      if (locationId !== null) counter.push({ week, skuId, locationId, units })
    }
    gathering.add(
      sent.map((sum) => orderRowOf(sum, week, network)),
      counter,
    )
    await setTimeout(RESTS * tookMs)
    await untilQuiet(platform.commands, QUIET_MS)
  }
  return gathering.past()
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
