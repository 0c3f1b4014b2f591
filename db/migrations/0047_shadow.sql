-- Rules that are tried beside those in force: they decide on orders as they come, and nothing
-- follows from it (`routing/domain/shadow`).
create table routing.shadow (
  id uuid primary key,
  name text not null,
  state text not null check (state in ('running', 'ended')),
  -- The published version whose rules these are; null for the draft as it stood.
  version integer,
  rules json not null,
  percent smallint not null check (percent between 1 and 100),
  per_minute integer not null check (per_minute > 0),
  until timestamptz,
  orders_most integer check (orders_most > 0),
  -- Orders placed while it ran: each of them is compared, or counted in `missed` by the reason.
  placed integer not null default 0,
  compared integer not null default 0,
  changed integer not null default 0,
  missed json not null default '{}',
  -- The minute of the newest order that was looked at, and how many of it were.
  minute bigint not null default 0,
  in_minute integer not null default 0,
  -- When the newest order was placed that it has seen.
  seen_to timestamptz,
  why text check (why in ('until', 'orders', 'stopped')),
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint shadow_ended check (
    (state = 'ended') = (ended_at is not null) and (ended_at is null) = (why is null)
    and (ended_at is null) = (ended_by is null)),
  constraint shadow_counted check (compared <= placed and changed <= compared)
);
create index shadow_started on routing.shadow (started_at desc, id desc);
create index shadow_running on routing.shadow (id) where state = 'running';

-- What was compared, by currency: sums of both sides by blocks of orders.
create table routing.shadow_sum (
  shadow_id uuid not null references routing.shadow on delete cascade,
  currency text not null,
  sums json not null,
  primary key (shadow_id, currency)
);

-- Orders that it decides otherwise, with the decisions of both: those that differ most, and the
-- newest. The columns are those of `simulation_change`.
create table routing.shadow_change (
  shadow_id uuid not null references routing.shadow on delete cascade,
  currency text not null,
  no integer not null,
  order_id uuid not null,
  order_number text not null,
  placed_at timestamptz not null,
  difference bigint not null,
  terms text[] not null,
  location_ids integer[] not null,
  before json not null,
  after json not null,
  before_records json not null,
  after_records json not null,
  primary key (shadow_id, currency, no)
);
