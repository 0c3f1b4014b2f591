import { sql } from '../../platform/db/sql.ts'
import { isToHome } from '../domain/parcel.ts'
import type { Database, Queryable, Tx } from '../../platform/db/index.ts'
import type { NewOrder } from '../domain/capture.ts'
import type { OrderState } from '../domain/counters.ts'

/** An order about to be written: what was captured, and what this action gave it. */
export type OrderToSave = NewOrder & {
  id: string
  number: string
  bodyHash: Buffer
  placedAt: Temporal.Instant
  capturedAt: Temporal.Instant
  /** When its work may be given out. */
  releaseAt: Temporal.Instant
  /** Units allocated at capture, by line number. */
  allocated: ReadonlyMap<number, number>
  /** Of those, the units that are not there yet. */
  expected: ReadonlyMap<number, number>
}

/**
 * Joins to `k (channel_id, external_id)` the order `o` of that name. Found one by one, each by the
 * external id alone (`is not distinct from` can use no index): a plan that was made while there
 * were few orders, and is kept, then never reads all of them.
 */
export const namedOrder = sql`cross join lateral (
  select * from orders.order as o
  where o.external_id = k.external_id and o.channel_id is not distinct from k.channel_id
  offset 0) as o`

export type KnownOrder = { channelId: number; externalId: string; id: string; bodyHash: Buffer }

/** Those of these orders that are there already. */
export async function findKnownOrders(
  tx: Tx,
  orders: readonly { channelId: number; externalId: string }[],
): Promise<KnownOrder[]> {
  return tx.query<KnownOrder>(sql`
    select o.channel_id as "channelId", o.external_id as "externalId", o.id,
      o.body_hash as "bodyHash"
    from unnest(${orders.map(({ channelId }) => channelId)}::int[],
      ${orders.map(({ externalId }) => externalId)}::text[]) as k (channel_id, external_id)
    ${namedOrder}`)
}

/** Writes orders with their contact, groups and lines: one statement per table. */
export async function saveOrders(
  tx: Tx,
  orders: readonly OrderToSave[],
  now: Temporal.Instant,
): Promise<void> {
  if (orders.length === 0) return
  await Promise.all([
    insertOrders(tx, orders, now),
    insertContacts(tx, orders),
    insertGroups(tx, orders),
    insertLines(tx, orders),
    insertBundles(tx, orders),
  ])
}

async function insertOrders(
  tx: Tx,
  orders: readonly OrderToSave[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(sql`
    insert into orders.order (id, channel_id, number, external_id, body_hash, currency, shipping,
      tax, total, payments, customer, priority, tags, placed_at, captured_at, state, version,
      changed_at)
    select o.id, o.channel_id, o.number, o.external_id, o.body_hash, o.currency, o.shipping, o.tax,
      o.total, o.payments, o.customer, o.priority, string_to_array(o.tags, ' '), o.placed_at,
      o.captured_at, o.state, 1, ${now}::timestamptz
    from unnest(
      ${orders.map((o) => o.id)}::uuid[], ${orders.map((o) => o.channelId)}::int[],
      ${orders.map((o) => o.number)}::text[], ${orders.map((o) => o.externalId)}::text[],
      ${orders.map((o) => o.bodyHash)}::bytea[], ${orders.map((o) => o.currency)}::text[],
      ${orders.map((o) => o.shipping)}::bigint[], ${orders.map((o) => o.tax)}::bigint[],
      ${orders.map((o) => o.total)}::bigint[],
      ${orders.map((o) => JSON.stringify(o.payments))}::json[],
      ${orders.map(({ customer }) => (customer ? JSON.stringify(customer) : null))}::json[],
      ${orders.map((o) => o.priority ?? 0)}::smallint[],
      ${orders.map((o) => o.tags?.join(' ') ?? '')}::text[],
      ${orders.map((o) => o.placedAt)}::timestamptz[],
      ${orders.map((o) => o.capturedAt)}::timestamptz[],
      ${orders.map(stateAtFirst)}::text[]
    ) as o (id, channel_id, number, external_id, body_hash, currency, shipping, tax, total,
      payments, customer, priority, tags, placed_at, captured_at, state)`)
}

/** As `stateOfOrder` reads the lines that are written with it. */
export function stateAtFirst({ lines, allocated, expected }: OrderToSave): OrderState {
  if (lines.some(({ no, ordered }) => (allocated.get(no) ?? 0) < ordered)) {
    return 'waiting_for_stock'
  }
  return expected.size > 0 ? 'waiting_for_receipt' : 'allocated'
}

async function insertContacts(tx: Tx, orders: readonly OrderToSave[]): Promise<void> {
  await tx.query(sql`
    insert into orders.contact (order_id, name, email, phone, ship_to)
    select * from unnest(
      ${orders.map((o) => o.id)}::uuid[], ${orders.map((o) => o.contact.name ?? null)}::text[],
      ${orders.map((o) => o.contact.email ?? null)}::text[],
      ${orders.map((o) => o.contact.phone ?? null)}::text[],
      ${orders.map(shipToJson)}::json[])`)
}

/** The addresses of an order by group number. */
function shipToJson({ groups }: OrderToSave): string {
  return JSON.stringify(
    Object.fromEntries(groups.flatMap(({ no, shipTo }) => (shipTo ? [[no, shipTo]] : []))),
  )
}

async function insertGroups(tx: Tx, orders: readonly OrderToSave[]): Promise<void> {
  const groups = orders.flatMap((order) => order.groups.map((group) => ({ order, group })))
  const to = groups.map(({ group }) => group.shipTo)
  await tx.query(sql`
    insert into orders.delivery_group (order_id, no, method, pickup_location_id, country, region,
      postal_code, lat, lon, to_home, wanted_by, nominated_location_id, nominated_firm)
    select * from unnest(
      ${groups.map(({ order }) => order.id)}::uuid[],
      ${groups.map(({ group }) => group.no)}::smallint[],
      ${groups.map(({ group }) => group.method)}::text[],
      ${groups.map(({ group }) => group.pickupLocationId ?? null)}::int[],
      ${to.map((t) => t?.country ?? null)}::text[], ${to.map((t) => t?.region ?? null)}::text[],
      ${to.map((t) => t?.postalCode ?? null)}::text[], ${to.map((t) => t?.lat ?? null)}::real[],
      ${to.map((t) => t?.lon ?? null)}::real[],
      ${groups.map(({ group }) => isToHome(group))}::boolean[],
      ${groups.map(({ group }) => group.wantedBy ?? null)}::date[],
      ${groups.map(({ group }) => group.nominated?.locationId ?? null)}::int[],
      ${groups.map(({ group }) => group.nominated?.firm ?? false)}::boolean[])`)
}

async function insertLines(tx: Tx, orders: readonly OrderToSave[]): Promise<void> {
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ order, line })))
  await tx.query(sql`
    insert into orders.order_line (order_id, no, group_no, sku_id, sku_code, name, unit, decimals,
      weight_g, tax_class, unit_price, discounts, tax, total, ordered, allocated, expected,
      release_at, bundle_no, bundle_ratio, cancelled, released, picked, packed, fulfilled, returned)
    select l.*, 0, 0, 0, 0, 0, 0
    from unnest(
      ${lines.map(({ order }) => order.id)}::uuid[], ${lines.map(({ line }) => line.no)}::int[],
      ${lines.map(({ line }) => line.groupNo)}::smallint[],
      ${lines.map(({ line }) => line.sku.id)}::int[],
      ${lines.map(({ line }) => line.sku.code)}::text[],
      ${lines.map(({ line }) => line.sku.name)}::text[],
      ${lines.map(({ line }) => line.sku.unit)}::text[],
      ${lines.map(({ line }) => line.sku.decimals)}::smallint[],
      ${lines.map(({ line }) => line.sku.weightG)}::int[],
      ${lines.map(({ line }) => line.sku.taxClass)}::text[],
      ${lines.map(({ line }) => line.unitPrice)}::numeric[],
      ${lines.map(({ line }) => JSON.stringify(line.discounts ?? []))}::json[],
      ${lines.map(({ line }) => JSON.stringify(line.tax ?? {}))}::json[],
      ${lines.map(({ line }) => line.total)}::bigint[],
      ${lines.map(({ line }) => line.ordered)}::bigint[],
      ${lines.map(({ order, line }) => order.allocated.get(line.no) ?? 0)}::bigint[],
      ${lines.map(({ order, line }) => order.expected.get(line.no) ?? 0)}::bigint[],
      ${lines.map(({ order }) => order.releaseAt)}::timestamptz[],
      ${lines.map(({ line }) => line.bundle?.no ?? null)}::int[],
      ${lines.map(({ line }) => line.bundle?.ratio ?? null)}::bigint[]
    ) as l`)
}

/** Keeps the lines that named bundles; most orders have none. */
async function insertBundles(tx: Tx, orders: readonly OrderToSave[]): Promise<void> {
  const rows = orders.flatMap(({ id, bundles }) => bundles.map((line) => ({ id, line })))
  if (rows.length === 0) return
  await tx.query(sql`
    insert into orders.bundle_line (order_id, no, group_no, sku_id, sku_code, name, quantity,
      unit_price, discounts, tax, total)
    select * from unnest(
      ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ line }) => line.no)}::int[],
      ${rows.map(({ line }) => line.groupNo)}::smallint[],
      ${rows.map(({ line }) => line.sku.id)}::int[],
      ${rows.map(({ line }) => line.sku.code)}::text[],
      ${rows.map(({ line }) => line.sku.name)}::text[],
      ${rows.map(({ line }) => line.ordered)}::bigint[],
      ${rows.map(({ line }) => line.unitPrice)}::numeric[],
      ${rows.map(({ line }) => JSON.stringify(line.discounts ?? []))}::json[],
      ${rows.map(({ line }) => JSON.stringify(line.tax ?? {}))}::json[],
      ${rows.map(({ line }) => line.total)}::bigint[])`)
}

/** Draws `count` order numbers of a channel; each is given once, gaps may remain. */
export async function drawNumbers(
  db: Database,
  channelId: number,
  count: number,
): Promise<number[]> {
  const drawn = await db.query<{ n: number }>(sql`
    select nextval(${`orders.number_${channelId}`}::regclass) as n
    from generate_series(1, ${count}::int)`)
  return drawn.map(({ n }) => n)
}

/** Makes the sequence of a channel's order numbers where it is not there yet. */
export async function createNumbers(db: Queryable, channelId: number): Promise<void> {
  await db.query(sql`select orders.create_numbers(${channelId}::int)`)
}
