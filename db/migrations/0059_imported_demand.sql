-- Of the lines that rates were learnt from, those of an imported history.
alter table routing.demand_learning
  add column imported_lines bigint not null default 0;

-- Orders of an import, read a day at a time.
create index entry_order_at on history.entry (at) where kind = 'order';
