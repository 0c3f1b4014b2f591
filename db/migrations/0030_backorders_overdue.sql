-- Backorders whose day has passed.

-- Since when it is known that units did not come on the day that the customer was told; it is told
-- once. Only of backorders: a receipt that does not come on its day is late itself.
alter table inventory.claim
  add column late_since timestamptz,
  add constraint claim_late check (late_since is null or supply_no = -1);
