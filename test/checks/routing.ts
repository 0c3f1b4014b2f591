import { sql } from '../../src/platform/db/sql.ts'
import { steps, type Sabotage } from './sabotage.ts'

/** A canary that was returned an hour ago, or that runs. */
const canary = (end: 'returned' | 'none') => sql`
  insert into routing.canary (id, version, control, share_permille, channel_ids, currency, guards,
    minimum_orders, starts_at, until, started_by, epoch, tx, event_id, outcome, cause, ended_at,
    ended_by)
  select gen_random_uuid(), 90, 0, 100, '{1}', 'EUR', '{}', 200, now() - interval '2 hours',
    now() + interval '1 day', 'nobody', 1, '0', gen_random_uuid(),
    case when ended then 'returned' end, case when ended then 'by_hand' end,
    case when ended then now() - interval '1 hour' end, case when ended then 'nobody' end
  from (select ${end} = 'returned' as ended) as e`

/** For every invariant of routing what breaks it, and it alone. */
export const routingSabotages: Record<string, Sabotage[]> = {
  I44: [
    steps(
      canary('returned'),
      sql`update routing.decision set decided_at = now(),
          record = (record::jsonb || '{"rule": {"version": 90, "id": null, "name": null}}')::json
        where id = (select id from routing.decision limit 1) returning id`,
    ),
  ],
  I44c: [
    steps(
      sql`insert into routing.rule_withdrawal (version, withdrawn_at, withdrawn_by)
        values (92, now() - interval '1 hour', 'nobody')`,
      sql`update routing.decision set decided_at = now(),
          record = (record::jsonb || '{"rule": {"version": 92, "id": null, "name": null}}')::json
        where id = (select id from routing.decision limit 1) returning id`,
    ),
  ],
  I44b: [
    steps(
      canary('none'),
      sql`insert into routing.rule_version (version, rules, note, added, changed, removed,
          valid_from, published_at, published_by)
        values (91, '[]', 'Too early', 0, 0, 0, now(), now(), 'nobody') returning version`,
    ),
  ],
}
