-- Whether orders of a plan are moved until they are released, and what a move must save.
alter table routing.plan add column improving json;
