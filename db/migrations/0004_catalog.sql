create schema catalog;

create table catalog.sku (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  unit text not null,
  -- How many decimals of the unit people see; fixed, since every stored quantity depends on it.
  decimals smallint not null check (decimals between 0 and 6),
  -- Of one whole unit; null where not known.
  weight_g integer check (weight_g >= 0),
  length_mm integer check (length_mm > 0),
  width_mm integer check (width_mm > 0),
  height_mm integer check (height_mm > 0),
  category text,
  tax_class text,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);
