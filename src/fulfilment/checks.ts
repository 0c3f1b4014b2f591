import { sql } from '../platform/db/sql.ts'
import type { Check } from '../platform/module.ts'
import { releasedUnits } from '../orders/index.ts'

/** The invariants of fulfilment (RELIABILITY.md section 3). */
export const checks: Check[] = [
  {
    id: 'I17',
    says: 'the units given to locations add up to what is released of each order line',
    query: sql`select coalesce(w.order_id, l.order_id) as order_id,
        coalesce(w.line_no, l.line_no) as line_no
      from (
        select order_id, line_no, sum(quantity) as quantity, sum(picked) as picked,
          sum(packed) as packed, sum(fulfilled) as fulfilled
        from fulfilment.fulfilment_line group by order_id, line_no) as w
      full join (${releasedUnits}) as l using (order_id, line_no)
      where (coalesce(w.quantity, 0), coalesce(w.picked, 0), coalesce(w.packed, 0),
          coalesce(w.fulfilled, 0))
        is distinct from (coalesce(l.released, 0), coalesce(l.picked, 0), coalesce(l.packed, 0),
          coalesce(l.fulfilled, 0))`,
  },
  {
    id: 'I17b',
    says: 'what has left is what stands in parcels',
    query: sql`select l.fulfilment_order_id, l.line_no
      from fulfilment.fulfilment_line as l left join (
        select p.fulfilment_order_id, pl.line_no, sum(pl.quantity) as quantity
        from fulfilment.parcel as p join fulfilment.parcel_line as pl on pl.parcel_id = p.id
        group by 1, 2) as p using (fulfilment_order_id, line_no)
      where l.fulfilled <> coalesce(p.quantity, 0)`,
  },
  {
    id: 'I18',
    says: 'the state of a fulfilment order is the reading of its lines and parcels',
    query: sql`select w.id, w.state, r.state as reading
      from fulfilment.fulfilment_order as w
      join (
        select l.fulfilment_order_id as id, case
          when sum(l.quantity) = 0 then 'cancelled'
          when sum(l.fulfilled) = sum(l.quantity) then case when exists (
              select from fulfilment.parcel as p
              where p.fulfilment_order_id = l.fulfilment_order_id and p.delivered_at is null)
            then 'shipped' else 'delivered' end
          when sum(l.packed) = sum(l.quantity) then 'packed'
          when sum(l.picked) = sum(l.quantity) then 'picked'
          when sum(l.picked) > 0 then 'picking' else 'open' end as state
        from fulfilment.fulfilment_line as l group by l.fulfilment_order_id) as r using (id)
      where w.state <> r.state`,
  },
]
