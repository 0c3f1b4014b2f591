-- Which locations a feed names, so that those of one are found. A feed whose rows say where has no
-- location of its own; of older ones it is known as far as what they mentioned is kept.
create table inventory.feed_place (
  location_id integer not null,
  feed_id uuid not null references inventory.feed,
  primary key (location_id, feed_id)
);
insert into inventory.feed_place (location_id, feed_id)
select location_id, id from inventory.feed where location_id is not null
union select location_id, feed_id from inventory.feed_mention;

-- Orders also come from chats.
alter table network.channel
  drop constraint channel_kind_check,
  add constraint channel_kind_check
    check (kind in ('site', 'till', 'marketplace', 'call_centre', 'messaging'));
