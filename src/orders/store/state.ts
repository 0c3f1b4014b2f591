import { sql, type Sql } from '../../platform/db/sql.ts'

/**
 * The state of the order `o` as its lines and open holds say: `stateOfOrder` of the domain in SQL
 * (state.test.ts holds the two together).
 */
export const stateNow: Sql = sql`(
  select case
    when r.rank < 7 and exists (
      select from orders.hold as h where h.order_id = o.id and h.released_at is null)
    then 'on_hold'
    else (array['waiting_for_stock', 'waiting_for_receipt', 'allocated', 'released', 'picked',
      'packed', 'fulfilled', 'returned', 'cancelled'])[r.rank] end
  from (
    select coalesce(min(case
      when l.ordered = l.cancelled then 9
      when l.allocated < l.ordered - l.cancelled then 1
      when l.expected > 0 then 2
      when l.released < l.ordered - l.cancelled then 3
      when l.picked < l.ordered - l.cancelled then 4
      when l.packed < l.ordered - l.cancelled then 5
      when l.fulfilled < l.ordered - l.cancelled then 6
      when l.returned < l.ordered - l.cancelled then 7
      else 8 end), 9) as rank
    from orders.order_line as l where l.order_id = o.id) as r)`

/** The order with this name is late: a location has not sent what it should; it has not ended. */
export function isLateOf(o: Sql): Sql {
  return sql`(${o}.late_since is not null
    and ${o}.state not in ('fulfilled', 'returned', 'cancelled'))`
}

/** The order `o` is late. */
export const isLate: Sql = isLateOf(sql`o`)
