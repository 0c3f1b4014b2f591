-- What a channel may sell from where, how much stays on the shelf, and the like. Rules are in force
-- in published versions; a person writes in the one draft until it is published.
create table inventory.rule_version (
  version integer primary key check (version > 0),
  note text not null,
  -- The version whose rules this one brought back.
  restores integer,
  added integer not null,
  changed integer not null,
  removed integer not null,
  published_at timestamptz not null,
  published_by text not null,
  constraint rule_version_restores check (restores < version)
);

-- A rule as it stands in the versions from `from_version` to `until_version` (not in that any more;
-- null: still). The same id in later versions is the same rule, changed. What is null is any.
create table inventory.rule (
  id uuid not null,
  from_version integer not null,
  until_version integer,
  kind text not null check (kind in ('pool', 'eligibility', 'safety_stock', 'threshold', 'quota',
    'ring_fence', 'purchase_limit', 'hold_limit', 'pre_order', 'backorder')),
  name text not null,
  sku_id integer,
  category text,
  sku_tag text,
  location_id integer,
  location_group text,
  location_tag text,
  location_kind text,
  channel_id integer,
  method text,
  starts_at timestamptz,
  ends_at timestamptz,
  -- 1 is Monday.
  weekdays smallint[],
  hours_from text,
  hours_until text,
  -- What the rule says, by its kind (`inventory/domain/rules/rule.ts`).
  terms jsonb not null,
  primary key (id, from_version),
  constraint rule_terms check (terms->>'kind' = kind),
  constraint rule_versions check (until_version > from_version),
  constraint rule_ends check (ends_at > starts_at),
  constraint rule_hours check ((hours_from is null) = (hours_until is null))
);
create unique index rule_live on inventory.rule (id) where until_version is null;
create index rule_live_sku on inventory.rule (sku_id, id) where until_version is null;
create index rule_from on inventory.rule (from_version, id);
create index rule_until on inventory.rule (until_version, id) where until_version is not null;

-- What is published never changes but for the version that it ends with. (No foreign keys: to look
-- at the row that is named, they would need the right to change it.)
revoke update, delete on inventory.rule_version, inventory.rule from current_user;
grant update (until_version) on inventory.rule to current_user;

-- The one draft, written when it is first changed. Its version rises with every change, and never
-- falls.
create table inventory.rule_draft (
  one boolean primary key default true check (one),
  version integer not null,
  -- The version that its changes bring back, as long as nothing else was changed in it.
  restores integer,
  changed_at timestamptz,
  changed_by text
);

-- What the draft would change of the rules in force: the whole rule as it would be (or was).
create table inventory.rule_draft_change (
  id uuid primary key,
  action text not null check (action in ('add', 'change', 'remove')),
  kind text not null,
  name text not null,
  sku_id integer,
  category text,
  sku_tag text,
  location_id integer,
  location_group text,
  location_tag text,
  location_kind text,
  channel_id integer,
  method text,
  starts_at timestamptz,
  ends_at timestamptz,
  weekdays smallint[],
  hours_from text,
  hours_until text,
  terms jsonb not null
);
create index rule_draft_change_sku on inventory.rule_draft_change (sku_id);

-- What rules and people call many SKUs by; in order.
alter table catalog.sku add column tags text[] not null default '{}';
create index sku_tags on catalog.sku using gin (tags);

-- Who may do everything may do this as well.
update identity.person
set permissions = permissions || array['rules:publish', 'rules:read', 'rules:write']
where permissions @> array['identity:write', 'network:write', 'stock:write'];
