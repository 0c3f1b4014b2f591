-- How it was until then, kept when it changes. The first line after a moment says how it was at
-- that moment; where none is, it was as it still is. By the clock, not by when the transaction
-- began: of two that wait for each other, the later one may have begun first.
create table network.pool_past (
  channel_id integer not null,
  location_id integer not null,
  until_at timestamptz not null default clock_timestamp(),
  belonged boolean not null,
  primary key (channel_id, location_id, until_at)
);

create table network.location_past (
  location_id integer not null,
  until_at timestamptz not null default clock_timestamp(),
  ships boolean not null,
  pickup boolean not null,
  paused_at timestamptz,
  paused_until timestamptz,
  archived boolean not null,
  primary key (location_id, until_at)
);

create table network.sku_pause_past (
  sku_id integer not null,
  location_id integer not null,
  until_at timestamptz not null default clock_timestamp(),
  paused boolean not null,
  primary key (sku_id, location_id, until_at)
);

-- What of a ring-fence was set aside at a location until then; 0: nothing.
create table inventory.ring_fence_share_past (
  id uuid not null,
  sku_id integer not null,
  location_id integer not null,
  rule_id uuid not null,
  channel_id integer not null,
  quantity bigint not null check (quantity >= 0),
  primary key (id)
) partition by range (id);
create index ring_fence_share_past_sku on inventory.ring_fence_share_past (sku_id, id);
insert into platform.partitioned values ('inventory', 'ring_fence_share_past');
