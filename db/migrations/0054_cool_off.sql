-- For how many hours a location that has declined an order is not asked for it again; null: usual.
alter table routing.plan add column cool_off_hours smallint
  check (cool_off_hours between 1 and 720);
