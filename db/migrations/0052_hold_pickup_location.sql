-- Where the units of a hold are to be collected: all of them were kept there. Null where any place
-- that serves its method would do.
alter table inventory.hold add column pickup_location_id integer;
