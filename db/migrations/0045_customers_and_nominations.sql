-- What the channel says of who buys, for rules to go by: the kind of customer and tags, never who
-- it is. Null where it says nothing.
alter table orders.order add column customer json;

-- The place that a delivery is to come from, by who placed the order; `firm`: from nowhere else.
alter table orders.delivery_group
  add column nominated_location_id integer,
  add column nominated_firm boolean not null default false,
  add constraint delivery_group_nominated
    check (nominated_location_id is not null or not nominated_firm);
