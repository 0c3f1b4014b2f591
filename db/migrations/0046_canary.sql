-- Versions of the routing rules that decide on a share of new orders beside the version in force
-- (`control`, 0 where none was ever published), and what became of them. At most one runs. The
-- version is in force for everybody only once it is promoted.
create table routing.canary (
  id uuid primary key,
  -- No reference: one would need the right to update what is never changed nor deleted.
  version integer not null unique,
  control integer not null,
  share_permille integer not null check (share_permille between 1 and 999),
  channel_ids integer[] not null check (cardinality(channel_ids) > 0),
  currency text not null,
  -- By how much it may be worse, and how many orders of each side have to be seen before.
  guards json not null,
  minimum_orders integer not null check (minimum_orders > 0),
  starts_at timestamptz not null,
  until timestamptz not null,
  started_by text not null,
  outcome text check (outcome in ('promoted', 'returned')),
  cause text check (cause in ('by_hand', 'guard', 'error', 'until')),
  -- The guard that was broken with its numbers, or the error.
  why json,
  note text,
  ended_at timestamptz,
  ended_by text,
  -- Up to where its figures have read the event log.
  epoch integer not null,
  tx xid8 not null,
  event_id uuid not null,
  constraint canary_control check (control < version),
  constraint canary_time check (starts_at < until),
  constraint canary_ended check (num_nulls(outcome, cause, ended_at, ended_by) in (0, 4)),
  constraint canary_promoted check (outcome <> 'promoted' or cause = 'by_hand')
);
create unique index canary_running on routing.canary ((true)) where ended_at is null;

-- What was measured on each side: how many orders (or decisions), their sum and that of squares.
create table routing.canary_sum (
  canary_id uuid not null references routing.canary,
  side text not null check (side in ('canary', 'control')),
  measure text not null,
  n bigint not null check (n >= 0),
  sum double precision not null,
  squares double precision not null,
  primary key (canary_id, side, measure)
);

-- Orders that a location has declined: each is counted once.
create table routing.canary_declined (
  canary_id uuid not null references routing.canary,
  order_id uuid not null,
  primary key (canary_id, order_id)
);
