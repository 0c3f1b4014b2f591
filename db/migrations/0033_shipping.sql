create schema shipping;

-- Who carries parcels.
create table shipping.carrier (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  version integer not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null
);

-- What a carrier offers: what it takes, how it delivers, where to (null: wherever its card leads).
create table shipping.service (
  id integer generated always as identity primary key,
  carrier_id integer not null references shipping.carrier,
  code text not null unique,
  name text not null,
  methods text[] not null,
  to_homes boolean not null,
  countries text[],
  max_g integer not null check (max_g > 0),
  max_longest_mm integer check (max_longest_mm > 0),
  max_girth_mm integer check (max_girth_mm > 0),
  version integer not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null
);

-- When a service collects at a location, and at all that have no row of their own (null). No times:
-- never.
create table shipping.collection (
  service_id integer not null references shipping.service,
  location_id integer,
  times jsonb not null,
  constraint collection_once unique nulls not distinct (service_id, location_id)
);

-- What a service costs: immutable versions, of those that are valid the newest counts.
create table shipping.card (
  id integer generated always as identity primary key,
  service_id integer not null,
  version integer not null check (version > 0),
  valid_from timestamptz not null,
  valid_until timestamptz,
  -- Lanes, bands, prices and surcharges (`shipping/domain/card.ts`).
  content json not null,
  created_at timestamptz not null,
  created_by text not null,
  unique (service_id, version),
  constraint card_ends check (valid_until > valid_from)
);
revoke update, delete on shipping.card from current_user;

-- Whether somebody lives there, which carriers may charge for. Of what was ordered before it is
-- not known; most parcels went to homes.
alter table orders.delivery_group add column to_home boolean not null default true;
