import type { Tx } from '../../../platform/db/index.ts'
import { sendLedger, stockContextOf, type By, type Offering } from '../../../inventory/index.ts'
import type { Network } from '../../../network/index.ts'
import type { Coming } from '../coming.ts'
import type { Numbers } from '../numbers.ts'
import type { OrdersWorld } from '../world.ts'
import type { Slot } from './index.ts'
import { guard, lockChosen } from './route.ts'
import { answerAll, claimAll, placedOf, sendOrders } from './write.ts'

/** So many orders of one batch want one row of stock that other batches will be waiting for it. */
const CROWD = 16
/** More than there are: a SKU and a location make one number. */
const LOCATIONS_MOST = 2 ** 21

/** Thrown where there was less than the index believed: nothing is written, decide once more. */
export const tooFew = new Error('less stock than the orders that were written want')

/** Whether many of a batch want the same units: what one batch locks, all others wait for. */
export function isCrowded(slots: readonly Slot[]): boolean {
  if (slots.length < CROWD) return false
  const wanting = new Map<number, number>()
  for (const { routed } of slots) {
    for (const { parts } of routed!.decisions) {
      for (const { skuId, locationId } of parts) {
        const row = skuId * LOCATIONS_MOST + locationId
        const orders = (wanting.get(row) ?? 0) + 1
        if (orders >= CROWD) return true
        wanting.set(row, orders)
      }
    }
  }
  return false
}

/**
 * Writes the orders on the belief of the index and locks their stock only then, so that others
 * wait for what is short: the claims and COMMIT. Throws `tooFew` where the belief was wrong. For
 * orders of which none is short, counted, or known to have been placed.
 */
export async function writeBeforeLock(
  tx: Tx,
  { world, numbers, coming }: { world: OrdersWorld; numbers: Numbers; coming: Coming },
  of: { slots: readonly Slot[]; network: Network; offering: Offering },
  by: By,
): Promise<void> {
  const { slots } = of
  const before = slots.map(({ item, routed }) => ({ attempts: item.attempts, routed }))
  const placed = placedOf(slots, numbers, by)
  sendOrders(tx, placed, by)
  const ledger = await lockChosen(tx, slots, coming)
  await guard(tx, { ...of, ledger }, by)
  // Also one that is to go without stock now is written already as if it had it.
  const isKept = slots.every(({ routed }, i) => routed === before[i]!.routed)
  if (!isKept || placed.some(({ slot }) => slot.outcome !== undefined)) {
    slots.forEach(({ item }, i) => (item.attempts = before[i]!.attempts))
    throw tooFew
  }
  const context = stockContextOf(world, by)
  await claimAll(placed, ledger, context)
  answerAll(placed)
  await sendLedger(tx, ledger, context)
}
