-- Alert rules tell of feeds that are overdue, too: of what a system feeds at a location, not of a
-- SKU.
alter table inventory.alert_rule
  drop constraint alert_rule_kind_check,
  add constraint alert_rule_kind_check check (
    kind in ('low', 'out', 'over', 'negative', 'uncovered', 'overdue_feed')),
  add constraint alert_rule_feed check (
    kind <> 'overdue_feed' or (sku_id is null and category is null and sku_tag is null));

alter table inventory.alert
  alter column sku_id drop not null,
  add column source_id smallint references inventory.feed_source,
  add constraint alert_about check (
    (kind = 'overdue_feed') = (source_id is not null)
    and (sku_id is null) = (source_id is not null));
create unique index alert_open_feed on inventory.alert (location_id, source_id, rule_id)
  where cleared_at is null and source_id is not null;
