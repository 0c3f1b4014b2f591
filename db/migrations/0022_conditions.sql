-- Why units on hand are not to be sold. For each SKU and location they add up to what the row of
-- stock on hand says is unavailable; both are written in one transaction, under the lock of that
-- row. Claims never write here.
create table inventory.condition_level (
  sku_id integer not null,
  location_id integer not null,
  condition text not null check (condition in
    ('damaged', 'on_display', 'quarantine', 'in_inspection', 'awaiting_owner', 'other')),
  quantity bigint not null check (quantity > 0),
  primary key (sku_id, location_id, condition)
);

-- What was recorded before there were conditions is `other`; so it is in the ledger, where such
-- movements name no condition.
insert into inventory.condition_level (sku_id, location_id, condition, quantity)
  select sku_id, location_id, 'other', unavailable from inventory.supply
  where supply_no = 0 and unavailable > 0;

-- Which units a movement made unavailable or available again; null where it did neither.
alter table inventory.movement add column condition text;

-- The movements that did: few, so that the conditions of a past moment are found at once. Claims
-- never enter it.
create index movement_condition on inventory.movement (sku_id, location_id, id)
  where unavailable_change <> 0;
