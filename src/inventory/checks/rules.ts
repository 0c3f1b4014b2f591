import { sql } from '../../platform/db/sql.ts'
import type { Check } from '../../platform/module.ts'

/** The invariants of availability rules. */
export const ruleChecks: Check[] = [
  {
    id: 'I40',
    says: 'the versions of the rules are numbered without gaps, in the order of their times',
    query: sql`select version from (
        select version, row_number() over (order by version) as no,
          lag(published_at) over (order by version) > published_at as early
        from inventory.rule_version) as v
      where version <> no or early`,
  },
  {
    id: 'I41',
    says: 'a rule stands at most once in a version',
    query: sql`select r.id, r.from_version from inventory.rule as r
      join inventory.rule as before on before.id = r.id and before.from_version < r.from_version
      where before.until_version is null or before.until_version > r.from_version`,
  },
  {
    id: 'I42',
    says: 'a version says how many rules came, changed and went with it',
    query: sql`select version from inventory.rule_version as v
      full join (select from_version as version, count(*) as n from inventory.rule group by 1)
        as came using (version)
      full join (select until_version as version, count(*) as n from inventory.rule
        where until_version is not null group by 1) as gone using (version)
      where (v.added + v.changed, v.changed + v.removed)
        is distinct from (coalesce(came.n, 0), coalesce(gone.n, 0))`,
  },
  {
    id: 'I43',
    says: 'the draft adds what is not in force, and changes and removes what is',
    query: sql`select d.id from inventory.rule_draft_change as d
      left join inventory.rule as live on live.id = d.id and live.until_version is null
      where (d.action = 'add') <> (live.id is null)`,
  },
]
