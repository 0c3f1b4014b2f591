-- Whether a draft of routing rules needs a second person before it is published.
create table routing.publishing (
  one boolean primary key default true check (one),
  version integer not null,
  second_person boolean not null,
  changed_at timestamptz not null,
  changed_by text not null
);

-- Who has changed the draft since it was empty: none of them approves it.
alter table routing.rule_draft add column authors text[] not null default '{}';
update routing.rule_draft set authors = array[changed_by] where changed_by is not null;

-- Requests that a second person approves the draft as it is: they are about that version of it, and
-- void once it is changed.
create table routing.approval (
  id uuid primary key,
  draft_version integer not null,
  note text,
  requested_at timestamptz not null,
  requested_by text not null,
  outcome text check (outcome in ('approved', 'declined')),
  decision_note text,
  decided_at timestamptz,
  decided_by text,
  constraint approval_decided check (num_nulls(outcome, decided_at, decided_by) in (0, 3)),
  constraint approval_second check (outcome <> 'approved' or decided_by <> requested_by)
);
create unique index approval_standing on routing.approval (draft_version)
  where outcome is distinct from 'declined';

-- Who asked for a version and who approved it, where that was done.
alter table routing.rule_version
  add column requested_by text,
  add column approved_by text,
  add constraint rule_version_second check (approved_by <> requested_by);
