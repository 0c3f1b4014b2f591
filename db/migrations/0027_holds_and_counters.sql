-- A hold of a cart or a checkout: whose it is, how long it counts, and what became of it. Its units
-- are the claims that name it. That it has expired is read of `expires_at`, and is written nowhere.
create table inventory.hold (
  id uuid primary key,
  -- Null: from before holds had rows of their own.
  channel_id integer,
  method text,
  -- Hashes of what the channel calls the customer and the address, never the words themselves.
  customer bytea,
  address bytea,
  placed_at timestamptz not null,
  placed_by text not null,
  expires_at timestamptz not null,
  -- How long it counts from each extension, how often it was extended, and how often it may be.
  minutes integer not null check (minutes > 0),
  extensions integer not null default 0,
  extensions_most integer not null,
  closed_at timestamptz,
  closed_as text check (closed_as in ('released', 'converted')),
  order_id uuid,
  constraint hold_extensions check (extensions between 0 and extensions_most),
  constraint hold_closed_whole check ((closed_at is null) = (closed_as is null)),
  constraint hold_converted check ((order_id is not null) = (closed_as is not distinct from
    'converted'))
);
-- How many one has open.
create index hold_customer on inventory.hold (customer, expires_at)
  where closed_at is null and customer is not null;
create index hold_address on inventory.hold (address, expires_at)
  where closed_at is null and address is not null;

insert into inventory.hold (id, placed_at, placed_by, expires_at, minutes, extensions_most)
select reference::uuid, min(created_at), 'migration', max(expires_at), 15, 1
from inventory.claim where kind = 'hold' and closed_at is null group by reference;

-- Units counted against a rule: of a quota or a ring-fence all that its channel took (no key), of a
-- purchase limit those of one customer or address. Locked before supply rows, in order of its key.
create table inventory.counter (
  rule_id uuid not null,
  sku_id integer not null,
  key bytea not null,
  used bigint not null default 0 check (used >= 0),
  -- The most that the rule has ever allowed while units were counted; null where units leave the
  -- count by getting old.
  most bigint,
  -- Of a ring-fence: units that it is about in all, once it has begun.
  fenced bigint,
  -- The percentage that this was taken of; null where it is a number, or nothing was on hand yet.
  fenced_percent double precision,
  primary key (rule_id, sku_id, key)
) with (fillfactor = 60);

-- What a counter is made of: the units of one order, or of one hold until it expires.
create table inventory.counter_use (
  rule_id uuid not null,
  sku_id integer not null,
  key bytea not null,
  -- The order or hold.
  owner_id uuid not null,
  quantity bigint not null check (quantity > 0),
  used_at timestamptz not null,
  -- Of a hold: from then on its units are not counted, whenever the row goes.
  until timestamptz,
  primary key (rule_id, sku_id, key, owner_id),
  foreign key (rule_id, sku_id, key) references inventory.counter
);
create index counter_use_owner on inventory.counter_use (owner_id);
create index counter_use_until on inventory.counter_use (until) where until is not null;

-- What of a ring-fence is set aside at a location for its channel: written only while the supply
-- row is locked, so that the guard may read it after locking that. No other channel may claim it.
create table inventory.ring_fence_share (
  sku_id integer not null,
  location_id integer not null,
  rule_id uuid not null,
  channel_id integer not null,
  quantity bigint not null check (quantity > 0),
  primary key (sku_id, location_id, rule_id)
);
create index ring_fence_share_rule on inventory.ring_fence_share (rule_id, sku_id);

-- Units that wait for the owner of the numbers of a location, looked for where that has changed.
create index condition_level_awaiting on inventory.condition_level (location_id, sku_id)
  where condition = 'awaiting_owner';
