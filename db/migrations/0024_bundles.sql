alter table catalog.sku
  -- A bundle has no stock of its own, only its components have. Of what is not stocked there is
  -- always enough (gift wrap, a service).
  add column kind text not null default 'stocked'
    check (kind in ('stocked', 'bundle', 'not_stocked')),
  add constraint sku_bundle_whole check (kind <> 'bundle' or decimals = 0);
create index sku_not_stocked on catalog.sku (id) where kind = 'not_stocked';

-- What one bundle is made of, in base units of the component, in the order it was given.
create table catalog.component (
  bundle_id integer not null references catalog.sku,
  sku_id integer not null references catalog.sku,
  no smallint not null,
  quantity bigint not null check (quantity > 0),
  primary key (bundle_id, sku_id),
  constraint component_of_other check (bundle_id <> sku_id)
);
create index component_sku on catalog.component (sku_id);

-- A line of an order that named a bundle, as it was sent. Only the lines of its components have
-- counters; their totals and taxes add up to those here.
create table orders.bundle_line (
  order_id uuid not null references orders.order,
  no integer not null,
  group_no smallint not null,
  sku_id integer not null,
  sku_code text not null,
  name text not null,
  quantity bigint not null check (quantity > 0),
  unit_price numeric(18, 6) not null,
  discounts json not null,
  tax json not null,
  total bigint not null,
  primary key (order_id, no)
);

alter table orders.order_line
  -- The line of the bundle that it is a component of, and its units in one bundle.
  add column bundle_no integer,
  add column bundle_ratio bigint check (bundle_ratio > 0),
  add constraint line_bundle_whole check ((bundle_no is null) = (bundle_ratio is null));
