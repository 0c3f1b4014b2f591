-- When a location is open: intervals of the week by its own clock, and single days that differ.
-- Null where nobody has said. `network/domain/hours.ts` says what it may hold.
alter table network.location add column hours jsonb;
