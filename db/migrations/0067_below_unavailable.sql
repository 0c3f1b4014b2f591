-- Where stock is not below zero, but fewer are on hand than are unavailable, the task says so: of
-- those that are open only what changes would tell it.
update tasks.task as t set cause = 'stock_below_unavailable',
  summary =
    'Fewer are on hand than are recorded as unavailable, and nothing is promised from here',
  next_step = 'Count what is damaged or otherwise unavailable there; no order waits for it.',
  version = t.version + 1
from inventory.supply as s
where t.cause = 'stock_below_zero' and t.subject_kind = 'supply' and t.closed_at is null
  and s.sku_id = split_part(t.subject_id, '/', 1)::integer
  and s.location_id = split_part(t.subject_id, '/', 2)::integer
  and s.supply_no = split_part(t.subject_id, '/', 3)::integer
  and s.quantity >= 0;
