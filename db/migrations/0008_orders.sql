create schema orders;

create table orders.order (
  id uuid primary key,
  channel_id integer not null,
  number text not null unique,
  external_id text not null,
  body_hash bytea not null,
  currency text not null,
  shipping bigint not null,
  tax bigint not null,
  total bigint not null,
  payments json not null,
  version integer not null,
  placed_at timestamptz not null,
  captured_at timestamptz not null,
  changed_at timestamptz not null,
  unique (channel_id, external_id)
);
create index order_placed on orders.order (placed_at, id);

-- All personal data of an order: who ordered, and where each delivery group goes.
create table orders.contact (
  order_id uuid primary key references orders.order,
  name text,
  email text,
  phone text,
  ship_to json not null
);

create table orders.delivery_group (
  order_id uuid not null references orders.order,
  no smallint not null,
  method text not null,
  pickup_location_id integer,
  -- Enough to route by; the address itself is personal and stands in orders.contact.
  country text,
  region text,
  postal_code text,
  lat real,
  lon real,
  primary key (order_id, no)
);

create table orders.order_line (
  order_id uuid not null,
  no integer not null,
  group_no smallint not null,
  sku_id integer not null,
  -- As it was when ordered.
  sku_code text not null,
  name text not null,
  unit text not null,
  decimals smallint not null,
  weight_g integer,
  tax_class text,
  unit_price numeric(18, 6) not null,
  discounts json not null,
  tax json not null,
  total bigint not null,
  ordered bigint not null check (ordered > 0),
  cancelled bigint not null,
  allocated bigint not null,
  released bigint not null,
  picked bigint not null,
  packed bigint not null,
  fulfilled bigint not null,
  returned bigint not null,
  primary key (order_id, no),
  foreign key (order_id, group_no) references orders.delivery_group,
  constraint line_nested check (
    cancelled >= 0 and ordered - cancelled >= allocated and allocated >= released
    and released >= picked and picked >= packed and packed >= fulfilled
    and fulfilled >= returned and returned >= 0)
) with (fillfactor = 80);
create index line_short on orders.order_line (sku_id, order_id, no)
  where ordered - cancelled > allocated;

-- A blocking check on an order. Several may stack; only the last release unblocks.
create table orders.hold (
  id uuid primary key,
  order_id uuid not null references orders.order,
  cause text not null,
  note text,
  owner text,
  due_at timestamptz,
  placed_at timestamptz not null,
  placed_by text not null,
  released_at timestamptz,
  released_by text,
  constraint hold_released_whole check ((released_at is null) = (released_by is null))
);
create index hold_open on orders.hold (order_id) where released_at is null;

-- The order numbers of a channel: a sequence each, since a counter row would make every order of a
-- channel wait for the one before.
create function orders.create_numbers(channel_id integer) returns void language plpgsql as $$
begin
  execute format('create sequence if not exists orders.number_%s start 100001', channel_id);
end $$;
