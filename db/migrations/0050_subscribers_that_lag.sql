-- A subscriber that gives way to others may be behind by design, and says itself by how much.
alter table platform.subscriber add column may_lag boolean not null default false;
update platform.subscriber set may_lag = true where name = 'routing shadows';
