import { Refusal } from '../../../lib/refusal.ts'
import { again } from '../../../platform/batch.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  freeOf,
  giveBackExpired,
  keyOf,
  lockLedger,
  readFreshRows,
  type By,
  type ComingRow,
  type Ledger,
} from '../../../inventory/index.ts'
import type { Part } from '../../../routing/index.ts'
import { routeOrder, shortageOf, untake, withoutStock } from '../../domain/place.ts'
import type { BatchStock } from '../../domain/stock-view.ts'
import {
  isStillShort,
  promiseComing,
  promisesFit,
  readComing,
  readLocked,
  rowsToLock,
  type Coming,
} from './coming.ts'
import type { Slot } from './index.ts'

const ATTEMPTS_MAX = 3

/**
 * Where the index would leave an order short, its SKUs are read from the database and the batch
 * decides once more: nobody is refused on a belief.
 */
export async function lookAgain(
  tx: Tx,
  slots: readonly Slot[],
  stock: BatchStock,
  coming: Coming,
): Promise<void> {
  const open = slots.filter(({ outcome }) => outcome === undefined)
  const doubtful = open.filter(({ routed }) => routed!.short)
  const skuIds = [...new Set(doubtful.flatMap(({ item }) => item.order.lines.map((l) => l.sku.id)))]
  stock.refresh(skuIds, await readFreshRows(tx, skuIds, coming.now))
  stock.reset()
  await readComing(tx, doubtful, coming)
  routeAll(open, stock, coming)
}

/** Routes in order of arrival, on the index, and on rows that were read anew. */
export function routeAll(open: readonly Slot[], stock: BatchStock, coming: Coming): void {
  for (const slot of open) {
    const { order, plan, network, channel } = slot.item
    slot.routed = routeOrder(order, plan, network, stock)
    if (!slot.routed.short) continue
    const promised = promiseComing(slot, coming)
    slot.routed = { ...slot.routed, promised, short: isStillShort(slot, promised) }
    // What an order does not get, the next one may have.
    if (!slot.routed.short || channel.onShortage !== 'refuse') continue
    untake(slot.routed, stock)
    coming.stock.giveBack(promised.parts)
  }
}

/** Locks the supply rows of all orders that are going to be placed. */
export async function lockChosen(tx: Tx, slots: readonly Slot[], coming: Coming): Promise<Ledger> {
  const going = slots.filter(
    (slot) => slot.outcome === undefined && !(slot.routed!.short && refuses(slot)),
  )
  const promised = await rowsToLock(tx, going, coming)
  const here = going.flatMap(partsOf).map((part) => ({ ...part, supplyNo: 0 }))
  return lockLedger(tx, [...here, ...promised])
}

/**
 * Keeps of the orders those that fit on the locked rows, in order of arrival. The rest, and who was
 * told of a shortage of a SKU that they then did not take, are decided again in the next batch;
 * after three times the channel's policy decides.
 */
export async function guard(tx: Tx, slots: readonly Slot[], ledger: Ledger, by: By): Promise<void> {
  const open = slots.filter(({ outcome }) => outcome === undefined)
  for (const slot of open) {
    if (slot.routed!.short && refuses(slot)) {
      slot.outcome = shortageOf(slot.item.order, slot.routed!)
    }
  }
  const going = open.filter(({ outcome }) => outcome === undefined)
  await giveBackExpired(tx, ledger, by)
  const missed = keepFitting(ledger, going, await readLocked(tx, going), by)
  for (const slot of open) {
    const told = slot.outcome instanceof Refusal && slot.item.attempts < ATTEMPTS_MAX
    if (!told || !slot.item.order.lines.some(({ sku }) => missed.has(sku.id))) continue
    slot.item.attempts += 1
    slot.outcome = again
  }
}

/** Answers the SKUs of orders that did not fit. */
function keepFitting(
  ledger: Ledger,
  going: readonly Slot[],
  rows: readonly ComingRow[],
  by: By,
): Set<number> {
  const missed = new Set<number>()
  const taken = new Map<string, number>()
  for (const slot of going) {
    const parts = partsOf(slot)
    const isThere = fits(ledger, parts, taken)
    if (isThere && promisesFit(ledger, slot.routed!, { taken, rows }, by)) {
      for (const part of parts) add(taken, part)
      continue
    }
    for (const { skuId } of [...parts, ...slot.routed!.promised.parts]) missed.add(skuId)
    slot.item.attempts += 1
    if (slot.item.attempts <= ATTEMPTS_MAX) slot.outcome = again
    else {
      slot.routed = withoutStock(slot.item.order, slot.routed!)
      if (refuses(slot)) slot.outcome = shortageOf(slot.item.order, slot.routed)
    }
  }
  return missed
}

function fits(ledger: Ledger, parts: readonly Part[], taken: ReadonlyMap<string, number>): boolean {
  return parts.every((part) => {
    const key = keyOf({ ...part, supplyNo: 0 })
    const row = ledger.supplies.get(key)
    return row !== undefined && freeOf(row) - (taken.get(key) ?? 0) >= part.quantity
  })
}

function add(taken: Map<string, number>, part: Part): void {
  const key = keyOf({ ...part, supplyNo: 0 })
  taken.set(key, (taken.get(key) ?? 0) + part.quantity)
}

function partsOf({ routed }: Slot): Part[] {
  return routed!.decisions.flatMap(({ parts }) => parts)
}

function refuses({ item }: Slot): boolean {
  return item.channel.onShortage === 'refuse'
}
