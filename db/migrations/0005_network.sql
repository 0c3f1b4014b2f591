create schema network;

create table network.legal_entity (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  country text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);

create table network.brand (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  legal_entity_id integer not null references network.legal_entity,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);

create table network.location (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('store', 'dark_store', 'pop_up', 'warehouse',
    'distribution_centre', 'third_party', 'supplier', 'marketplace_warehouse', 'locker',
    'pickup_point')),
  legal_entity_id integer not null references network.legal_entity,
  country text not null,
  region text,
  city text,
  postal_code text,
  -- Null where not known: such a location is never at distance 0.
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  time_zone text not null,
  ships boolean not null,
  pickup boolean not null,
  -- Cost of handling one whole unit and of one parcel, in 1e-4 of the major currency unit.
  handling_cost integer not null check (handling_cost >= 0),
  parcel_cost integer not null check (parcel_cost >= 0),
  paused_at timestamptz,
  pause_reason text,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz,
  constraint location_point_whole check ((lat is null) = (lon is null))
);

create table network.channel (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  brand_id integer not null references network.brand,
  kind text not null check (kind in ('site', 'till', 'marketplace', 'call_centre')),
  currency text not null,
  tax_mode text not null check (tax_mode in ('inclusive', 'exclusive')),
  time_zone text not null,
  on_shortage text not null check (on_shortage in ('refuse', 'accept', 'ask')),
  order_prefix text not null unique,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);

-- The pool of a channel: whose stock it may sell. A lower priority number comes first where the
-- routing plan goes by priority.
create table network.pool (
  channel_id integer not null references network.channel,
  location_id integer not null references network.location,
  priority integer not null,
  primary key (channel_id, location_id)
);

-- A SKU that a location may not sell for now, whatever stock is recorded there.
create table network.sku_pause (
  sku_id integer not null,
  location_id integer not null references network.location,
  reason text not null,
  paused_at timestamptz not null,
  paused_by text not null,
  primary key (sku_id, location_id)
);
