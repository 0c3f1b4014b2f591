import { sql, type Sql } from '../../src/platform/db/sql.ts'
import type { Busy } from './busy.ts'
import { steps, type Sabotage } from './sabotage.ts'

/** For every invariant of fulfilment what breaks it, and it alone. */
export function fulfilmentSabotages({ orders }: Busy): Record<string, Sabotage[]> {
  const { shipped, inWork } = orders
  const ofLine = sql`returning order_id, line_no`
  const more = (orderId: string, set: Sql) =>
    sql`update fulfilment.fulfilment_line set ${set} where order_id = ${orderId} ${ofLine}`
  const state = (orderId: string, value: string) => sql`with was as (
      select id, state from fulfilment.fulfilment_order where order_id = ${orderId})
    update fulfilment.fulfilment_order as w set state = ${value} from was where w.id = was.id
    returning w.id, w.state, was.state as reading`
  return {
    I17: [
      // Still read as open: only what was released does not agree.
      steps(more(inWork, sql`quantity = quantity + 1`)),
      steps(
        sql`delete from fulfilment.fulfilment_line where order_id = ${inWork} ${ofLine}`,
        sql`select ${inWork}::uuid as order_id, 1 as line_no`,
      ),
    ],
    I17b: [
      steps(
        sql`delete from fulfilment.parcel_line as l using fulfilment.parcel as p
          where l.parcel_id = p.id and p.order_id = ${shipped}
          returning p.fulfilment_order_id, l.line_no`,
      ),
    ],
    I18: [
      steps(state(inWork, 'picked')),
      steps(state(shipped, 'delivered')),
      steps(
        sql`update fulfilment.parcel set delivered_at = now() where order_id = ${shipped}`,
        sql`select id, state, 'delivered' as reading from fulfilment.fulfilment_order
          where order_id = ${shipped}`,
      ),
    ],
  }
}

/** Counters of the first line of an order, with the fulfilment order that says the same. */
export function worked(
  orderId: string,
  at: { released?: number; picked?: number; packed?: number; fulfilled?: number },
): Sql[] {
  const { released = 0, picked = 0, packed = 0, fulfilled = 0 } = at
  const state =
    released === 0
      ? 'cancelled'
      : fulfilled === released
        ? 'shipped'
        : packed === released
          ? 'packed'
          : picked > 0
            ? 'picking'
            : 'open'
  return [
    sql`alter table fulfilment.fulfilment_line drop constraint fulfilment_line_nested`,
    sql`insert into fulfilment.fulfilment_order (id, order_id, group_no, location_id, state,
        request, ship_by, escalation, version, created_at, changed_at)
      select order_id, order_id, group_no, 1, ${state}, 'accepted', now(), 0, 1, now(), now()
      from orders.order_line where order_id = ${orderId} and no = 1`,
    sql`insert into fulfilment.fulfilment_line (fulfilment_order_id, line_no, order_id, sku_id,
        quantity, withdrawn, picked, packed, fulfilled)
      select order_id, no, order_id, sku_id, ${released}, 0, ${picked}, ${packed}, ${fulfilled}
      from orders.order_line where order_id = ${orderId} and no = 1`,
    sql`insert into fulfilment.parcel (id, fulfilment_order_id, order_id, kind, shipped_at,
        recorded_at)
      select ${orderId}, ${orderId}, ${orderId}, 'shipment', now(), now()
      where ${fulfilled}::int > 0`,
    sql`insert into fulfilment.parcel_line select id, 1, ${fulfilled} from fulfilment.parcel
      where id = ${orderId}`,
    sql`update orders.order_line set released = ${released}, picked = ${picked},
        packed = ${packed}, fulfilled = ${fulfilled}
      where order_id = ${orderId} and no = 1 returning order_id, no`,
  ]
}
