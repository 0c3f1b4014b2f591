create schema routing;

-- How a channel's orders are routed: immutable versions, the newest that is valid counts.
create table routing.plan (
  id integer generated always as identity primary key,
  channel_id integer not null,
  version integer not null,
  strategy text not null check (strategy in ('least_cost', 'priority', 'nearest')),
  tariff json not null,
  valid_from timestamptz not null,
  created_by text not null,
  unique (channel_id, version)
);

-- The stored explanation of one decision: `json`, not `jsonb`, so that it stays byte for byte.
create table routing.decision (
  id uuid primary key,
  order_id uuid not null,
  group_no smallint not null,
  cause text not null,
  plan_id integer,
  record json not null,
  decided_at timestamptz not null
);
create index decision_order on routing.decision (order_id, group_no, id);
