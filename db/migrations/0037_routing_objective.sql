-- What a plan counts besides carriage, parcels and handling.
alter table routing.plan add column objective json not null default '{}';

-- The day by which the customer wants it, or was told that it comes.
alter table orders.delivery_group add column wanted_by date;
