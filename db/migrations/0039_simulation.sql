-- What would have been: a past period played again in memory, under rules that are tried. The state
-- is the queue; `alive_at` is when whoever plays it was last heard of.
create table routing.simulation (
  id uuid primary key,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  -- What was asked for, with the rules of each policy as they were then (`actions/simulations`).
  asked json not null,
  currency text,
  orders integer not null default 0,
  of_orders integer not null default 0,
  share double precision not null default 0,
  played_to timestamptz,
  result json,
  why text,
  created_at timestamptz not null,
  created_by text not null,
  alive_at timestamptz,
  ended_at timestamptz,
  constraint simulation_ended check (
    (ended_at is not null) = (state in ('done', 'cancelled', 'failed'))),
  constraint simulation_why check ((why is not null) = (state = 'failed'))
);
create index simulation_created on routing.simulation (created_at desc, id desc);
create index simulation_open on routing.simulation (created_at)
  where state in ('waiting', 'running');

-- Orders that a policy (by its place, above 0) sends elsewhere than the first one does.
create table routing.simulation_change (
  simulation_id uuid not null references routing.simulation on delete cascade,
  policy smallint not null,
  no integer not null,
  order_id uuid not null,
  order_number text not null,
  placed_at timestamptz not null,
  difference bigint not null,
  -- Terms that differ, and locations that serve it before or after.
  terms text[] not null,
  location_ids integer[] not null,
  before json not null,
  after json not null,
  -- The decisions by group, in order.
  before_records json not null,
  after_records json not null,
  primary key (simulation_id, policy, no)
);
