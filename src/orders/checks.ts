import { convertedHolds, countedOfOrders, openAllocations } from '../inventory/index.ts'
import { channelTerms } from '../network/index.ts'
import { sql } from '../platform/db/sql.ts'
import { versionsTold } from '../platform/events/index.ts'
import type { Check } from '../platform/module.ts'
import { stateNow } from './store/state.ts'

/**
 * The invariants of orders (RELIABILITY.md section 3): each query gives no rows while it holds.
 * I17 is a check of fulfilment, I18 of both.
 */
export const checks: Check[] = [
  {
    // That the line is open too follows from I7: a closed one has no claims.
    id: 'I6b',
    says: 'every open allocation is of a line that is there, and of its SKU',
    query: sql`select c.id from (${openAllocations}) as c
      left join orders.order_line as l on l.order_id = c.order_id and l.no = c.line_no
      where l.sku_id is distinct from c.sku_id`,
  },
  {
    id: 'I5f',
    says: 'no order is counted with more units of a SKU than it ordered in the groups counted',
    query: sql`select u.rule_id, u.sku_id from (${countedOfOrders}) as u
      where u.quantity > (select coalesce(sum(l.ordered), 0) from orders.order_line as l
        where l.order_id = u.owner_id and l.sku_id = u.sku_id
          and l.group_no = any (u.group_nos))`,
  },
  {
    id: 'I6d',
    says: 'every hold that has become an order names one of its channel, and none names it twice',
    query: sql`select h.id from (${convertedHolds}) as h
      left join orders.order as o on o.id = h.order_id and o.channel_id = h.channel_id
      where o.id is null
        or 1 < (select count(*) from (${convertedHolds}) as s where s.order_id = h.order_id)`,
  },
  {
    // As I16 says; so, by I14, I7 (never more than ordered - cancelled - fulfilled) and I9 (none
    // once that is 0).
    id: 'I7-I9',
    says: 'the open claims of every line are what is allocated and not fulfilled',
    query: sql`select l.order_id, l.no from orders.order_line as l left join (
        select order_id, line_no, sum(quantity) as units from (${openAllocations}) as a
        group by 1, 2) as c on c.order_id = l.order_id and c.line_no = l.no
      where l.allocated - l.fulfilled <> coalesce(c.units, 0)`,
  },
  {
    // None of it is released (I14-I16): a location is never given what is not there.
    id: 'I7b',
    says: 'what is expected of every line are its open claims on what is to come',
    query: sql`select l.order_id, l.no from orders.order_line as l left join (
        select order_id, line_no, sum(quantity) as units from (${openAllocations}) as a
        where supply_no <> 0 group by 1, 2) as c on c.order_id = l.order_id and c.line_no = l.no
      where l.expected <> coalesce(c.units, 0)`,
  },
  {
    id: 'I14-I16',
    says: 'the counters of every line are nested',
    query: sql`select order_id, no from orders.order_line
      where not (cancelled >= 0 and ordered - cancelled >= allocated and allocated >= released
        and released >= picked and picked >= packed and packed >= fulfilled
        and fulfilled >= returned and returned >= 0 and expected >= 0
        and allocated - expected >= released)`,
  },
  {
    id: 'I18b',
    says: 'the state of an order is the reading of its lines and holds',
    query: sql`select o.id, o.state from orders.order as o where o.state <> ${stateNow}`,
  },
  {
    id: 'I19',
    says: 'every version of an order has one event, with actor and time',
    query: sql`select o.id from orders.order as o left join (
        select subject, count(*) as told, count(distinct version) as versions,
          min(version) as first, max(version) as last,
          bool_and(coalesce(actor, '') <> '' and occurred_at is not null) as signed
        from (${versionsTold(['order.', 'fulfilment.'])}) as v
        group by subject) as e on e.subject = o.id
      where (e.told, e.versions, e.first, e.last, e.signed)
        is distinct from (o.version, o.version, 1, o.version, true)`,
  },
  {
    id: 'I20',
    says: 'every order has a line, a group and a contact',
    query: sql`select o.id from orders.order as o
        where not exists (select from orders.order_line as l where l.order_id = o.id)
      union select o.id from orders.order as o
        where not exists (select from orders.delivery_group as g where g.order_id = o.id)
      union select o.id from orders.order as o
        where not exists (select from orders.contact as c where c.order_id = o.id)`,
  },
  {
    id: 'I20b',
    says: 'every line has a price, a total and a tax',
    query: sql`select order_id, no from orders.order_line
      where unit_price is null or total is null or tax is null`,
  },
  {
    id: 'I21',
    says: 'the total of an order is lines plus shipping, plus tax in tax-exclusive channels',
    query: sql`select o.id from orders.order as o
      join (${channelTerms}) as c on c.id = o.channel_id
      join (
        select order_id, sum(total) as goods from orders.order_line group by order_id
      ) as l on l.order_id = o.id
      where o.total <>
        l.goods + o.shipping + case c.tax_mode when 'exclusive' then o.tax else 0 end`,
  },
  {
    id: 'I21b',
    says: 'every amount of an order is in the currency of its channel',
    query: sql`select o.id from orders.order as o
        left join (${channelTerms}) as c on c.id = o.channel_id
        where o.currency is distinct from c.currency
      union select o.id from orders.order as o, json_array_elements(o.payments) as p
        where p->'amount'->>'currency' <> o.currency
      union select o.id from orders.order as o join orders.order_line as l on l.order_id = o.id
        where l.tax->'amount'->>'currency' <> o.currency
      union select o.id from orders.order as o join orders.order_line as l on l.order_id = o.id,
        json_array_elements(l.discounts) as d
        where d->'amount'->>'currency' <> o.currency`,
  },
  {
    id: 'I21c',
    says: 'what a bundle is made of is there, whole bundles of it, and adds up to what was sent',
    query: sql`select b.order_id, b.no from orders.bundle_line as b left join (
          select order_id, bundle_no, sum(total) as total, min(ordered / bundle_ratio) as fewest,
            max(ordered / bundle_ratio) as most, bool_or(ordered % bundle_ratio <> 0) as parted,
            sum((tax->'amount'->>'amount')::bigint) as tax
          from orders.order_line where bundle_no is not null group by 1, 2
        ) as l on l.order_id = b.order_id and l.bundle_no = b.no
        where (l.total, l.fewest, l.most, l.parted, l.tax)
          is distinct from (b.total, b.quantity, b.quantity, false,
            (b.tax->'amount'->>'amount')::bigint)
      union select l.order_id, l.no from orders.order_line as l
        where l.bundle_no is not null and not exists (
          select from orders.bundle_line as b
          where b.order_id = l.order_id and b.no = l.bundle_no)`,
  },
  {
    id: 'I22',
    says: 'a held order has nothing released that is not fulfilled',
    query: sql`select distinct h.order_id from orders.hold as h
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

/** What of each order line is at locations, for the checks of who works on it. */
export const releasedUnits = sql`select order_id, no as line_no, released, picked, packed, fulfilled
  from orders.order_line
  where released <> 0 or picked <> 0 or packed <> 0 or fulfilled <> 0`
