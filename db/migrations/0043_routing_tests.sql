-- What routing is expected to decide: made-up deliveries with stock of their own. Published are
-- rules that decide so (`routing/domain/rules/expected.ts`).
create table routing.rule_test (
  id uuid primary key,
  code text not null unique,
  name text not null,
  -- Rises with every change, and never falls.
  version integer not null check (version > 0),
  -- `json`, not `jsonb`: it is read whole, and stays as it was sent.
  invented json not null,
  at json,
  stock json not null,
  expected json not null,
  changed_at timestamptz not null,
  changed_by text not null
);

-- Why rules were published although tests failed, and which.
alter table routing.rule_version add column despite json;
