-- Whether a plan goes by prices of scarce stock: null, or what they are found by.
alter table routing.plan add column look_ahead json;

-- What a unit of a SKU is worth to orders to come, at each location where it is worth anything:
-- found in the background, the last good ones kept. All of a SKU is read together.
create table routing.stock_price (
  currency text not null,
  sku_id integer not null,
  location_ids integer[] not null,
  -- Of one whole unit, 1e-4 of the major unit.
  amounts integer[] not null,
  layer text not null,
  seed integer not null,
  -- What it was found by, in short: where that has not changed the prices have not.
  basis text not null,
  made_at timestamptz not null,
  primary key (currency, sku_id),
  constraint stock_price_whole check (cardinality(location_ids) = cardinality(amounts))
);
create index stock_price_made on routing.stock_price (currency, made_at);

-- The prices of a currency, as a whole: `checked_at` is when all of them were right last.
create table routing.price_set (
  currency text primary key,
  checked_at timestamptz,
  made_at timestamptz,
  skus integer not null default 0,
  failed_at timestamptz
);

-- Simulations that say whether prices are worth it: as the forecast is, and with it half and half
-- as much again. Never changed.
create table routing.price_gate (
  id uuid primary key,
  channel_id integer not null,
  plan_version integer not null,
  rules_version integer not null,
  base json not null,
  low json not null,
  high json not null,
  passed boolean not null,
  decided_at timestamptz not null
);
create index price_gate_newest on routing.price_gate (channel_id, decided_at desc);
revoke update, delete on routing.price_gate from current_user;
