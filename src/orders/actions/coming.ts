import type { Sku } from '../../catalog/index.ts'
import type { Tx } from '../../platform/db/index.ts'
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
  type ComingPlace,
  type ComingRow,
  type ComingTerms,
  type Ledger,
  type SalesRules,
  type SupplyKey,
} from '../../inventory/index.ts'
import type { Channel, Network } from '../../network/index.ts'
import {
  cancellingNothing,
  decideRouting,
  type Decision,
  type GroupToRoute,
  type NetworkView,
  type Part,
  type Plan,
} from '../../routing/index.ts'
import { decideComing, type ComingPart, type ComingStock } from '../domain/coming.ts'
import { networkViewOf } from '../domain/network-view.ts'
import type { Promised } from '../domain/place.ts'

/**
 * What is to come as those orders see it that are decided together. Nothing is read of it unless an
 * order needs it, and nothing is promised before: what is on hand is looked at again first.
 */
export type Coming = { stock: ComingStock; now: Temporal.Instant; isRead: boolean }

/** Who promises what is to come: a channel, by its rules, from the places it prefers first. */
export type Promising = {
  channel: Channel
  plan: Plan
  network: NetworkView
  rules: SalesRules
  pool: () => readonly number[]
  placeOf: (locationId: number) => ComingPlace | undefined
}

/** What a channel promises by. */
export function promisingOf(
  of: { network: Network; rules: SalesRules; plan: Plan; now: Temporal.Instant },
  channel: Channel,
): Promising {
  const { network, rules, plan, now } = of
  return {
    channel,
    plan,
    network: networkViewOf(network, channel.id, now),
    rules,
    pool: () => [...network.poolOf(channel.id).keys()],
    placeOf: (id) => network.locationById.get(id),
  }
}

type SoldSku = Pick<Sku, 'id' | 'decimals' | 'kind'>

/** By which rules a SKU may be promised before it is there; undefined where it may not. */
export function termsFor(
  { channel, rules }: Pick<Promising, 'channel' | 'rules'>,
  sku: SoldSku,
  { method, now }: { method: string; now: Temporal.Instant },
): ComingTerms | undefined {
  if (sku.kind !== 'stocked') return undefined
  return comingTermsOf(rules, sku, { channelId: channel.id, method, now })
}

/** Reads what is to come of these SKUs, and forgets what was taken of it. */
export async function readComingOf(
  tx: Tx,
  skuIds: readonly number[],
  coming: Coming,
): Promise<void> {
  coming.stock.refresh(await listComing(tx, [...new Set(skuIds)]))
  coming.stock.reset()
  coming.isRead = true
}

/** A delivery group, and what of it stock on hand cannot serve. */
export type LackingGroup = {
  group: GroupToRoute
  short: Decision['short']
  skuOf: (skuId: number) => SoldSku
}

/** Promises what a group is short of from what is to come, as far as rules and receipts allow. */
export function promiseGroup(
  { group, short, skuOf }: LackingGroup,
  by: Promising,
  { stock, now }: Coming,
): Promised {
  const promised: Promised = { parts: [], decisions: [] }
  const { method } = group
  const { barred } = by.rules.for({ channelId: by.channel.id, method, now })
  for (const [skuId, lines] of Map.groupBy(short, (line) => line.skuId)) {
    const terms = termsFor(by, skuOf(skuId), { method, now })
    if (!terms) continue
    const missing = new Map(lines.map((one) => [one.lineNo, one.wanted - one.available]))
    const demand = group.demand
      .filter(({ lineNo }) => missing.has(lineNo))
      .map((one) => ({ ...one, quantity: missing.get(one.lineNo)! }))
    const lacking = {
      group: { ...group, demand },
      rows: stock.rowsOf(skuId),
      terms,
      today: now.toZonedDateTimeISO(by.channel.timeZone).toPlainDate(),
      placeOf: by.placeOf,
      pool: by.pool(),
      barred,
    }
    const found = decideComing(lacking, (wanted, view) =>
      decideRouting(wanted, by.plan, by.network, view),
    )
    stock.take(found.parts)
    promised.parts.push(...found.parts)
    const sold = found.decisions.map((one) => {
      return { ...one, record: cancellingNothing(one.record) }
    })
    promised.decisions.push(...sold)
  }
  return promised
}

export function unitsOf(parts: readonly Part[], lineNo: number): number {
  return parts.reduce((sum, part) => (part.lineNo === lineNo ? sum + part.quantity : sum), 0)
}

/**
 * The rows that promises are guarded by: those they rest on, and where a limit is over all receipts
 * of a SKU, all of those. Backorders are opened where they are needed the first time.
 */
export async function rowsToLock(
  tx: Tx,
  parts: readonly ComingPart[],
  { stock }: Coming,
): Promise<SupplyKey[]> {
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
export async function readLocked(tx: Tx, parts: readonly ComingPart[]): Promise<ComingRow[]> {
  return listComing(tx, [...new Set(parts.map(({ skuId }) => skuId))])
}

/** Whether the locked rows still have what an order was promised, by the same day and limit. */
export function promisesFit(
  ledger: Ledger,
  parts: readonly ComingPart[],
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
  parts: readonly ComingPart[],
  orderId: string,
  by: By,
): void {
  for (const { lineNo, skuId, locationId, supplyNo, quantity, expectedOn } of parts) {
    const place = { skuId, locationId, supplyNo, quantity }
    const owner = { orderId, lineNo, reference: null, expiresAt: null }
    const claim = { kind: 'allocation' as const, ...place, ...owner, promisedOn: expectedOn }
    if (!addClaim(ledger, claim, by)) throw new Error('a promise was made that does not fit')
  }
}
