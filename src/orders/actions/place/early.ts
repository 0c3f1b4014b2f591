import { TakenBack, type Tx } from '../../../platform/db/index.ts'
import {
  sendLedger,
  stockContextOf,
  type By,
  type Ledger,
  type Offering,
} from '../../../inventory/index.ts'
import type { Network } from '../../../network/index.ts'
import type { Coming } from '../coming.ts'
import type { Numbers } from '../numbers.ts'
import type { OrdersWorld } from '../world.ts'
import type { Slot } from './index.ts'
import { lookUp, settleKnown } from './known.ts'
import { guard, lockChosen } from './route.ts'
import { answerAll, claimAll, placedOf, sendOrders, type Placed } from './write.ts'

/** So many orders of one batch want one row of stock that other batches will be waiting for it. */
const CROWD = 16
/** More than there are: a SKU and a location make one number. */
const LOCATIONS_MOST = 2 ** 21

/**
 * Thrown where orders were written that are not to be placed like this, or at all: nothing is
 * kept, decide once more.
 */
export const tooEarly = new TakenBack('orders were written before it was known whether they may be')

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

type Writing = { world: OrdersWorld; numbers: Numbers; coming: Coming }
type Batch = { slots: readonly Slot[]; network: Network; offering: Offering }

/**
 * Writes the orders on the belief of the index and locks their stock only then, so that others
 * wait for what is short: the claims and COMMIT. Throws `tooEarly` where the belief was wrong. For
 * orders of which none is short or counted.
 */
export async function writeBeforeLock(
  tx: Tx,
  { world, numbers, coming }: Writing,
  of: Batch,
  by: By,
): Promise<void> {
  const { slots } = of
  await settleKnown(tx, slots, by.now)
  const placed = placedOf(slots, numbers, by)
  sendOrders(tx, placed, by)
  await claimWritten(tx, world, { ...of, placed, ledger: await lockChosen(tx, slots, coming) }, by)
}

/**
 * Writes a lone order while its keys are looked up and its stock is locked: the database is asked
 * once instead of twice, and works while the statements are put together. Throws `tooEarly` where
 * it had been placed before, or the belief was wrong. For an order that is not short or counted.
 */
export async function writeBesideLock(
  tx: Tx,
  { world, numbers, coming }: Writing,
  of: Batch,
  by: By,
): Promise<void> {
  const { slots } = of
  const known = lookUp(tx, slots)
  const locked = lockChosen(tx, slots, coming)
  // What fails meanwhile is told below.
  Promise.all([known, locked]).catch(() => undefined)
  // What was asked for is sent by then, and is worked on while the orders are put together.
  await new Promise<void>((resolve) => process.nextTick(resolve))
  const placed = placedOf(slots, numbers, by)
  sendOrders(tx, placed, by)
  const repeated = await known
  if (repeated.length > 0 || slots.some(({ outcome }) => outcome !== undefined)) throw tooEarly
  await claimWritten(tx, world, { ...of, placed, ledger: await locked }, by)
}

/** Has orders that are written get their stock, if it is there as it was believed. */
async function claimWritten(
  tx: Tx,
  world: OrdersWorld,
  of: Batch & { placed: readonly Placed[]; ledger: Ledger },
  by: By,
): Promise<void> {
  const { slots, placed, ledger } = of
  const before = slots.map(({ item, routed }) => ({ attempts: item.attempts, routed }))
  await guard(tx, of, by)
  // Also one that is to go without stock now is written already as if it had it.
  const isKept = slots.every(({ routed }, i) => routed === before[i]!.routed)
  if (!isKept || placed.some(({ slot }) => slot.outcome !== undefined)) {
    slots.forEach(({ item }, i) => (item.attempts = before[i]!.attempts))
    throw tooEarly
  }
  const context = stockContextOf(world, by)
  await claimAll(placed, ledger, context)
  answerAll(placed)
  await sendLedger(tx, ledger, context)
}
