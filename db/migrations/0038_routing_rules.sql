-- How deliveries are routed: an ordered list of rules, in force in published versions; a person
-- writes in the one draft until it is published. A list is read and compared whole, so it is kept
-- whole (`routing/domain/rules/rule.ts`).
create table routing.rule_version (
  version integer primary key check (version > 0),
  -- `json`, not `jsonb`, so that it stays byte for byte.
  rules json not null,
  note text not null,
  -- The version whose rules this one brought back.
  restores integer,
  added integer not null,
  changed integer not null,
  removed integer not null,
  valid_from timestamptz not null,
  published_at timestamptz not null,
  published_by text not null,
  constraint rule_version_restores check (restores < version),
  constraint rule_version_from check (valid_from >= published_at)
);

-- What is published never changes.
revoke update, delete on routing.rule_version from current_user;

-- The one draft, written when it is first changed: the list as it would be. Without one it is what
-- the newest version says. Its version rises with every change, and never falls.
create table routing.rule_draft (
  one boolean primary key default true check (one),
  version integer not null,
  rules json,
  restores integer,
  changed_at timestamptz,
  changed_by text
);

-- Who may do everything may do this as well.
update identity.person
set permissions = permissions || array['routing:publish']
where permissions @> array['identity:write', 'network:write', 'stock:write'];
