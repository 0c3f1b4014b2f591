-- What is sold before it is there.

-- Where goods that are on their way come from, and how sure it is that they come, in percent. Null
-- is what was announced before: a purchase order, for certain.
alter table inventory.supply
  add column kind text check (kind in ('purchase_order', 'transfer', 'return')),
  add column confidence smallint check (confidence between 0 and 100),
  -- Since when somebody has to look at what was promised from it: less of it comes than was
  -- promised, it comes later, it is less sure, or something better has come.
  add column doubted_at timestamptz,
  -- Since when it is known that it did not come on its day; it is told once.
  add column late_since timestamptz,
  add constraint supply_sold check (
    supply_no > 0 or (kind is null and confidence is null and late_since is null));
create index supply_doubted on inventory.supply (doubted_at) where doubted_at is not null;

-- The day that a customer was told when units were promised that were not there. It stays with them
-- wherever they rest later.
alter table inventory.claim
  add column promised_on date,
  add constraint claim_promised
    check (supply_no = 0 or kind = 'hold' or promised_on is not null);
create index claim_to_come on inventory.claim (sku_id, supply_no)
  where closed_at is null and supply_no <> 0;

-- Of the units that are allocated, those that are not there yet: they rest on what is to come. They
-- are never released.
alter table orders.order_line
  add column expected bigint not null default 0,
  drop constraint line_nested,
  add constraint line_nested check (
    cancelled >= 0 and ordered - cancelled >= allocated and allocated - expected >= released
    and expected >= 0 and released >= picked and picked >= packed and packed >= fulfilled
    and fulfilled >= returned and returned >= 0);
drop index orders.line_releasable;
create index line_releasable on orders.order_line (release_at, order_id)
  where allocated - expected > released;
alter table orders.order
  drop constraint order_state,
  add constraint order_state check (state in ('waiting_for_stock', 'waiting_for_receipt',
    'allocated', 'released', 'picked', 'packed', 'fulfilled', 'returned', 'cancelled', 'on_hold'));
