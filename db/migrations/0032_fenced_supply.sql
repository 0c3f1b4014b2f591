-- Whether some ring-fence sets units of a row aside. It stands on the row because who claims units
-- locks that and sees its last version, whatever its process has heard of ring-fences by then.
alter table inventory.supply add column fenced boolean not null default false;

update inventory.supply as s set fenced = true
where supply_no = 0 and exists (select from inventory.ring_fence_share as r
  where r.sku_id = s.sku_id and r.location_id = s.location_id);
