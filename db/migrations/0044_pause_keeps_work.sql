-- Whether a paused location finishes the work that it has, or others do.
alter table network.location add column pause_keeps_work boolean not null default false;

-- Until now all of them did.
update network.location set pause_keeps_work = true where paused_at is not null;
