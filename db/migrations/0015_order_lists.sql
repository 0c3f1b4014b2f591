-- What an order is doing: the reading of its lines and open holds, kept where its version is
-- raised, so that lists can be selected by it. Since when a location is late with something of it:
-- told by who gives the work out; it counts as long as the order has not ended.
alter table orders.order
  -- Most old orders are: only the others are written again.
  add column state text not null default 'fulfilled',
  add column late_since timestamptz;

update orders.order as o set state = r.state
from (
  select l.order_id, case
    when min(l.rank) < 6 and bool_or(l.held) then 'on_hold'
    else (array['waiting_for_stock', 'allocated', 'released', 'picked', 'packed', 'fulfilled',
      'returned', 'cancelled'])[min(l.rank)] end as state
  from (
    select order_id, exists (
        select from orders.hold as h where h.order_id = l.order_id and h.released_at is null
      ) as held,
      case
        when ordered = cancelled then 8
        when allocated < ordered - cancelled then 1
        when released < ordered - cancelled then 2
        when picked < ordered - cancelled then 3
        when packed < ordered - cancelled then 4
        when fulfilled < ordered - cancelled then 5
        when returned < ordered - cancelled then 6
        else 7 end as rank
    from orders.order_line as l) as l
  group by l.order_id) as r
where r.order_id = o.id and r.state <> 'fulfilled';

update orders.order as o set late_since = w.late_since
from (
  select order_id, min(ship_by) as late_since from fulfilment.fulfilment_order
  where state in ('open', 'picking', 'picked', 'packed') and ship_by <= now() and escalation > 0
  group by order_id) as w
where w.order_id = o.id;

alter table orders.order
  alter column state drop default,
  add constraint order_state check (state in ('waiting_for_stock', 'allocated', 'released',
    'picked', 'packed', 'fulfilled', 'returned', 'cancelled', 'on_hold'));

-- Any choice of channels and states, newest first: one short walk for each pair of them.
create index order_listed on orders.order (channel_id, state, placed_at, id);
create index order_late on orders.order (placed_at, id)
  where late_since is not null and state not in ('fulfilled', 'returned', 'cancelled');

-- What orders are found by besides: names, cities, phone numbers, SKUs, so it holds personal data;
-- and the places, methods and countries that they are filtered by (words that begin with #). Kept
-- by a reader of the event log a moment behind, so that placing an order does not wait for it; with
-- no foreign key, which would lock the order.
create table orders.search (
  order_id uuid primary key,
  channel_id integer not null,
  placed_at timestamptz not null,
  total bigint not null,
  -- All that it was ever given to.
  location_ids integer[] not null,
  words tsvector not null
);
-- Every search reads what is still pending, so it is kept short.
create index search_words on orders.search using gin (words) with (gin_pending_list_limit = 256);
create index search_total on orders.search (total, order_id);
