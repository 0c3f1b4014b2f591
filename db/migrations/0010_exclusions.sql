-- Locations that an order is not given to for a while: they have declined it, or could not find its
-- units. Without a SKU all of them are meant.
create table routing.exclusion (
  order_id uuid not null,
  location_id integer not null,
  sku_id integer,
  cause text not null,
  until timestamptz not null,
  created_at timestamptz not null,
  actor text not null,
  constraint exclusion_once unique nulls not distinct (order_id, location_id, sku_id)
);
