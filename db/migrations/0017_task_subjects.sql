alter table tasks.task
  -- The order it is about, however far down its subject is; kept without a key, like the subject.
  add column order_id uuid,
  -- The location whose people can see to it.
  add column location_id integer;

create index task_order on tasks.task (order_id) where order_id is not null;
create index task_open_raised on tasks.task (raised_at, id) where closed_at is null;

-- What people wrote down while they worked on it.
create table tasks.note (
  id uuid primary key,
  task_id uuid not null references tasks.task,
  text text not null,
  noted_by text not null,
  noted_at timestamptz not null
);
create index note_task on tasks.note (task_id, id);

update tasks.task set order_id = subject_id::uuid where subject_kind = 'order';
update tasks.task as t set order_id = w.order_id, location_id = w.location_id
  from fulfilment.fulfilment_order as w
  where t.subject_kind = 'fulfilment_order' and w.id::text = t.subject_id;
update tasks.task set location_id = split_part(subject_id, '/', 2)::integer
  where subject_kind = 'supply';
