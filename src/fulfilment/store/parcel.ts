import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** Goods that have left together. */
export type Parcel = {
  id: string
  workId: string
  orderId: string
  kind: 'shipment' | 'handover'
  carrier: string | null
  trackingNumber: string | null
  shippedAt: Temporal.Instant
  deliveredAt: Temporal.Instant | null
  lines: readonly { lineNo: number; quantity: number }[]
}

export function insertParcels(
  tx: Tx,
  parcels: readonly Parcel[],
  now: Temporal.Instant,
): Promise<unknown> {
  if (parcels.length === 0) return Promise.resolve()
  const p = parcels
  const lines = p.flatMap(({ id, lines: units }) => units.map((line) => ({ id, line })))
  return Promise.all([
    tx.query(sql`
      insert into fulfilment.parcel (id, fulfilment_order_id, order_id, kind, carrier,
        tracking_number, shipped_at, delivered_at, recorded_at)
      select p.*, ${now}::timestamptz from unnest(
        ${p.map((r) => r.id)}::uuid[], ${p.map((r) => r.workId)}::uuid[],
        ${p.map((r) => r.orderId)}::uuid[], ${p.map((r) => r.kind)}::text[],
        ${p.map((r) => r.carrier)}::text[], ${p.map((r) => r.trackingNumber)}::text[],
        ${p.map((r) => r.shippedAt)}::timestamptz[],
        ${p.map((r) => r.deliveredAt)}::timestamptz[]) as p`),
    tx.query(sql`
      insert into fulfilment.parcel_line (parcel_id, line_no, quantity)
      select * from unnest(
        ${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ line }) => line.lineNo)}::int[],
        ${lines.map(({ line }) => line.quantity)}::bigint[])`),
  ])
}

const columns = sql`p.id, p.fulfilment_order_id as "workId", p.order_id as "orderId", p.kind,
  p.carrier, p.tracking_number as "trackingNumber", p.shipped_at as "shippedAt",
  p.delivered_at as "deliveredAt", (
    select json_agg(json_build_object('lineNo', l.line_no, 'quantity', l.quantity)
      order by l.line_no)
    from fulfilment.parcel_line as l where l.parcel_id = p.id) as lines`

/** The parcels of some orders, the first to leave first. */
export async function listParcels(db: Queryable, orderIds: readonly string[]): Promise<Parcel[]> {
  return db.query<Parcel>(sql`
    select ${columns} from fulfilment.parcel as p
    where p.order_id = any (${orderIds}::uuid[]) order by p.shipped_at, p.id`)
}

export type UnderWay = {
  id: string
  workId: string
  orderId: string
  trackingNumber: string | null
}

/** Parcels that have left and not arrived, of some orders. */
export async function listUnderWay(
  db: Queryable,
  orderIds: readonly string[],
): Promise<UnderWay[]> {
  return db.query<UnderWay>(sql`
    select id, fulfilment_order_id as "workId", order_id as "orderId",
      tracking_number as "trackingNumber"
    from fulfilment.parcel
    where order_id = any (${orderIds}::uuid[]) and delivered_at is null order by id`)
}

/** Parcels that have left and not arrived, whoever's they are. */
export async function listParcelsUnderWay(
  db: Queryable,
  limit: number,
): Promise<{ id: string; shippedAt: Temporal.Instant }[]> {
  return db.query(sql`
    select id, shipped_at as "shippedAt" from fulfilment.parcel
    where delivered_at is null order by id limit ${limit}`)
}

/** The orders of these parcels; those that do not exist are left out. */
export async function ordersOfParcels(
  db: Queryable,
  ids: readonly string[],
): Promise<{ id: string; orderId: string; workId: string; delivered: boolean }[]> {
  return db.query(sql`
    select id, order_id as "orderId", fulfilment_order_id as "workId",
      delivered_at is not null as delivered
    from fulfilment.parcel where id = any (${ids}::uuid[])`)
}

/**
 * Closes fulfilment orders of which all has left and all parcels have arrived: where the last units
 * were taken away, or handed over, after the others had arrived.
 */
export async function closeArrived(tx: Tx, workIds: readonly string[]): Promise<void> {
  if (workIds.length === 0) return
  await tx.query(sql`
    update fulfilment.fulfilment_order as w set state = 'delivered', request = 'closed'
    where w.id = any (${workIds}::uuid[]) and w.state = 'shipped' and not exists (
      select from fulfilment.parcel as p
      where p.fulfilment_order_id = w.id and p.delivered_at is null)`)
}

/** Marks parcels as arrived. */
export async function saveDelivered(
  tx: Tx,
  parcels: readonly { id: string; deliveredAt: Temporal.Instant }[],
): Promise<void> {
  if (parcels.length === 0) return
  await tx.query(sql`
    update fulfilment.parcel as p set delivered_at = v.delivered_at
    from unnest(${parcels.map(({ id }) => id)}::uuid[],
      ${parcels.map(({ deliveredAt }) => deliveredAt)}::timestamptz[]) as v (id, delivered_at)
    where p.id = v.id`)
}
