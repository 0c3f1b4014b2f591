-- Who runs a location for somebody else: a supplier, a warehouse of a third party, a reseller, a
-- marketplace. Whom to ask there is personal data and stands here only, never in an event.
create table network.partner (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('supplier', 'third_party', 'reseller', 'marketplace')),
  contact_name text,
  email text,
  phone text,
  -- From an order to the goods.
  lead_days integer check (lead_days between 0 and 3650),
  note text,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);

-- Days on which many locations are closed. `days` is [{on, name}] in order of time;
-- `network/domain/holidays.ts` says what it may hold.
create table network.holiday_calendar (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  days jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);

create table network.location_group (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);
create table network.location_group_member (
  group_id integer not null references network.location_group,
  location_id integer not null references network.location,
  primary key (group_id, location_id)
);
create index location_group_member_location on network.location_group_member (location_id);
create index pool_location on network.pool (location_id);

alter table network.location
  add column tags text[] not null default '{}',
  add column partner_id integer references network.partner,
  add column holiday_calendar_id integer references network.holiday_calendar,
  add column receives_returns boolean not null default false,
  add column same_day boolean not null default false,
  add column curbside boolean not null default false,
  add column holds_parcels boolean not null default false,
  -- When it takes orders again by itself; null where somebody has to resume it.
  add column paused_until timestamptz,
  add constraint location_paused_until check (paused_until is null or paused_at is not null);
create index location_paused_until on network.location (paused_until)
  where paused_until is not null;

-- What is there already can do what places of its kind usually do (`network/domain/abilities.ts`).
update network.location set
  receives_returns = kind in ('store', 'pop_up', 'warehouse', 'distribution_centre', 'third_party',
    'pickup_point'),
  same_day = kind = 'dark_store',
  holds_parcels = kind in ('locker', 'pickup_point');
