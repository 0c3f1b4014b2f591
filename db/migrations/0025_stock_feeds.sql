-- Systems that send stock numbers. Small keys, since every supply row names the one that feeds it.
create table inventory.feed_source (
  id smallint generated always as identity primary key,
  code text not null unique
);

-- Whose feed last gave the number of the row: a full feed sets to zero only what is its own, or
-- nobody's.
alter table inventory.supply add column fed_by smallint;

-- One feed: what it was about, and what came of it.
create table inventory.feed (
  id uuid primary key,
  source_id smallint not null references inventory.feed_source,
  kind text not null check (kind in ('full', 'delta')),
  number text not null check (number in ('on_hand', 'available')),
  location_id integer,
  as_of timestamptz not null,
  contains_up_to timestamptz not null,
  received_at timestamptz not null,
  actor text not null,
  rows bigint not null default 0,
  changed bigint not null default 0,
  zeroed bigint not null default 0,
  refused bigint not null default 0,
  overtaken bigint not null default 0,
  state text not null default 'running' check (state in ('running', 'done', 'partial', 'stopped')),
  touched_at timestamptz not null,
  finished_at timestamptz,
  constraint feed_finished check ((finished_at is null) = (state = 'running'))
);
create index feed_running on inventory.feed (touched_at) where finished_at is null;

-- Rows that were not taken, the first thousand of a feed.
create table inventory.feed_refusal (
  feed_id uuid not null references inventory.feed,
  row_no integer not null,
  sku text,
  location text,
  code text not null,
  detail text not null,
  primary key (feed_id, row_no)
);

-- What a feed has said of a location, kept for 48 hours: an older feed may not speak of it again.
create table inventory.feed_mention (
  feed_id uuid not null references inventory.feed,
  location_id integer not null,
  as_of timestamptz not null,
  recorded_at timestamptz not null,
  sku_ids integer[] not null
);
create index feed_mention_place on inventory.feed_mention (location_id, as_of);
create index feed_mention_age on inventory.feed_mention (recorded_at);

-- How often a location is fed, when it was last, and what is held back while that is overdue.
create table inventory.feed_watch (
  location_id integer not null,
  source_id smallint not null references inventory.feed_source,
  every_minutes integer check (every_minutes > 0),
  buffer_percent integer not null default 0 check (buffer_percent between 0 and 100),
  set_at timestamptz,
  last_as_of timestamptz,
  last_full_as_of timestamptz,
  last_received_at timestamptz,
  overdue_since timestamptz,
  version integer not null default 1,
  primary key (location_id, source_id)
);

-- Which system may write a number; no row: whoever has the permission.
create table network.authority (
  concern text not null check (concern in ('stock_on_hand')),
  location_id integer not null references network.location,
  -- Null: whoever has the permission.
  owner text,
  -- False: what leaves stays in the number until the owner has heard of it.
  tutti_decrements boolean not null default true,
  version integer not null default 1,
  set_at timestamptz not null,
  set_by text not null,
  primary key (concern, location_id)
);

-- The system that a key speaks for.
alter table identity.api_key add column system text;
