import { Refusal } from '../../../lib/refusal.ts'
import { sha256 } from '../../../lib/json.ts'
import { recordFacts, releaseWork, retryFacts, type NewFact } from '../../../fulfilment/index.ts'
import {
  adjustStock,
  offeringOf,
  stockContextOf,
  type By,
  type StockAdjustment,
} from '../../../inventory/index.ts'
import {
  allocateShortOf,
  captureOrder,
  findOrdersByExternalIds,
  placeHolds,
  placeIn,
  releaseHoldsOf,
  wantedNumbers,
  type OrdersWorld,
  type Placement,
} from '../../../orders/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Answer } from '../../../platform/idempotency.ts'
import type {
  AdjustmentBody,
  EntryKind,
  FactBody,
  OrderEntry,
  ReceiptBody,
} from '../../domain/script.ts'
import { insertRejections, type Entry } from '../../store.ts'
import type { WatchedIndex } from './tx.ts'

/** What playing needs: the world of the orders with an index that is watched. */
export type ReplayWorld = OrdersWorld & { index: WatchedIndex }

/** Runs a step and counts its real time under its name. */
export type Timed = <Result>(step: string, work: () => Promise<Result>) => Promise<Result>

const PLACED_AT_ONCE = 256
const FACTS_AT_ONCE = 500
const HELD = 'payment'

/** The work of one hour, through the same actions as the API; `now` is the end of the hour. */
export async function playHour(
  tx: Tx,
  world: ReplayWorld,
  of: { channelId: number; entries: readonly Entry[] },
  by: By,
  timed: Timed,
): Promise<void> {
  const entries = Map.groupBy(of.entries, ({ kind }) => kind)
  const bodies = <Body>(kind: EntryKind) =>
    (entries.get(kind) ?? []).map(({ body }) => body as Body)
  const stock = stockOf(entries)
  if (stock.length > 0) await timed('receipts', () => bookStock(tx, world, stock, by))
  const orders = bodies<OrderEntry>('order')
  const placed =
    orders.length === 0 ? [] : await timed('orders', () => place(tx, world, orders, by))
  const free = new Set(placed.filter(({ held }) => !held).map(({ order }) => order.externalId))
  const toHold = placed.filter(({ held }) => held)
  const approved = bodies<FactBody>('approval').filter(({ order }) => !free.has(order))
  if (toHold.length + approved.length > 0) {
    // Of different orders: an order that is approved in its first hour is never held.
    await timed('holds and approvals', () =>
      Promise.all([hold(tx, toHold, by), approve(tx, { channelId: of.channelId, approved }, by)]),
    )
  }
  await allocateRisen(tx, world, by, timed)
  await timed('release', () => release(tx, world, by))
  const facts = factsOf(of)
  if (facts.length > 0) {
    await timed('facts', async () => {
      for (let i = 0; i < facts.length; i += FACTS_AT_ONCE) {
        await recordFacts(tx, world, facts.slice(i, i + FACTS_AT_ONCE), by)
      }
    })
  }
  await timed('parked facts', async () => {
    let more = true
    while (more) ({ more } = await retryFacts(tx, world, by, { limit: FACTS_AT_ONCE }))
  })
  // What cancellations have given back. So no hour begins with stock that nobody has looked at.
  await allocateRisen(tx, world, by, timed)
}

async function allocateRisen(tx: Tx, world: ReplayWorld, by: By, timed: Timed): Promise<void> {
  for (let risen = world.index.takeRisen(); risen.length > 0; risen = world.index.takeRisen()) {
    const skuIds = risen
    await timed('allocation', () => allocateShortOf(tx, world, skuIds, by))
  }
}

async function release(tx: Tx, world: ReplayWorld, by: By): Promise<void> {
  let after: Awaited<ReturnType<typeof releaseWork>>
  do after = await releaseWork(tx, world, by, { after, limit: FACTS_AT_ONCE })
  while (after !== undefined)
}

function stockOf(entries: ReadonlyMap<EntryKind, readonly Entry[]>): StockAdjustment[] {
  const receipts = (entries.get('receipt') ?? []).flatMap(({ at, body }) =>
    (body as ReceiptBody).units.map(([skuId, locationId, change]) => ({
      skuId,
      locationId,
      change,
      unavailableChange: 0,
      reason: 'receipt' as const,
      reference: null,
      occurredAt: at,
    })),
  )
  const adjustments = (entries.get('adjustment') ?? []).map(({ at, body }) => {
    const { skuId, locationId, change, note, reason = 'adjustment' } = body as AdjustmentBody
    return {
      skuId,
      locationId,
      change,
      unavailableChange: 0,
      reason,
      reference: note,
      occurredAt: at,
    }
  })
  return [...receipts, ...adjustments]
}

async function bookStock(
  tx: Tx,
  world: ReplayWorld,
  stock: readonly StockAdjustment[],
  by: By,
): Promise<void> {
  const context = stockContextOf(world, by)
  await adjustStock(tx, stock, context)
}

type Placed = { id: string; order: OrderEntry['order']; held: boolean }

/** Captures and allocates orders in order of purchase; what is refused is kept with its reason. */
async function place(
  tx: Tx,
  world: ReplayWorld,
  orders: readonly OrderEntry[],
  by: By,
): Promise<Placed[]> {
  const placed: Placed[] = []
  for (let i = 0; i < orders.length; i += PLACED_AT_ONCE) {
    const some = orders.slice(i, i + PLACED_AT_ONCE)
    const ids = await placeSome(tx, world, some, by)
    some.forEach(({ order, approvedAt }, n) => {
      const id = ids[n]
      if (id === undefined) return
      const at = approvedAt === null ? undefined : Temporal.Instant.from(approvedAt)
      const held = !at || Temporal.Instant.compare(at, by.now) >= 0
      placed.push({ id, order, held })
    })
  }
  return placed
}

/** The ids of the orders, undefined where one was refused. */
async function placeSome(
  tx: Tx,
  world: ReplayWorld,
  orders: readonly OrderEntry[],
  by: By,
): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = orders.map(() => undefined)
  const rejected: { order: OrderEntry['order']; refusal: Refusal }[] = []
  let open: { n: number; item: Placement }[] = []
  for (const [n, { order }] of orders.entries()) {
    const key = `${order.channel} ${order.externalId}`
    const request = { client: by.actor, key: order.externalId, hash: sha256(key) }
    const item = await captureOrder(world, order, { request, actor: by.actor })
    if (item instanceof Refusal) rejected.push({ order, refusal: item })
    else open.push({ n, item: { ...item, capturedAt: by.now } })
  }
  while (open.length > 0) {
    const items = open.map(({ item }) => item)
    const numbers = await world.numbers.reserve(wantedNumbers(items))
    const offering = await offeringOf(world, by.now)
    const outcomes = await placeIn(tx, world, { items, numbers, offering }, by)
    numbers.giveBack()
    const again = open.filter((_, i) => typeof outcomes[i] === 'symbol')
    outcomes.forEach((outcome, i) => {
      const { n } = open[i]!
      if (typeof outcome === 'symbol') return
      if (outcome instanceof Refusal) rejected.push({ order: orders[n]!.order, refusal: outcome })
      else ids[n] = ((outcome as Answer).body as { id: string }).id
    })
    open = again
  }
  const rows = rejected.map(({ order, refusal }) => ({
    file: 'replay',
    line: null,
    what: 'order',
    reason: `${refusal.code}: ${order.externalId} ${refusal.message}`,
  }))
  await insertRejections(tx, rows)
  return ids
}

async function hold(tx: Tx, placed: readonly Placed[], by: By): Promise<void> {
  const holds = placed.map(({ id }) => ({ orderId: id, cause: HELD, note: null }))
  await placeHolds(tx, holds, by)
}

async function approve(
  tx: Tx,
  { channelId, approved }: { channelId: number; approved: readonly FactBody[] },
  by: By,
): Promise<void> {
  if (approved.length === 0) return
  const keys = approved.map(({ order }) => ({ channelId, externalId: order }))
  const orders = await findOrdersByExternalIds(tx, keys)
  const orderIds = orders.map(({ id }) => id).toSorted()
  await releaseHoldsOf(tx, { orderIds, cause: HELD }, by)
}

const factKinds = new Set<EntryKind>(['shipment', 'delivery', 'cancellation'])

function factsOf(of: { channelId: number; entries: readonly Entry[] }): NewFact[] {
  return of.entries
    .filter(({ kind }) => factKinds.has(kind))
    .map(({ at, kind, body }) => ({
      channelId: of.channelId,
      externalId: (body as FactBody).order,
      kind: kind as NewFact['kind'],
      reference: 'history',
      carrier: null,
      trackingNumber: null,
      reason: (body as FactBody).reason ?? null,
      occurredAt: at,
    }))
}
