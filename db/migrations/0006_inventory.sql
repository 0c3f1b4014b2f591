create schema inventory;

-- What a claim can rest on. Row 0 is stock on hand, rows above 0 are dated receipts, row -1 is an
-- open backorder whose quantity is its limit. Quantities are base units of the SKU.
create table inventory.supply (
  sku_id integer not null,
  location_id integer not null,
  supply_no integer not null check (supply_no >= -1),
  quantity bigint not null,
  unavailable bigint not null,
  held bigint not null,
  allocated bigint not null,
  uncovered bigint not null,
  version bigint not null,
  due_on date,
  reference text,
  primary key (sku_id, location_id, supply_no),
  constraint supply_unavailable check (unavailable >= 0),
  constraint supply_held check (held >= 0),
  constraint supply_allocated check (allocated >= 0),
  -- Claims never write `uncovered`, so a claim that would overdraw breaks this: the second net.
  constraint supply_uncovered
    check (uncovered = greatest(0, unavailable + held + allocated - quantity)),
  constraint supply_due check ((due_on is null) = (supply_no <= 0))
) with (fillfactor = 60);
create index supply_location on inventory.supply (location_id, sku_id);
create index supply_uncovered_open on inventory.supply (sku_id, location_id) where uncovered > 0;

-- A unit promised from a supply: a hold (expires) or an allocation (an order line's).
create table inventory.claim (
  id uuid primary key,
  kind text not null check (kind in ('hold', 'allocation')),
  sku_id integer not null,
  location_id integer not null,
  supply_no integer not null,
  quantity bigint not null check (quantity > 0),
  order_id uuid,
  line_no integer,
  reference text,
  expires_at timestamptz,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_as text check (closed_as in ('released', 'expired', 'fulfilled', 'lost')),
  constraint claim_closed_whole check ((closed_at is null) = (closed_as is null)),
  constraint claim_of_kind check (
    case kind
      when 'hold' then order_id is null and line_no is null and expires_at is not null
      else order_id is not null and line_no is not null and expires_at is null
    end)
);
create index claim_open on inventory.claim (sku_id, location_id, supply_no)
  where closed_at is null;
create index claim_order on inventory.claim (order_id, line_no) where closed_at is null;
create index claim_hold on inventory.claim (reference) where closed_at is null and kind = 'hold';
create index claim_expiry on inventory.claim (expires_at)
  where closed_at is null and kind = 'hold';

-- The stock ledger: each change of a supply row, with its values afterwards.
create table inventory.movement (
  epoch integer not null,
  tx xid8 not null default pg_current_xact_id(),
  id uuid not null,
  sku_id integer not null,
  location_id integer not null,
  supply_no integer not null,
  version bigint not null,
  reason text not null,
  quantity_change bigint not null,
  unavailable_change bigint not null,
  held_change bigint not null,
  allocated_change bigint not null,
  quantity bigint not null,
  unavailable bigint not null,
  held bigint not null,
  allocated bigint not null,
  uncovered bigint not null,
  claim_id uuid,
  expires_at timestamptz,
  reference text,
  actor text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (epoch, tx, id)
) partition by range (id);
create index movement_supply on inventory.movement (sku_id, location_id, id);
insert into platform.partitioned values ('inventory', 'movement');
