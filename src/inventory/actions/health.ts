import { setImmediate } from 'node:timers/promises'
import { listDivisible, listNotStocked, listOfCategory } from '../../catalog/index.ts'
import { inSlices } from '../../lib/slices.ts'
import type { Database } from '../../platform/db/index.ts'
import type { AvailabilityIndex } from '../index/availability.ts'

/** Stock of one location over all SKUs. */
export type StockHealth = {
  /** SKUs that it keeps, and those of them it has none available of. */
  skus: number
  soldOut: number
  /** Units, in 10^-`decimals`. */
  onHand: number
  available: number
  uncovered: number
}

/** Quantities are in 10^-`decimals`, so that pieces and metres add up exactly. */
export type NetworkHealth = { decimals: number; byLocation: ReadonlyMap<number, StockHealth> }

/** By category; undefined: all of it. */
type HealthOf = (category?: string) => Promise<NetworkHealth>

type Remembered = { untilMs: number; health: Promise<NetworkHealth> }

/** What is added up: decimals of those that have some, what is left out, and of which SKUs. */
type Counted = {
  divisible: ReadonlyMap<number, number>
  notStocked: readonly number[]
  /** Undefined: all. */
  skuIds: readonly number[] | undefined
}

/**
 * For so many rows it is remembered a millisecond: 10 million, which take a tenth of a second to
 * add up, are added up once in 5 s, whoever asks; what is small is as it is now.
 */
const ROWS_A_MS = 2000
/** Others get their turn between so many SKUs. */
const SLICE = 200

export function noHealth(): StockHealth {
  return { skus: 0, soldOut: 0, onHand: 0, available: 0, uncovered: 0 }
}

/** The stock of every location over all SKUs or one category, for all who ask. */
export function createHealthBook(db: Database, index: AvailabilityIndex): HealthOf {
  return onceForAll(async (category) => {
    const [divisible, notStocked, skuIds] = await Promise.all([
      listDivisible(db),
      listNotStocked(db),
      category === undefined ? undefined : listOfCategory(db, category),
    ])
    return addUp(index, { divisible, notStocked, skuIds })
  })
}

/** Who asks while somebody else is being answered, or soon after, gets the same answer. */
export function onceForAll(look: HealthOf): HealthOf {
  const known = new Map<string | undefined, Remembered>()
  return (category) => {
    const now = performance.now()
    for (const [key, { untilMs }] of known) if (untilMs <= now) known.delete(key)
    const before = known.get(category)
    if (before) return before.health
    const one = { untilMs: Infinity, health: look(category) }
    known.set(category, one)
    void keep(one).catch(() => known.delete(category))
    return one.health
  }
}

/** The more there was to add up, the longer it is remembered. */
async function keep(one: Remembered): Promise<void> {
  const { byLocation } = await one.health
  const rows = [...byLocation.values()].reduce((sum, { skus }) => sum + skus, 0)
  one.untilMs = performance.now() + rows / ROWS_A_MS
}

/** Read from the index in memory: SQL would read every row there is. */
export async function addUp(
  index: AvailabilityIndex,
  { divisible, notStocked, skuIds }: Counted,
): Promise<NetworkHealth> {
  const decimals = Math.max(0, ...divisible.values())
  const byLocation = new Map<number, StockHealth>()
  const uncounted = new Set(notStocked)
  for (const [i, some] of inSlices(skuIds ?? skusIn(index), SLICE).entries()) {
    if (i > 0) await setImmediate()
    for (const skuId of some) {
      if (uncounted.has(skuId)) continue
      addSku(byLocation, index, skuId, 10 ** (decimals - (divisible.get(skuId) ?? 0)))
    }
  }
  return { decimals, byLocation }
}

/** `one`: what a unit of the SKU counts. */
function addSku(
  byLocation: Map<number, StockHealth>,
  index: AvailabilityIndex,
  skuId: number,
  one: number,
): void {
  index.forEach(skuId, (locationId, free, onHand) => {
    let health = byLocation.get(locationId)
    if (!health) byLocation.set(locationId, (health = noHealth()))
    health.skus += 1
    health.onHand += onHand * one
    if (free > 0) health.available += free * one
    else {
      health.soldOut += 1
      health.uncovered -= free * one
    }
  })
}

function skusIn(index: AvailabilityIndex): number[] {
  const all: number[] = []
  index.forEachSku((skuId) => all.push(skuId))
  return all
}
