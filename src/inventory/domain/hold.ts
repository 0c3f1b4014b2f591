import { Refusal } from '../../lib/refusal.ts'
import { freeOf, type Supply } from './supply.ts'

export type HoldLine = { skuId: number; quantity: number }
type Part = { skuId: number; locationId: number; quantity: number }

/**
 * Where the units of a hold are kept: in pool order, from as few locations as that order gives. A
 * hold only keeps units from others; it never dictates where the order is served from later.
 * `heldBack` says what of the free units of a location is not for sale.
 */
export function decideHold(
  lines: readonly HoldLine[],
  supplies: readonly Supply[],
  pool: readonly number[],
  heldBack: (locationId: number, onHand: number, free: number) => number = () => 0,
): Part[] | Refusal {
  const wanted = new Map<number, number>()
  for (const { skuId, quantity } of lines) {
    wanted.set(skuId, (wanted.get(skuId) ?? 0) + quantity)
  }
  const parts: Part[] = []
  const short: { skuId: number; wanted: number; available: number }[] = []
  for (const [skuId, quantity] of wanted) {
    let left = quantity
    for (const locationId of pool) {
      const supply = supplies.find((s) => s.skuId === skuId && s.locationId === locationId)
      const free = supply ? Math.max(0, freeOf(supply)) : 0
      const take = Math.min(left, free - heldBack(locationId, supply?.quantity ?? 0, free))
      if (take > 0) parts.push({ skuId, locationId, quantity: take })
      left -= take
    }
    if (left > 0) short.push({ skuId, wanted: quantity, available: quantity - left })
  }
  return short.length === 0 ? parts : new Refusal('stock_insufficient', { facts: { short } })
}
