import { sql } from '../platform/db/sql.ts'
import type { Check } from '../platform/module.ts'

/** The invariants of routing. */
export const checks: Check[] = [
  {
    // A process learns of it within a second; what it had begun to decide may take some more.
    id: 'I44',
    says: 'nothing is decided by a version more than a minute after its canary was returned',
    query: sql`select d.id from routing.canary as c join routing.decision as d
        on d.decided_at > c.ended_at + interval '1 minute'
          and (d.record->'rule'->>'version')::int = c.version
      where c.outcome = 'returned'`,
  },
  {
    // Who asks has its moment first, then waits for whoever ends the canary.
    id: 'I44b',
    says: 'nothing else is published more than a minute before a canary is over',
    query: sql`select v.version from routing.canary as c join routing.rule_version as v
        on v.version > c.version
          and v.published_at + interval '1 minute' < coalesce(c.ended_at, 'infinity')`,
  },
  {
    id: 'I44c',
    says: 'nothing is decided by a version that was withdrawn',
    query: sql`select d.id from routing.rule_withdrawal as w join routing.decision as d
        on d.decided_at > w.withdrawn_at and (d.record->'rule'->>'version')::int = w.version`,
  },
]
