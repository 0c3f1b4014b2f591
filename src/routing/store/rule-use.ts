import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'

/** What became of a rule lately; `ruleId` null: where none fitted. */
export type RuleUse = {
  ruleId: string | null
  /** Delivery groups that it decided on when they were placed. */
  decided: number
  /** Of those, which a location that it chose has declined. */
  declined: number
  /** Of those, which had less than was wanted. */
  short: number
  /** Delivery groups that it fitted and passed on. */
  passed: number
}

/**
 * Counted over the newest decisions, so that it takes as long with many orders as with few: at most
 * so many, none before `since`. Answers how many they were and when the first of them was made.
 */
export async function countRuleUse(
  db: Queryable,
  { since, most }: { since: Temporal.Instant; most: number },
): Promise<{ decisions: number; from: Temporal.Instant | null; rules: RuleUse[] }> {
  const newest = sql`
    select d.order_id, d.record, d.decided_at, d.record->'rule'->>'id' as rule_id
    from (select * from routing.decision order by id desc limit ${most}::int) as d
    where d.cause = 'placed' and d.decided_at >= ${since}::timestamptz`
  const [[all], rules] = await Promise.all([
    db.query<{ decisions: number; from: Temporal.Instant | null }>(sql`
      with newest as (${newest})
      select count(*)::int as decisions, min(decided_at) as "from" from newest`),
    db.query<RuleUse>(sql`
      with newest as (${newest}), decided as (
        select rule_id, count(*)::int as decided,
          count(*) filter (where json_array_length(record->'short') > 0)::int as short,
          count(*) filter (where exists (
            select from json_array_elements(record->'chosen') as c
              join routing.exclusion as e on e.order_id = newest.order_id
                and e.location_id = (c->>'locationId')::int and e.sku_id is null))::int as declined
        from newest where record->'rule' is not null group by rule_id
      ), passed as (
        select p->>0 as rule_id, count(*)::int as passed
        from newest, json_array_elements(record->'rule'->'passed') as p group by 1
      )
      select coalesce(d.rule_id, p.rule_id) as "ruleId", coalesce(d.decided, 0) as decided,
        coalesce(d.declined, 0) as declined, coalesce(d.short, 0) as short,
        coalesce(p.passed, 0) as passed
      from decided as d full join passed as p on p.rule_id = d.rule_id order by 1`),
  ])
  return { ...all!, rules }
}
