create schema identity;

create table identity.person (
  id uuid primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  permissions text[] not null,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);
create unique index person_email on identity.person (lower(email)) where archived_at is null;

create table identity.session (
  id uuid primary key,
  person_id uuid not null references identity.person,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_person on identity.session (person_id);

-- The secret is shown once; only its hash is kept.
create table identity.api_key (
  id uuid primary key,
  name text not null,
  prefix text not null,
  secret_hash bytea not null unique,
  permissions text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  used_at timestamptz,
  version integer not null default 1
);
