-- What is to be expected of each SKU, learnt now and then from what was asked for
-- (`routing/domain/rates`). All of a SKU is read together, so it is one row.
create table routing.demand (
  sku_id integer primary key,
  -- Lines of orders a day, and whole units of a line.
  lines_per_day double precision not null check (lines_per_day >= 0),
  units_per_line double precision not null check (units_per_line >= 0),
  -- Lines a day by channel and by region, units a day over the counter by place, and what was paid
  -- for a unit, by currency: 1e-4 of its major unit.
  rates json not null,
  learnt_at timestamptz not null
);

-- Each time that was learnt: from what, how orders spread over regions and methods, and how far off
-- it was in the weeks that were held back. Never changed.
create table routing.demand_learning (
  learnt_at timestamptz primary key,
  from_at timestamptz not null,
  weeks smallint not null check (weeks > 0),
  lines bigint not null,
  counter_units double precision not null,
  spread json not null,
  error json
);
revoke update, delete on routing.demand_learning from current_user;

-- Which process does a piece of background work that one is enough for, and until when.
create table routing.lease (
  work text primary key,
  until timestamptz not null
);

-- What was sold over the counter in some time, without reading all that moved.
create index movement_sale on inventory.movement (occurred_at) where reason = 'sale';
