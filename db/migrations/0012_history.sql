create schema history;

-- The script of an imported order history: everything that will happen, in order of time. Written
-- once by the import; the replay needs nothing else.
create table history.entry (
  no bigint primary key,
  at timestamptz not null,
  kind text not null check (kind in ('receipt', 'order', 'approval', 'shipment', 'delivery',
    'cancellation', 'adjustment')),
  body json not null
);

-- The one import of this database, and how far it has been played. Written in the transaction of
-- each hour's work, so that a replay which was killed goes on where it was.
create table history.progress (
  one boolean primary key default true check (one),
  source text not null,
  channel_id integer not null,
  time_zone text not null,
  -- What the import found and chose.
  notes json not null,
  imported_at timestamptz not null,
  -- The last entry that was played, and the end of the last hour.
  played_no bigint not null,
  played_to timestamptz,
  -- Real milliseconds by step, and hours played.
  spent json not null
);

-- What of the files was not taken, and why.
create table history.rejection (
  no bigint generated always as identity primary key,
  file text not null,
  line integer,
  what text not null,
  reason text not null
);
