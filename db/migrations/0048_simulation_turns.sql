-- Each time a simulation is taken to be played it is another turn. Who plays an earlier one, and
-- was only silent for long, writes nothing any more.
alter table routing.simulation add column turn integer not null default 0;
