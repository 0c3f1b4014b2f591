import { sql } from './db/sql.ts'
import type { Check } from './module.ts'

/** The invariants of requests and logs (RELIABILITY.md section 3). */
export const checks: Check[] = [
  {
    id: 'I23b',
    says: 'an idempotency key of a client is there once',
    query: sql`select client, key from platform.idempotency group by 1, 2 having count(*) > 1`,
  },
  {
    id: 'I31',
    says: 'no subscriber is more than a minute behind, but those that may be',
    query: sql`select s.name from platform.subscriber as s
      where not s.may_lag and exists (
      select from platform.event as e
      where e.epoch = s.epoch and (e.tx, e.id) > (s.tx, s.id)
        and e.recorded_at < now() - interval '60 seconds')`,
  },
  {
    id: 'I32',
    says: 'no cursor stands beyond what is settled',
    query: sql`select s.name from platform.subscriber as s
      join platform.installation as i on s.epoch = i.epoch
      where s.tx >= pg_snapshot_xmin(pg_current_snapshot())`,
  },
]
