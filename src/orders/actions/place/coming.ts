import type { Tx } from '../../../platform/db/index.ts'
import {
  addClaim,
  BACKORDER,
  comingTermsOf,
  freeOf,
  keyOf,
  limitBackorder,
  listComing,
  openBackorders,
  type By,
  type ComingRow,
  type ComingTerms,
  type Ledger,
  type SupplyKey,
} from '../../../inventory/index.ts'
import { decideRouting } from '../../../routing/index.ts'
import type { NewLine } from '../../domain/capture.ts'
import { decideComing, type ComingPart, type ComingStock } from '../../domain/coming.ts'
import { groupOf, nothingPromised, type Promised, type Routed } from '../../domain/place.ts'
import type { OrderToSave } from '../../store/capture.ts'
import type { Slot } from './index.ts'
import { todayOf } from './next-on.ts'

/**
 * What is to come in one batch. Nothing is read of it unless an order needs it, and nothing is
 * promised before: what is on hand is looked at again first.
 */
export type Coming = { stock: ComingStock; now: Temporal.Instant; isRead: boolean }

/** Reads what is to come of the SKUs that orders are short of, where a rule lets it be promised. */
export async function readComing(tx: Tx, slots: readonly Slot[], coming: Coming): Promise<void> {
  const { stock, now } = coming
  const skuIds = slots.flatMap((slot) =>
    slot.item.order.lines.filter((line) => termsOf(slot, line, now)).map(({ sku }) => sku.id),
  )
  stock.refresh(await listComing(tx, [...new Set(skuIds)]))
  stock.reset()
  coming.isRead = true
}

function termsOf({ item }: Slot, { sku, groupNo }: NewLine, now: Temporal.Instant) {
  const { order, channel, rules } = item
  const { method } = order.groups.find(({ no }) => no === groupNo)!
  return comingTermsOf(rules, sku, { channelId: channel.id, method, now })
}

/** Promises what an order is short of from what is to come, as far as rules and receipts allow. */
export function promiseComing(slot: Slot, { stock, now, isRead }: Coming): Promised {
  if (!isRead) return nothingPromised
  const { order } = slot.item
  const promised: Promised = { parts: [], decisions: [] }
  for (const { record, short } of slot.routed!.decisions) {
    for (const [skuId, lines] of Map.groupBy(short, (line) => line.skuId)) {
      const line = order.lines.find(({ no }) => no === lines[0]!.lineNo)!
      const terms = line.sku.kind === 'stocked' ? termsOf(slot, line, now) : undefined
      if (!terms) continue
      const missing = new Map(lines.map((one) => [one.lineNo, one.wanted - one.available]))
      const found = decideOne(slot, { skuId, groupNo: record.group.no, missing, terms }, stock, now)
      stock.take(found.parts)
      promised.parts.push(...found.parts)
      promised.decisions.push(...found.decisions)
    }
  }
  return promised
}

type Missing = {
  skuId: number
  groupNo: number
  missing: ReadonlyMap<number, number>
  terms: ComingTerms
}

function decideOne(
  { item }: Slot,
  { skuId, groupNo, missing, terms }: Missing,
  stock: ComingStock,
  now: Temporal.Instant,
): Promised {
  const { order, plan, network } = item
  const own = order.groups.find(({ no }) => no === groupNo)!
  const whole = groupOf(order, own)
  const asking = { channelId: order.channelId, method: own.method, now }
  const demand = whole.demand
    .filter(({ lineNo }) => missing.has(lineNo))
    .map((one) => ({ ...one, quantity: missing.get(one.lineNo)! }))
  const lacking = {
    group: { ...whole, demand },
    rows: stock.rowsOf(skuId),
    terms,
    today: todayOf(item, now),
    placeOf: item.placeOf,
    pool: item.pool(),
    barred: item.rules.for(asking).barred,
  }
  return decideComing(lacking, (group, view) => decideRouting(group, plan, network, view))
}

/**
 * Whether lines are short even so. What goes along with the rest is short only because the rest is
 * not there yet: it waits for that.
 */
export function isStillShort({ item, routed }: Slot, promised: Promised): boolean {
  const all = routed!.decisions.flatMap(({ short }) => short)
  return all.some(({ lineNo, wanted, available }) => {
    const { sku } = item.order.lines.find(({ no }) => no === lineNo)!
    if (sku.kind === 'not_stocked' && promised.parts.length > 0) return false
    return available + unitsOf(promised.parts, lineNo) < wanted
  })
}

export function unitsOf(parts: readonly ComingPart[], lineNo: number): number {
  return parts.reduce((sum, part) => (part.lineNo === lineNo ? sum + part.quantity : sum), 0)
}

/**
 * The rows that promises are guarded by: those they rest on, and where a limit is over all receipts
 * of a SKU, all of those. Backorders are opened where they are needed the first time.
 */
export async function rowsToLock(
  tx: Tx,
  slots: readonly Slot[],
  { stock }: Coming,
): Promise<SupplyKey[]> {
  const parts = slots.flatMap(({ routed }) => routed!.promised.parts)
  if (parts.length === 0) return []
  await openBackorders(
    tx,
    parts.filter(({ supplyNo }) => supplyNo === BACKORDER),
  )
  const limited = parts.filter(({ isOverall }) => isOverall)
  const others = [...new Set(limited.map(({ skuId }) => skuId))].flatMap((skuId) => {
    return stock.rowsOf(skuId).filter(({ supplyNo }) => supplyNo !== BACKORDER)
  })
  return [...parts, ...others]
}

/** What is to come as it is now that the rows are locked that it is promised from. */
export async function readLocked(tx: Tx, slots: readonly Slot[]): Promise<ComingRow[]> {
  const skuIds = slots.flatMap(({ routed }) => routed!.promised.parts.map(({ skuId }) => skuId))
  return listComing(tx, [...new Set(skuIds)])
}

/** Whether the locked rows still have what an order was promised, by the same day and limit. */
export function promisesFit(
  ledger: Ledger,
  { promised: { parts } }: Routed,
  of: { taken: Map<string, number>; rows: readonly ComingRow[] },
  by: By,
): boolean {
  if (parts.length === 0) return true
  const taken = new Map(of.taken)
  const fits = parts.every((part) => {
    const [key, row] = [keyOf(part), ledger.supplies.get(keyOf(part))]
    if (!row) return false
    if (part.supplyNo === BACKORDER) limitBackorder(ledger, row, part.limit!, by)
    else if (!isStillDue(part, of.rows)) return false
    if (part.isOverall && promisedOf(part, of.rows, taken) + part.quantity > part.limit!) {
      return false
    }
    const already = taken.get(key) ?? 0
    taken.set(key, already + part.quantity)
    return freeOf(ledger.supplies.get(key)!) - already >= part.quantity
  })
  if (fits) for (const [key, units] of taken) of.taken.set(key, units)
  return fits
}

/** The day may have changed since it was read. */
function isStillDue(part: ComingPart, rows: readonly ComingRow[]): boolean {
  const row = rows.find((one) => keyOf(one) === keyOf(part))
  return row?.dueOn?.equals(part.expectedOn) === true
}

/** Units of its SKU that its limit counts, of receipts or backorders, with what the batch takes. */
function promisedOf(
  { skuId, supplyNo, counts }: ComingPart,
  rows: readonly ComingRow[],
  taken: ReadonlyMap<string, number>,
): number {
  const isBackorder = supplyNo === BACKORDER
  return rows
    .filter((row) => row.skuId === skuId && (row.supplyNo === BACKORDER) === isBackorder)
    .filter(({ locationId }) => counts(locationId))
    .reduce((sum, row) => sum + row.claimed + (taken.get(keyOf(row)) ?? 0), 0)
}

/** Claims what an order is promised; each claim keeps the day that the customer is told. */
export function claimPromised(
  ledger: Ledger,
  { promised }: Routed,
  { id: orderId }: OrderToSave,
  by: By,
): void {
  for (const { lineNo, skuId, locationId, supplyNo, quantity, expectedOn } of promised.parts) {
    const place = { skuId, locationId, supplyNo, quantity }
    const owner = { orderId, lineNo, reference: null, expiresAt: null }
    const claim = { kind: 'allocation' as const, ...place, ...owner, promisedOn: expectedOn }
    if (!addClaim(ledger, claim, by)) throw new Error('a promise was made that does not fit')
  }
}
