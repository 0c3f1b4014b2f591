-- How much an order counts beside others (-1 low, 0 normal, 1 high): whose units give way where too
-- few are there, and who is served first of what comes. Tags are words of the retailer for orders.
alter table orders.order
  add column priority smallint not null default 0,
  add column tags text[] not null default '{}',
  add constraint order_priority check (priority between -1 and 1);

-- What tags an order had until they were changed: what decided on it before has seen those.
create table orders.tags_before (
  order_id uuid not null references orders.order,
  until timestamptz not null,
  tags text[] not null,
  primary key (order_id, until)
);
