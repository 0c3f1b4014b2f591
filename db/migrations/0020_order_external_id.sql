-- An order is looked for by external id and only then by channel: an index that begins with the
-- channel and another that does (order_listed) look alike to a planner that has no statistics yet,
-- and the wrong one reads every order of the channel.
create unique index order_external_id on orders.order (external_id, channel_id);
alter table orders.order drop constraint order_channel_id_external_id_key;
