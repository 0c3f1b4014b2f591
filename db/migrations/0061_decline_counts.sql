-- How often locations had declined, as decisions went by it: a row for each time that the counts
-- were others, by which decisions of then are made again.
create table routing.decline_count (
  at timestamptz primary key,
  -- By location, ascending: its id, orders that it was given, those of them that it declined.
  counts json not null
);
