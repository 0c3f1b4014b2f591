import { sql } from '../../src/platform/db/sql.ts'
import { steps, type Sabotage } from './sabotage.ts'

/**
 * For every invariant of availability rules what breaks it, and it alone. The busy shop has
 * published two versions: the first with two rules, of which the second changed one.
 */
export const ruleSabotages: Record<string, Sabotage[]> = {
  I40: [
    steps(
      sql`insert into inventory.rule_version
          (version, note, added, changed, removed, published_at, published_by)
        values (4, 'Too far', 0, 0, 0, now(), 'nobody') returning version`,
    ),
    steps(
      sql`update inventory.rule_version set published_at = published_at - interval '1 day'
        where version = 2 returning version`,
    ),
  ],
  I41: [
    steps(
      sql`drop index inventory.rule_live`,
      sql`insert into inventory.rule_version
          (version, note, added, changed, removed, published_at, published_by)
        values (3, 'Once more', 1, 0, 0, now(), 'nobody')`,
      sql`insert into inventory.rule select (jsonb_populate_record(r, '{"from_version": 3}')).*
        from inventory.rule as r where from_version = 2 returning id, from_version`,
    ),
  ],
  I42: [
    steps(sql`update inventory.rule_version set added = 1 where version = 1 returning version`),
    steps(sql`update inventory.rule_version set removed = 1 where version = 2 returning version`),
  ],
  I43: [
    steps(sql`update inventory.rule_draft_change set action = 'change' returning id`),
    steps(sql`insert into inventory.rule_draft_change (id, action, kind, name, terms)
      select id, 'add', kind, name, terms from inventory.rule where until_version is null limit 1
      returning id`),
  ],
}
