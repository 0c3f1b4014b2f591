-- Delivery groups of which something waits although a rule of routing cancels what no place can
-- serve: what stands in its way (a full day, a pause, hours after a place declined) passes by
-- itself, and then it is decided on again.
create table orders.wait_to_pass (
  order_id uuid not null,
  group_no smallint not null,
  primary key (order_id, group_no),
  foreign key (order_id, group_no) references orders.delivery_group
);
