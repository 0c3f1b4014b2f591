import { sql } from '../platform/db/sql.ts'
import type { Check } from '../platform/module.ts'

/** The invariants of orders (RELIABILITY.md section 3): each query gives no rows while it holds. */
export const checks: Check[] = [
  {
    id: 'I14-I16',
    says: 'the counters of every line are nested',
    query: sql`select order_id, no from orders.order_line
      where not (cancelled >= 0 and ordered - cancelled >= allocated and allocated >= released
        and released >= picked and picked >= packed and packed >= fulfilled
        and fulfilled >= returned and returned >= 0)`,
  },
  {
    id: 'I20',
    says: 'every order has a line, a group and a contact',
    query: sql`select o.id from orders.order as o
      where not exists (select from orders.order_line as l where l.order_id = o.id)
        or not exists (select from orders.delivery_group as g where g.order_id = o.id)
        or not exists (select from orders.contact as c where c.order_id = o.id)`,
  },
  {
    id: 'I21',
    says: 'the total of an order is lines plus shipping, plus tax in tax-exclusive channels',
    query: sql`select o.id from orders.order as o join (
        select order_id, sum(total) as goods from orders.order_line group by order_id
      ) as l on l.order_id = o.id
      where o.total not in (l.goods + o.shipping, l.goods + o.shipping + o.tax)`,
  },
  {
    id: 'I22',
    says: 'a held order has nothing released that is not fulfilled',
    query: sql`select h.order_id from orders.hold as h
      join orders.order_line as l on l.order_id = h.order_id
      where h.released_at is null and l.released > l.fulfilled`,
  },
  {
    id: 'I23',
    says: 'an external id is there once in its channel',
    query: sql`select channel_id, external_id from orders.order
      group by 1, 2 having count(*) > 1`,
  },
]
