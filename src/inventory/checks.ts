import { sql } from '../platform/db/sql.ts'
import type { Check } from '../platform/module.ts'

/** The invariants of stock (RELIABILITY.md section 3): each query gives no rows while it holds. */
export const checks: Check[] = [
  {
    id: 'I1',
    says: 'held, allocated and uncovered are never negative',
    query: sql`select sku_id, location_id, supply_no from inventory.supply
      where held < 0 or allocated < 0 or uncovered < 0`,
  },
  {
    id: 'I3',
    says: 'uncovered is what is promised and unavailable beyond the quantity',
    query: sql`select sku_id, location_id, supply_no from inventory.supply
      where uncovered <> greatest(0, unavailable + held + allocated - quantity)`,
  },
  {
    id: 'I4',
    says: 'every supply row is the running sum of its movements',
    query: sql`select s.sku_id, s.location_id, s.supply_no
      from inventory.supply as s left join (
        select sku_id, location_id, supply_no, count(*) as n, sum(quantity_change) as q,
          sum(unavailable_change) as u, sum(held_change) as h, sum(allocated_change) as a
        from inventory.movement group by 1, 2, 3) as m using (sku_id, location_id, supply_no)
      where (s.quantity, s.unavailable, s.held, s.allocated, s.version)
        is distinct from (coalesce(m.q, 0), coalesce(m.u, 0), coalesce(m.h, 0),
          coalesce(m.a, 0), coalesce(m.n, 0))`,
  },
  {
    id: 'I5',
    says: 'held and allocated are the sums of the open claims',
    query: sql`select s.sku_id, s.location_id, s.supply_no
      from inventory.supply as s left join (
        select sku_id, location_id, supply_no,
          coalesce(sum(quantity) filter (where kind = 'hold'), 0) as held,
          coalesce(sum(quantity) filter (where kind = 'allocation'), 0) as allocated
        from inventory.claim where closed_at is null group by 1, 2, 3
      ) as c using (sku_id, location_id, supply_no)
      where s.held <> coalesce(c.held, 0) or s.allocated <> coalesce(c.allocated, 0)`,
  },
  {
    id: 'I6',
    says: 'every open claim rests on a supply row',
    query: sql`select c.id from inventory.claim as c
      left join inventory.supply as s using (sku_id, location_id, supply_no)
      where c.closed_at is null and s.sku_id is null`,
  },
  {
    id: 'I8',
    says: 'no hold stays open longer than a minute after it expired',
    query: sql`select id from inventory.claim
      where closed_at is null and kind = 'hold' and expires_at < now() - interval '60 seconds'`,
  },
]
