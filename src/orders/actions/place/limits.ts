import { Refusal } from '../../../lib/refusal.ts'
import { again } from '../../../platform/batch.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { countNext, lockCounting, nameOf, refusalOf } from '../../../inventory/index.ts'
import type { Slot } from './index.ts'

/** Whether an order has to be counted, or stands against a hold that may be. */
export function isCounted({ item }: Slot): boolean {
  return (item.wishes ?? item.hold ?? item.limited) !== undefined
}

/**
 * Locks the counters of quotas and of limits of purchases, and refuses the orders for which too
 * little is left, in order of arrival. What is counted is written with the orders.
 */
export async function countOrders(
  tx: Tx,
  slots: readonly Slot[],
  now: Temporal.Instant,
): Promise<void> {
  const open = slots.filter((slot) => slot.outcome === undefined && isCounted(slot))
  if (open.length === 0) return
  for (const slot of open) if (slot.item.limited) slot.outcome = slot.item.limited
  const wishes = open.flatMap(({ item }) => item.wishes ?? [])
  const holds = open.flatMap(({ held }) => held?.hold.id ?? [])
  const counting = await lockCounting(tx, wishes, holds, now)
  for (const slot of open) {
    if (slot.outcome !== undefined) continue
    const wanted = slot.item.wishes ?? []
    const tooMany = countNext(counting, wanted, slot.held?.hold.id)
    if (!tooMany) continue
    const { sku } = slot.item.order.lines.find((line) => line.sku.id === tooMany.wish.skuId)!
    slot.outcome = refusalOf(tooMany, sku)
    slot.refusedBy = nameOf(tooMany.wish)
  }
}

/**
 * One that was refused since another of the batch was counted, which then was not placed, is
 * decided again.
 */
export function countAgain(slots: readonly Slot[], attemptsMost: number): void {
  if (!slots.some(({ refusedBy }) => refusedBy)) return
  const left = slots.filter(
    ({ outcome, refusedBy }) => outcome !== undefined && refusedBy === undefined,
  )
  const free = new Set(left.flatMap(({ item }) => (item.wishes ?? []).map(nameOf)))
  for (const slot of slots) {
    const { refusedBy, item, outcome } = slot
    if (!refusedBy || !free.has(refusedBy) || item.attempts >= attemptsMost) continue
    if (!(outcome instanceof Refusal)) continue
    item.attempts += 1
    slot.outcome = again
  }
}
