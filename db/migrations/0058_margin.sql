-- What is earned of the price of a SKU, in percent: what a missed sale of it loses.
alter table catalog.sku
  add column margin_percent smallint,
  add constraint sku_margin check (margin_percent between 0 and 100);
