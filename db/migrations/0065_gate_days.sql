-- How many days a simulation of prices played. Null of those from before: they count as of enough.
alter table routing.price_gate add column days integer
  constraint price_gate_days_not_negative check (days >= 0);
