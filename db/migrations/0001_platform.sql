-- Tables that grow for ever are range-partitioned by their uuidv7 id (real time). They are listed
-- here; src/platform makes their months ahead and takes away the right to change what was written.
create table platform.partitioned (
  schema_name text not null,
  table_name text not null,
  primary key (schema_name, table_name)
);

-- One row. The epoch rises when the data are loaded into another server: transaction ids start anew
-- there, so cursors are only comparable within one epoch.
create table platform.installation (
  one boolean primary key default true check (one),
  id uuid not null default uuidv7(),
  epoch integer not null default 1,
  server text not null,
  created_at timestamptz not null default now()
);

-- The one event log: timeline of orders, outbox, live feed and source of reports. The primary key
-- is also the order in which subscribers read.
create table platform.event (
  epoch integer not null,
  tx xid8 not null default pg_current_xact_id(),
  id uuid not null,
  type text not null,
  type_version smallint not null,
  -- Whose timeline it is, an order for example; null for what has none.
  subject uuid,
  actor text not null,
  data json not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (epoch, tx, id)
) partition by range (id);
create index event_subject on platform.event (subject, id);
insert into platform.partitioned values ('platform', 'event');

-- Where each subscriber has read to.
create table platform.subscriber (
  name text primary key,
  epoch integer not null,
  tx xid8 not null,
  id uuid not null,
  moved_at timestamptz not null default now()
);

-- The stored answer of every POST that did its work, written in the transaction of that work.
create table platform.idempotency (
  client text not null,
  key text not null,
  request_hash bytea not null,
  status smallint not null,
  answer json not null,
  recorded_at timestamptz not null,
  primary key (client, key)
);
create index idempotency_age on platform.idempotency using brin (recorded_at);
