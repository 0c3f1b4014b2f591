-- When stock is to be told of. Versions never change; the newest of a rule counts. What is null is
-- any: all of the rest must fit.
create table inventory.alert_rule (
  id uuid not null,
  version integer not null,
  name text not null,
  kind text not null check (kind in ('low', 'out', 'over', 'negative', 'uncovered')),
  -- Whole units; of low and over only.
  threshold double precision check (threshold >= 0),
  sku_id integer,
  category text,
  location_id integer,
  location_kind text,
  valid_from timestamptz not null,
  valid_until timestamptz,
  raises_task boolean not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  primary key (id, version),
  constraint alert_rule_threshold check ((threshold is not null) = (kind in ('low', 'over'))),
  constraint alert_rule_valid check (valid_until > valid_from)
);

-- Stock that a rule tells of: one line from when it was so until it was no longer.
create table inventory.alert (
  id uuid primary key,
  rule_id uuid not null,
  rule_version integer not null,
  kind text not null,
  sku_id integer not null,
  location_id integer not null,
  -- The number that it was raised at, in base units.
  level bigint not null,
  raises_task boolean not null,
  raised_at timestamptz not null,
  cleared_at timestamptz
);
create unique index alert_open on inventory.alert (sku_id, location_id, rule_id)
  where cleared_at is null;
create index alert_open_raised on inventory.alert (raised_at, id) where cleared_at is null;
create index alert_cleared on inventory.alert (raised_at, id) where cleared_at is not null;

-- Rules for which all stock is still to be looked at: they are new, were changed, begin or end.
create table inventory.alert_sweep (
  id uuid primary key,
  rule_id uuid not null,
  due_at timestamptz not null,
  after_sku_id integer not null default 0,
  after_location_id integer not null default 0
);
create index alert_sweep_due on inventory.alert_sweep (due_at);

-- Up to where the movements were looked at: one row.
create table inventory.alert_reader (
  one boolean primary key default true check (one),
  epoch integer not null,
  tx xid8 not null,
  id uuid not null
);
