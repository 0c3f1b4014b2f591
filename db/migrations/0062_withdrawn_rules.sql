-- Versions of the routing rules that were withdrawn before they began: they are in force for
-- nobody.
create table routing.rule_withdrawal (
  version integer primary key check (version > 0),
  note text,
  withdrawn_at timestamptz not null,
  withdrawn_by text not null
);

-- What is withdrawn is brought back into the draft, and published anew.
revoke update, delete on routing.rule_withdrawal from current_user;
