import type { SkuBook } from '../../catalog/index.ts'
import { createWorkDays, type AvailabilityIndex } from '../../inventory/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { PlanBook } from '../book/plans.ts'
import type { Plan } from '../domain/decide.ts'
import { unfilledCost } from '../domain/objective.ts'
import {
  decideWorth,
  lanesOf,
  type Lanes,
  type LookAhead,
  type PricedSku,
} from '../domain/outlook.ts'
import { listRates, type Learning, type StoredRates } from '../store/demand.ts'

export type PricingWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  index: AvailabilityIndex
  plans: PlanBook
}

/** What prices of a currency are found by: those of one plan, the busiest channel's. */
export type Basis = { channelId: number; plan: Plan; lookAhead: LookAhead; learning: Learning }

/** Zones beyond those with most orders are left out: they hardly move a price. */
const ZONES_MOST = 200
/** Rates that are read at once. */
export const PAGE = 2000

/**
 * `slots`: orders that each place takes on the day on which it works on what comes now; Infinity
 * without a limit.
 */
export type Named = Lanes & {
  name: string
  nodeOf: ReadonlyMap<number, number>
  slots: Float64Array
}

/** From the places of the channel's pool that send parcels. */
export async function lanesFor(
  { platform, network, skus }: PricingWorld,
  of: Basis,
  now: Temporal.Instant,
): Promise<Named> {
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
  const workDay = createWorkDays(known, now)
  const slots = locations.map(({ id }) => workDay(id)?.limit.orders ?? Infinity)
  const nodeOf = new Map(locations.map(({ id }, node) => [id, node]))
  return { ...lanes, name, nodeOf, slots: Float64Array.from(slots) }
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
export async function skusOf(
  { skus, index }: PricingWorld,
  { plan, lookAhead }: Basis,
  { nodeOf }: Named,
  rates: readonly StoredRates[],
): Promise<PricedSku[]> {
  await skus.loadIds(rates.map(({ skuId }) => skuId))
  return rates.flatMap(({ skuId, linesPerDay, unitsPerLine, counter, paid }) => {
    const { weightG, decimals, marginPercent } = skus.byId(skuId)!
    const value = paid.find(([currency]) => currency === lookAhead.currency)?.[1] ?? 0
    const said = unfilledCost(plan.objective ?? {}, value)
    const worth = decideWorth(value, marginPercent, { lookAhead, said })
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
