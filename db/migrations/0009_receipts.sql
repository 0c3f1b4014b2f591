-- A dated receipt is closed when nothing more is expected on it: all of it has arrived, or it was
-- cancelled.
alter table inventory.supply add column closed_at timestamptz,
  add constraint supply_closed check (closed_at is null or (supply_no > 0 and quantity = 0));

-- What is still to come, by SKU and by day. Neither names a column that orders or counts write, so
-- the updates of stock on hand stay within their page.
create index supply_expected on inventory.supply (sku_id, due_on)
  where supply_no > 0 and closed_at is null;
create index supply_due_on on inventory.supply (due_on, sku_id, location_id, supply_no)
  where supply_no > 0 and closed_at is null;

-- The last number given to a dated receipt. A number is never given twice, since movements name it.
create table inventory.receipt_counter (
  sku_id integer not null,
  location_id integer not null,
  last_no integer not null,
  primary key (sku_id, location_id)
);
