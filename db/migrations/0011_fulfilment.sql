-- When the work of a line may be given out: its channel lets orders wait, so that they can still be
-- changed. Lines that may be released are found by it; the state is the queue.
alter table orders.order_line add column release_at timestamptz not null default now();
create index line_releasable on orders.order_line (release_at, order_id)
  where allocated > released;

-- A wish to cancel units that a location has been given already; the location's side answers it.
create table orders.cancel_request (
  id uuid primary key,
  order_id uuid not null references orders.order,
  line_no integer not null,
  quantity bigint not null check (quantity > 0),
  reason text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  -- Units that were cancelled in the end; null while nobody has answered.
  cancelled bigint check (cancelled between 0 and quantity),
  answered_at timestamptz,
  constraint cancel_request_answered_whole check ((cancelled is null) = (answered_at is null))
);
create index cancel_request_open on orders.cancel_request (order_id) where answered_at is null;

-- How long a location has to accept work, and to hand it over.
alter table network.location
  add column accept_minutes integer not null default 120 check (accept_minutes > 0),
  add column ship_minutes integer not null default 2880 check (ship_minutes > 0);

-- How long an order waits before locations are given its work, so that it can still be changed.
alter table network.channel
  add column release_minutes integer not null default 0 check (release_minutes >= 0);

create schema fulfilment;

-- The work given to one location for one delivery group. `state` is the reading of its lines and
-- parcels, kept so that work can be selected by it.
create table fulfilment.fulfilment_order (
  id uuid primary key,
  order_id uuid not null,
  group_no smallint not null,
  location_id integer not null,
  state text not null check (state in ('open', 'picking', 'picked', 'packed', 'shipped',
    'delivered', 'cancelled')),
  request text not null check (request in ('submitted', 'accepted', 'declined', 'closed')),
  -- By when the next step is due; null where nothing is.
  due_at timestamptz,
  ship_by timestamptz not null,
  escalation smallint not null,
  version integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
) with (fillfactor = 70);
create index fulfilment_order_of on fulfilment.fulfilment_order (order_id);
create index fulfilment_order_queue
  on fulfilment.fulfilment_order (location_id, state, created_at, id);
create index fulfilment_order_created on fulfilment.fulfilment_order (created_at, id);
create index fulfilment_order_due on fulfilment.fulfilment_order (due_at)
  where due_at is not null;

create table fulfilment.fulfilment_line (
  fulfilment_order_id uuid not null references fulfilment.fulfilment_order,
  line_no integer not null,
  order_id uuid not null,
  sku_id integer not null,
  -- Units asked for now; what was taken away again is counted in `withdrawn`.
  quantity bigint not null,
  withdrawn bigint not null,
  picked bigint not null,
  packed bigint not null,
  fulfilled bigint not null,
  primary key (fulfilment_order_id, line_no),
  constraint fulfilment_line_nested check (withdrawn >= 0 and quantity >= picked
    and picked >= packed and packed >= fulfilled and fulfilled >= 0)
) with (fillfactor = 70);
create index fulfilment_line_of on fulfilment.fulfilment_line (order_id, line_no);

-- Goods that have left: with a carrier, or handed to the customer.
create table fulfilment.parcel (
  id uuid primary key,
  fulfilment_order_id uuid not null references fulfilment.fulfilment_order,
  order_id uuid not null,
  kind text not null check (kind in ('shipment', 'handover')),
  carrier text,
  tracking_number text,
  shipped_at timestamptz not null,
  delivered_at timestamptz,
  recorded_at timestamptz not null
);
create index parcel_work on fulfilment.parcel (fulfilment_order_id);
create index parcel_of on fulfilment.parcel (order_id);
create index parcel_tracking on fulfilment.parcel (tracking_number)
  where tracking_number is not null;

create table fulfilment.parcel_line (
  parcel_id uuid not null references fulfilment.parcel,
  line_no integer not null,
  quantity bigint not null check (quantity > 0),
  primary key (parcel_id, line_no)
);

-- What was told from outside: never refused. Applied when legal, else parked and tried again, at
-- last a task for a person.
create table fulfilment.fact (
  id uuid primary key,
  channel_id integer not null,
  external_id text not null,
  kind text not null check (kind in ('shipment', 'delivery', 'cancellation')),
  reference text not null,
  carrier text,
  tracking_number text,
  reason text,
  order_id uuid,
  state text not null check (state in ('parked', 'applied', 'given_up')),
  why text,
  tries integer not null,
  next_try_at timestamptz,
  occurred_at timestamptz not null,
  told_at timestamptz not null,
  settled_at timestamptz,
  told_by text not null,
  unique (channel_id, external_id, kind, reference),
  constraint fact_parked_whole check ((state = 'parked') = (next_try_at is not null))
);
create index fact_told on fulfilment.fact (told_at, id);
create index fact_due on fulfilment.fact (next_try_at) where state = 'parked';
create index fact_order on fulfilment.fact (order_id) where state = 'parked';
