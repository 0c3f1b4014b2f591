import { Refusal } from '../../lib/refusal.ts'
import { offersAll, type Offer } from './rules/offering.ts'
import { freeOf, type Supply } from './supply.ts'

export type HoldLine = { skuId: number; quantity: number }
type Part = { skuId: number; locationId: number; quantity: number }

/** The locations of a hold in order of preference, and the only one that is to give units. */
export type HoldPlaces = { pool: readonly number[]; only?: number | null }

/**
 * Where the units of a hold are kept: in pool order, from as few locations as that order gives, or
 * at the one place where they are to be collected. A hold only keeps units from others; it never
 * dictates where the order is served from later. `offer` says what of the free units is for sale:
 * at each location, and of all together, wherever the hold may take them.
 */
export function decideHold(
  lines: readonly HoldLine[],
  supplies: readonly Supply[],
  { pool, only = null }: HoldPlaces,
  offer: Offer = offersAll,
): Part[] | Refusal {
  const wanted = new Map<number, number>()
  for (const { skuId, quantity } of lines) {
    wanted.set(skuId, (wanted.get(skuId) ?? 0) + quantity)
  }
  const parts: Part[] = []
  const short: { skuId: number; wanted: number; available: number }[] = []
  for (const [skuId, quantity] of wanted) {
    let left = quantity
    let most = -offer.threshold(skuId)
    for (const locationId of pool) {
      const supply = supplies.find((s) => s.skuId === skuId && s.locationId === locationId)
      if (!supply || offer.barred(skuId, locationId)) continue
      const free = Math.max(0, freeOf(supply))
      const offered = free - offer.keep(skuId, locationId, supply.quantity, free)
      most += offered
      if (only !== null && locationId !== only) continue
      const take = Math.min(left, offered)
      if (take > 0) parts.push({ skuId, locationId, quantity: take })
      left -= take
    }
    const available = Math.min(quantity - left, Math.max(0, most))
    if (available < quantity) short.push({ skuId, wanted: quantity, available })
  }
  return short.length === 0 ? parts : new Refusal('stock_insufficient', { facts: { short } })
}
