-- Prices of all SKUs together come with prices of the room of a place's days: `slots` has by
-- location what room for an order is worth on each day ahead, today first, where it is worth
-- anything; null where each SKU is priced for itself. `layer` says how prices were found last.
alter table routing.price_set
  add column layer text,
  add column slots json;
