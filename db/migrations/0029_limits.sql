-- Which delivery groups of an order the units of a count are for, so that a cancellation gives back
-- exactly what it was counted with: one order may go to two addresses, or by two methods of which
-- each has a rule of its own. Of a hold none.
alter table inventory.counter_use add column group_nos smallint[] not null default '{}';

-- Of what was counted before, the groups of the method that the rule was always about, else all: so
-- nothing is given back too early.
update inventory.counter_use as u set group_nos = array(
  select g.no from orders.delivery_group as g
  where g.order_id = u.owner_id and g.method = coalesce((
    select min(r.method) from inventory.rule as r where r.id = u.rule_id
    having count(r.method) = count(*) and min(r.method) = max(r.method)), g.method)
  order by g.no)
where u.until is null;

alter table inventory.counter_use
  add constraint counter_use_groups check ((until is null) = (group_nos <> '{}'));

-- A limit of purchases may say how many units one order must have at least. What was published says
-- nothing of it.
grant update (terms) on inventory.rule to current_user;
update inventory.rule set terms = terms || '{"minQuantity": null}' where kind = 'purchase_limit';
revoke update (terms) on inventory.rule from current_user;
update inventory.rule_draft_change set terms = terms || '{"minQuantity": null}'
where kind = 'purchase_limit';
