create schema tasks;

-- Everything that needs a person. One open task per subject and cause.
create table tasks.task (
  id uuid primary key,
  cause text not null,
  subject_kind text not null,
  subject_id text not null,
  summary text not null,
  next_step text not null,
  owner text,
  due_at timestamptz,
  raised_at timestamptz not null,
  raised_by text not null,
  closed_at timestamptz,
  closed_by text,
  outcome text,
  version integer not null default 1,
  constraint task_closed_whole check ((closed_at is null) = (closed_by is null))
);
create unique index task_open on tasks.task (subject_kind, subject_id, cause)
  where closed_at is null;
create index task_raised on tasks.task (raised_at, id);
