-- How long a location needs from release to ready, in minutes of its opening hours, and how much it
-- takes in a day (`network/domain/capacity.ts` says what that may hold). Null: not known, no limit.
alter table network.location
  add column handling_minutes integer check (handling_minutes >= 0),
  add column capacity jsonb;

-- The day of whose capacity a claim takes a part; null where the location has no limit.
alter table inventory.claim add column work_on date;
create index claim_work on inventory.claim (location_id, work_on) where work_on is not null;

-- What was given to a location for a day; locked after supply rows, in order of its key. Units in
-- millionths of a whole one, so that goods sold by length or weight add up exactly.
create table inventory.day_load (
  location_id integer not null,
  work_on date not null,
  orders bigint not null default 0 check (orders >= 0),
  lines bigint not null default 0 check (lines >= 0),
  units bigint not null default 0 check (units >= 0),
  primary key (location_id, work_on)
) with (fillfactor = 60);
create index day_load_day on inventory.day_load (work_on);

-- What a day is made of: the units of one order line that were given to it and not taken back.
create table inventory.day_share (
  location_id integer not null,
  work_on date not null,
  order_id uuid not null,
  line_no integer not null,
  units bigint not null check (units > 0),
  primary key (location_id, work_on, order_id, line_no)
);
create index day_share_order on inventory.day_share (order_id);
