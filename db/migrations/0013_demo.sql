create schema demo;

-- One row while there is a demo: the marker that everything here is made up, how far it is made,
-- and where its simulator stands.
create table demo.state (
  one boolean primary key default true check (one),
  seed integer not null,
  scale json not null,
  stage text not null check (stage in ('network', 'stock', 'history', 'open')),
  -- Chunks of the stage that are made.
  done integer not null,
  orders_per_minute double precision not null check (orders_per_minute between 0 and 600),
  -- Up to when shoppers have come, and how often they did.
  shopped_at timestamptz not null,
  shopped integer not null,
  version integer not null,
  made_at timestamptz not null
);

-- Parcels that carriers have and have not delivered.
create index parcel_under_way on fulfilment.parcel (id) where delivered_at is null;
