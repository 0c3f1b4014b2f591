-- Alert rules are about tags and groups as availability rules are. What is null is any.
alter table inventory.alert_rule
  add column sku_tag text,
  add column location_group text,
  add column location_tag text;
