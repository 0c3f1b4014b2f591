-- How a person likes to see things; what is missing is as everybody has it.
alter table identity.person add column preferences jsonb not null default '{}';

-- Views of a screen that people keep: what it was asked, under a name.
create table identity.view (
  id uuid primary key,
  person_id uuid not null references identity.person,
  screen text not null,
  name text not null,
  query text not null,
  -- Seen by everybody, changed by its owner.
  is_shared boolean not null,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);
create index view_person on identity.view (person_id, id) where archived_at is null;
create index view_shared on identity.view (screen, id) where is_shared and archived_at is null;
