-- What the simulated prices were found by: days ahead, and what is lost with a unit. Null of those
-- from before: as usual then.
alter table routing.price_gate add column look_ahead json;
