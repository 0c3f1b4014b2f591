-- A search for something common walks the newest orders until the page is full: their words are
-- then read in that order, each at once and not by its id.
create index search_placed on orders.search (placed_at, order_id);
