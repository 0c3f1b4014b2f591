import type { Customer } from '../../lib/customer.ts'
import type { Scope } from '../../lib/scope.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Nominated } from '../../routing/index.ts'
import type { Counters } from '../domain/counters.ts'
import { isLate } from './state.ts'

export type OrderLine = Counters & {
  orderId: string
  no: number
  groupNo: number
  skuId: number
  skuCode: string
  name: string
  unit: string
  decimals: number
  weightG: number | null
  unitPrice: string
  total: number
  /** Of a component: the line that its bundle was sent as, and its base units in one bundle. */
  bundleNo: number | null
  bundleRatio: number | null
}

/** A line that named a bundle, as it was sent. */
export type OrderBundle = {
  no: number
  groupNo: number
  skuCode: string
  name: string
  quantity: number
  unitPrice: string
  total: number
}

export type OrderHead = {
  id: string
  channelId: number
  number: string
  externalId: string
  currency: string
  shipping: number
  tax: number
  total: number
  version: number
  placedAt: Temporal.Instant
  capturedAt: Temporal.Instant
  held: boolean
  /** What the channel says of who buys. */
  customer: Customer | null
  /** 0 is normal; the higher, the more it counts. */
  priority: number
  tags: readonly string[]
}

export type Group = {
  orderId: string
  no: number
  method: string
  pickupLocationId: number | null
  country: string | null
  region: string | null
  postalCode: string | null
  toHome: boolean
  /** An ISO date. */
  wantedBy: string | null
  nominated: Nominated | null
  lat: number | null
  lon: number | null
}

export type Contact = {
  name: string | null
  email: string | null
  phone: string | null
  shipTo: Record<string, Record<string, string | number>>
}

export type OrderHold = {
  id: string
  cause: string
  note: string | null
  owner: string | null
  dueAt: Temporal.Instant | null
  placedAt: Temporal.Instant
  placedBy: string
  releasedAt: Temporal.Instant | null
  releasedBy: string | null
}

const head = sql`o.id, o.channel_id as "channelId", o.number, o.external_id as "externalId",
  o.currency, o.customer, o.priority, o.tags, o.shipping, o.tax, o.total, o.version,
  o.placed_at as "placedAt", o.captured_at as "capturedAt", exists (
    select from orders.hold as h where h.order_id = o.id and h.released_at is null) as held`

const line = sql`order_id as "orderId", no, group_no as "groupNo", sku_id as "skuId",
  sku_code as "skuCode", name, unit, decimals, weight_g as "weightG",
  unit_price::text as "unitPrice", total, bundle_no as "bundleNo",
  bundle_ratio as "bundleRatio",
  ordered, cancelled, allocated, expected, released, picked, packed, fulfilled, returned`

/** Orders with their lines, in the order of the ids. */
export async function getOrders(
  db: Queryable,
  ids: readonly string[],
): Promise<(OrderHead & { lines: OrderLine[] })[]> {
  const [heads, lines] = await Promise.all([
    db.query<OrderHead>(
      sql`select ${head} from orders.order as o where o.id = any (${ids}::uuid[])`,
    ),
    listLines(db, ids),
  ])
  const byId = new Map(heads.map((order) => [order.id, order]))
  return ids.flatMap((id) => {
    const order = byId.get(id)
    return order ? [{ ...order, lines: lines.filter(({ orderId }) => orderId === id) }] : []
  })
}

export async function listLines(db: Queryable, orderIds: readonly string[]): Promise<OrderLine[]> {
  return db.query<OrderLine>(sql`
    select ${line} from orders.order_line
    where order_id = any (${orderIds}::uuid[]) order by order_id, no`)
}

/** The lines of an order that named bundles. */
export async function listBundles(db: Queryable, orderId: string): Promise<OrderBundle[]> {
  return db.query<OrderBundle>(sql`
    select no, group_no as "groupNo", sku_code as "skuCode", name, quantity,
      unit_price::text as "unitPrice", total
    from orders.bundle_line where order_id = ${orderId} order by no`)
}

/** What people call these orders, by id. */
export async function numbersOf(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; number: string }>(
    sql`select id, number from orders.order where id = any (${ids}::uuid[])`,
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/** An order by its id or number, within the caller's channels. */
export async function findOrder(
  db: Queryable,
  scope: Scope,
  idOrNumber: string,
): Promise<OrderHead | undefined> {
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(idOrNumber)
  const which = isId ? sql`o.id = ${idOrNumber}::uuid` : sql`o.number = ${idOrNumber}`
  const [order] = await db.query<OrderHead>(
    sql`select ${head} from orders.order as o where ${which} and ${inScope(scope)}`,
  )
  return order
}

/** An order as a list shows it. */
export type ListedHead = OrderHead & { late: boolean; customer: string | null; city: string | null }

/** Orders with who ordered and the city of the first group, in the order of the ids. */
export async function getListed(db: Queryable, ids: readonly string[]): Promise<ListedHead[]> {
  return db.query<ListedHead>(sql`
    select ${head}, ${isLate} as late, c.name as customer, (
        select c.ship_to->(g.no::text)->>'city' from orders.delivery_group as g
        where g.order_id = o.id order by g.no limit 1) as city
    from unnest(${ids}::uuid[]) with ordinality as i (id, n)
    join orders.order as o on o.id = i.id join orders.contact as c on c.order_id = o.id
    order by i.n`)
}

function inScope(scope: Scope): Sql {
  return scope === 'all' ? sql`true` : sql`o.channel_id = any (${scope.channels}::int[])`
}

export async function listGroups(db: Queryable, orderIds: readonly string[]): Promise<Group[]> {
  return db.query<Group>(sql`
    select order_id as "orderId", no, method, pickup_location_id as "pickupLocationId", country,
      region, postal_code as "postalCode", to_home as "toHome",
      wanted_by::text as "wantedBy", lat, lon,
      case when nominated_location_id is not null then jsonb_build_object(
        'locationId', nominated_location_id, 'firm', nominated_firm) end as nominated
    from orders.delivery_group where order_id = any (${orderIds}::uuid[]) order by order_id, no`)
}

export async function getContact(db: Queryable, orderId: string): Promise<Contact> {
  const [contact] = await db.query<Contact>(sql`
    select name, email, phone, ship_to as "shipTo" from orders.contact
    where order_id = ${orderId}`)
  return contact!
}

export async function listHolds(db: Queryable, orderId: string): Promise<OrderHold[]> {
  return db.query<OrderHold>(sql`
    select id, cause, note, owner, due_at as "dueAt", placed_at as "placedAt",
      placed_by as "placedBy", released_at as "releasedAt", released_by as "releasedBy"
    from orders.hold where order_id = ${orderId} order by placed_at, id`)
}

/** Locks orders (in order of their ids), then reads them with their lines, which that protects. */
export async function lockOrders(
  tx: Tx,
  ids: readonly string[],
): Promise<(OrderHead & { lines: OrderLine[] })[]> {
  await tx.query(sql`
    select from orders.order where id = any (${ids}::uuid[]) order by id for update`)
  return getOrders(tx, ids)
}
