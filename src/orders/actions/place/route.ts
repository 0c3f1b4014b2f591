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
  type Ledger,
  type Offering,
} from '../../../inventory/index.ts'
import type { Part } from '../../../routing/index.ts'
import { routeOrder, shortageOf, untake, withoutStock } from '../../domain/place.ts'
import type { BatchStock } from '../../domain/stock-view.ts'
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
  now: Temporal.Instant,
): Promise<void> {
  const open = slots.filter(({ outcome }) => outcome === undefined)
  const doubtful = open.filter(({ routed }) => routed!.short)
  const skuIds = [...new Set(doubtful.flatMap(({ item }) => item.order.lines.map((l) => l.sku.id)))]
  stock.refresh(skuIds, await readFreshRows(tx, skuIds, now))
  stock.reset()
  routeAll(open, stock)
}

/** Routes in order of arrival, on the index, and on rows that were read anew. */
export function routeAll(open: readonly Slot[], stock: BatchStock): void {
  for (const slot of open) {
    const { order, plan, network, channel } = slot.item
    slot.routed = routeOrder(order, plan, network, stock)
    // What an order does not get, the next one may have.
    if (slot.routed.short && channel.onShortage === 'refuse') untake(slot.routed, stock)
  }
}

/** Locks the supply rows of all orders that are going to be placed. */
export function lockChosen(tx: Tx, slots: readonly Slot[]): Promise<Ledger> {
  const going = slots.filter(
    (slot) => slot.outcome === undefined && !(slot.routed!.short && refuses(slot)),
  )
  return lockLedger(
    tx,
    going.flatMap(partsOf).map((part) => ({ ...part, supplyNo: 0 })),
  )
}

/**
 * Keeps of the orders those that fit on the locked rows, in order of arrival. The rest, and who was
 * told of a shortage of a SKU that they then did not take, are decided again in the next batch;
 * after three times the channel's policy decides.
 */
export async function guard(
  tx: Tx,
  { slots, ledger, offering }: { slots: readonly Slot[]; ledger: Ledger; offering: Offering },
  by: By,
): Promise<void> {
  const open = slots.filter(({ outcome }) => outcome === undefined)
  for (const slot of open) {
    if (slot.routed!.short && refuses(slot)) {
      slot.outcome = shortageOf(slot.item.order, slot.routed!)
    }
  }
  const going = open.filter(({ outcome }) => outcome === undefined)
  await giveBackExpired(tx, ledger, by)
  const missed = keepFitting(ledger, going, offering)
  for (const slot of open) {
    const told = slot.outcome instanceof Refusal && slot.item.attempts < ATTEMPTS_MAX
    if (!told || !slot.item.order.lines.some(({ sku }) => missed.has(sku.id))) continue
    slot.item.attempts += 1
    slot.outcome = again
  }
}

/** Answers the SKUs of orders that did not fit. */
function keepFitting(ledger: Ledger, going: readonly Slot[], offering: Offering): Set<number> {
  const missed = new Set<number>()
  const taken = new Map<string, number>()
  for (const slot of going) {
    if (takeFitting(ledger, slot, { taken, offering })) continue
    for (const { skuId } of partsOf(slot)) missed.add(skuId)
    slot.item.attempts += 1
    if (slot.item.attempts <= ATTEMPTS_MAX) slot.outcome = again
    else {
      slot.routed = withoutStock(slot.item.order, slot.routed!)
      if (refuses(slot)) slot.outcome = shortageOf(slot.item.order, slot.routed)
    }
  }
  return missed
}

/**
 * Takes what an order wants of rows that have it after the orders before it and after what is kept
 * back there from its channel and method; takes nothing where one of them has not.
 */
function takeFitting(
  ledger: Ledger,
  { item, routed }: Slot,
  { taken, offering }: { taken: Map<string, number>; offering: Offering },
): boolean {
  const before: [key: string, units: number][] = []
  for (const { parts, record } of routed!.decisions) {
    const offer = offering.to(item.order.channelId, record.group.method)
    for (const { skuId, locationId, quantity } of parts) {
      const key = keyOf({ skuId, locationId, supplyNo: 0 })
      const row = ledger.supplies.get(key)
      const gone = taken.get(key) ?? 0
      const free = row === undefined ? 0 : freeOf(row) - gone
      const kept = row === undefined ? 0 : offer.keep(skuId, locationId, row.quantity, free)
      if (free < quantity + kept) {
        for (const [of, units] of before.toReversed()) taken.set(of, units)
        return false
      }
      before.push([key, gone])
      taken.set(key, gone + quantity)
    }
  }
  return true
}

function partsOf({ routed }: Slot): Part[] {
  return routed!.decisions.flatMap(({ parts }) => parts)
}

function refuses({ item }: Slot): boolean {
  return item.channel.onShortage === 'refuse'
}
